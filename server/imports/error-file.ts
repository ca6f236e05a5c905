import { csvOf } from "../exports/csv-sheet.ts";
import type { Sheet } from "../exports/sheet.ts";
import type { Finding } from "./finding.ts";

/** What was found in a file, by row, column and value, as CSV that a spreadsheet opens without running any of it. */
export const errorFile = (findings: readonly Finding[]): Buffer => Buffer.from([...csvOf(sheetOf(findings))].join(""));

const sheetOf = (findings: readonly Finding[]): Sheet => ({
  name: "findings",
  columns: [
    { title: "行 line", kind: "number" },
    { title: "列 column", kind: "number" },
    { title: "表头 header", kind: "text" },
    { title: "内容 value", kind: "text" },
    { title: "级别 severity", kind: "text" },
    { title: "说明", kind: "text" },
    { title: "message", kind: "text" },
  ],
  rows: findings.map(({ line, column, header, value, severity, message }) => [
    line === 0 ? undefined : String(line),
    column?.toString(),
    header,
    value,
    severity === "error" ? "错误 error" : "警告 warning",
    message.zh,
    message.en,
  ]),
});
