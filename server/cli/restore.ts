import type { Command } from "./command.ts";
import { explainingLater } from "./files.ts";

export const restore: Command = {
  synopsis: "FILE",
  summary: {
    zh: "把备份恢复到 DATA_DIR 或 DATABASE_URL 指定的空数据库",
    en: "restore a backup into the empty database that DATA_DIR or DATABASE_URL name",
  },
  files: { least: 1, most: 1 },
  options: {},
  async run(args) {
    const { restoreFrom } = await import("../operations/backup/backup-file.ts");
    const { readSettings } = await import("../settings.ts");
    const { chooseDatabase } = await import("../store/choose-database.ts");
    const [file = ""] = args.files;
    const settings = readSettings(process.env);
    const { header, rows, chain } = await explainingLater(file, () =>
      restoreFrom(file, () => chooseDatabase(settings)),
    );
    const said = {
      zh: `已恢复 ${header.at} 的备份，共 ${rows} 行`,
      en: `restored the backup of ${header.at}, ${rows} rows`,
    };
    process.stdout.write(`${said[args.language]}\n`);
    for (const fault of chain.faults) process.stdout.write(`${fault[args.language]}\n`);
    return chain.faults.length === 0 ? 0 : 1;
  },
};
