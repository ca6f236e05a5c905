import type { Command } from "./command.ts";
import { readText } from "./files.ts";
import { withProgress } from "./progress.ts";

const LONGEST_ANCHOR = 10_000;

export const verify: Command = {
  synopsis: "[--anchor FILE]",
  summary: {
    zh: "离线核对审计日志的哈希链、方案版本、已锁定的核算和名单；有不符时退出码为 1",
    en: "check the audit log's chain, the versions, the locked runs and the lists, offline; ends with 1 where something is wrong",
  },
  files: { least: 0, most: 0 },
  options: {
    anchor: {
      value: "FILE",
      summary: {
        zh: "以前导出的锚点：发现末尾被截掉或整条链被重写",
        en: "an anchor written earlier: shows a cut end or a chain written anew",
      },
    },
  },
  async run(args) {
    const { openStored } = await import("../operations/open-stored.ts");
    const { readAnchor } = await import("../operations/verify/anchor.ts");
    const { verifyStored } = await import("../operations/verify/verify-stored.ts");
    const file = args.option("anchor");
    const anchor = file === undefined ? undefined : readAnchor(readText(file, LONGEST_ANCHOR));
    const store = await openStored(process.env);
    try {
      const report = await withProgress(({ onProgress }) =>
        verifyStored(store, { anchor, onProgress: (share) => onProgress?.(share) }),
      );
      const { head, versions, revisions, lists, faults } = report;
      const said = {
        zh: `核对了审计日志 ${head.count} 条、方案版本 ${versions} 个、已锁定的核算 ${revisions} 稿、名单 ${lists} 份：`,
        en: `checked ${head.count} entries of the audit log, ${versions} versions, ${revisions} locked revisions of runs, ${lists} lists: `,
      };
      const none = { zh: "全部相符", en: "all is as it was" };
      const some = { zh: `${faults.length} 处不符`, en: `${faults.length} faults` };
      process.stdout.write(`${said[args.language]}${(faults.length === 0 ? none : some)[args.language]}\n`);
      for (const fault of faults) process.stdout.write(`${fault[args.language]}\n`);
      return faults.length === 0 ? 0 : 1;
    } finally {
      await store.close();
    }
  },
};
