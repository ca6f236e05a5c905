import type { Command } from "./command.ts";
import { explainingLater } from "./files.ts";

export const backup: Command = {
  synopsis: "--out FILE",
  summary: {
    zh: "把数据库全部内容备份成一个文件，服务运行时也可以；用 DATA_DIR 或 DATABASE_URL 指定数据库",
    en: "back up everything in the database to a file, while the server runs too; DATA_DIR or DATABASE_URL name it",
  },
  files: { least: 0, most: 0 },
  options: {
    out: { value: "FILE", required: true, summary: { zh: "备份文件，.gz", en: "the backup, .gz" } },
  },
  async run(args) {
    // Only here: the other commands need no database, and start sooner without it.
    const { backUp } = await import("../operations/backup/backup-file.ts");
    const { openStored } = await import("../operations/open-stored.ts");
    const out = args.option("out") ?? "";
    const store = await openStored(process.env);
    try {
      const { audit } = await explainingLater(out, () => backUp(store, out));
      const said = {
        zh: `已备份到 ${out}；审计日志 ${audit.count} 条，末端哈希 ${audit.hash}`,
        en: `backed up to ${out}; the audit log has ${audit.count} entries and ends with hash ${audit.hash}`,
      };
      process.stdout.write(`${said[args.language]}\n`);
      return 0 as const;
    } finally {
      await store.close();
    }
  },
};
