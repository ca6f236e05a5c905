const COLUMNS = 20;

/** A version of V6.0's scheme with one decision table of so many rows by twenty cells, without gap or overlap. */
export function wideScheme(rows: number): string {
  const outputs = Array.from({ length: COLUMNS - 1 }, (_, at) => `第${at + 1}项`);
  const lines = Array.from({ length: rows }, (_, row) => {
    const band = row === 0 ? "< 1" : row === rows - 1 ? `>= ${row}` : `[${row} .. ${row + 1})`;
    return `| ${[band, ...outputs.map((_, at) => row * COLUMNS + at)].join(" | ")} |`;
  });
  return `---
scheme: telemarketing-specialist
title: 千档表
version: wide
period: month
currency: CNY
language: zh
---

# 千档表

\`\`\`kpi
input 咨询量

output 第1项

table 千档
| 咨询量 | ${outputs.map((name) => `=> ${name} (CNY)`).join(" | ")} |
${lines.join("\n")}
\`\`\`
`;
}
