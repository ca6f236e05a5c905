import type { Command } from "./command.ts";
import { deliver } from "./deliver.ts";
import { OUT_OPTION } from "./shared-options.ts";

export const anchor: Command = {
  synopsis: "[--out FILE]",
  summary: {
    zh: "导出审计日志的条数和末端哈希，另处保存，供 verify 核对",
    en: "write the audit log's count and last hash, to be kept elsewhere and given to verify",
  },
  files: { least: 0, most: 0 },
  options: { out: OUT_OPTION },
  async run(args) {
    const { openStored } = await import("../operations/open-stored.ts");
    const { anchorText } = await import("../operations/verify/anchor.ts");
    const store = await openStored(process.env);
    try {
      const head = await store.stores.audit.head();
      deliver(anchorText({ ...head, at: store.now() }), args.option("out"));
      return 0 as const;
    } finally {
      await store.close();
    }
  },
};
