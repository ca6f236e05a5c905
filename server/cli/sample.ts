import { formatCsv } from "../data/write-csv.ts";
import { sampleCompany } from "../sample/sample-company.ts";
import type { Command } from "./command.ts";
import { deliver } from "./deliver.ts";
import { OUT_OPTION } from "./shared-options.ts";

export const sample: Command = {
  synopsis: "[--out FILE]",
  summary: {
    zh: "写出示例公司的数据，供 run 和 explain 试用",
    en: "write the sample company's data, to try run and explain on",
  },
  files: { least: 0, most: 0 },
  options: { out: OUT_OPTION },
  run(args) {
    const { columns, rows } = sampleCompany();
    const records = rows.map(({ month, agent, values }) => [month, agent, ...values.map((value) => value ?? "")]);
    deliver(formatCsv([["月份", "工号", ...columns], ...records]), args.option("out"));
    return 0;
  },
};
