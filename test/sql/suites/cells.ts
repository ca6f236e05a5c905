import { expect, test } from "vitest";
import { readCell } from "../../../engine/catalogue/read-cell.ts";
import type { AgentMonth } from "../../../engine/ir/program.ts";
import { Reference } from "../../../engine/reference/reference.ts";
import type { DialectName } from "../../../engine/sql/dialect.ts";
import { toSql } from "../../../engine/sql/query.ts";
import { PLACE_COLUMNS } from "../../../engine/sql/statement.ts";
import { catalogue } from "../../../engine/testing/catalogue.ts";
import { documentOf } from "../../../engine/testing/generate-scheme.ts";
import { programOf } from "../../../engine/testing/program-of.ts";
import { exactText } from "../../../engine/values/show.ts";
import { isRowError } from "../../../engine/values/value.ts";
import type { Cells, ColumnType, Database } from "../databases/database.ts";
import { TABLE } from "../equals-reference.ts";

/** Written as databases write them; `60%`, `1,000` and full-width digits are for files. */
const NUMBERS = [
  ...[
    "",
    " ",
    "0",
    "-0",
    "+5",
    "5.",
    ".5",
    "-.5",
    "007",
    "1.50",
    "1.500000000",
    " 12 ",
    "40",
    "41",
    "-1",
    "-0.5",
    "60",
    "60.0",
  ],
  ...[
    "70",
    "100",
    "100.5",
    "100000",
    "100000.5",
    "99999.5",
    "100001",
    "1000000000",
    "1000000000.01",
    "3",
    "3.0001",
    "0.123456",
  ],
  ...[
    "0.1234567",
    "-1000000",
    "-1000000.001",
    "12345678901234567890",
    "9007199254740993",
    "123456789012345678901234567890",
  ],
  ...[
    "1234567890123456789012345678901",
    "1e3",
    "0x10",
    "abc",
    ".",
    "-",
    "1.2.3",
    "1 2",
    "--1",
    "NaN",
    "Infinity",
    "'",
    "\\",
  ],
];
const TEXTS: Readonly<Record<string, readonly string[]>> = {
  number: NUMBERS,
  choice: ["", "外呼", "客服 ", "未评定", "高级", "经理", "'", "\\", "外呼'--"],
  date: [
    "",
    "2024-02-29",
    "2023-02-29",
    "2000-02-29",
    "1900-02-29",
    "0000-01-01",
    "9999-12-31",
    "2024-13-01",
    "2024-00-10",
    "2024-04-31",
    "2024-1-1",
    "24-01-01",
    "x",
  ],
  truth: ["", "是", "否", "yes", "NO", "Y", "n", "true", "FALSE", "1", "0", "2", "对"],
  text: ["", "一部", " 二部 ", "O'Brien", "a\\b", '"', "`", "--", "%s", "{x}", "$1", "__proto__"],
};

const METRICS = [...catalogue.metrics.values()].filter(({ rate }) => !rate);

export function cells(dialect: DialectName, database: () => Database): void {
  test.each(METRICS)("cells of $name are read as a file's are", async (metric) => {
    const { name, type } = metric;
    const program = programOf(documentOf([`input ${name}`, `输出 = ${name}`, "output 输出"]), catalogue);
    const query = toSql(program, dialect, { table: TABLE });
    if (query.kind === "refused") throw new Error(JSON.stringify(query.refusals));
    const texts = TEXTS[type.kind] ?? [];
    const agentOf = (at: number): string => `E${String(at).padStart(3, "0")}`;
    const columns = [PLACE_COLUMNS.agent, PLACE_COLUMNS.month, name];
    await database().load(
      TABLE,
      columns.map((column) => ({ name: column, type: "text" })),
      texts.map((text, at) => [agentOf(at), "2025-01", text]),
    );
    const found = await database().query(query.text);
    const shown = found.map(([, , ...rest]) => shownOf(rest, type.kind));
    const expected = texts.map((text, at) => {
      // A metric without declared decimals may hold what is too large for the database, which then says so.
      if (metric.decimals === undefined && shown[at] === "number-too-large 输出") return shown[at];
      const value = readCell(metric, text);
      const row: AgentMonth = {
        agent: agentOf(at),
        month: "2025-01",
        values: new Map(value === undefined ? [] : [[name, value]]),
      };
      const outcome = new Reference(program, [row]).value("输出", row);
      if (isRowError(outcome)) return `${outcome.code} ${outcome.name}`;
      return shownOf([exactText(outcome), null, null], type.kind);
    });
    const asked = texts.map((text, at) => `${JSON.stringify(text)} ${shown[at]}`);
    const answers = texts.map((text, at) => `${JSON.stringify(text)} ${expected[at]}`);
    expect(asked).toEqual(answers);
  });

  test("numbers, dates and truths in columns of their types are read as their text is", async () => {
    const given: readonly (readonly [string, ColumnType, string, string])[] = [
      ["人数", "integer", "12", "12"],
      ["系数", "decimal", "1.25", "1.25"],
      ["差额", "decimal", "-0.1", "-0.1"],
      ["达成", "decimal", "0.6", "0.6"],
      ["入职日", "date", "2024-02-29", "2024-02-29"],
      ["在职", "truth", "true", "true"],
      ["部门", "text", "一部", "一部"],
    ];
    const names = given.map(([name]) => name);
    const outputs = names.map((name, at) => `x${at} = ${name}\noutput x${at}`);
    const text = documentOf([`input ${names.join(", ")}`, ...outputs]);
    const query = toSql(programOf(text, catalogue), dialect, { table: TABLE });
    if (query.kind === "refused") throw new Error(JSON.stringify(query.refusals));
    await database().load(
      TABLE,
      [
        { name: PLACE_COLUMNS.agent, type: "text" },
        { name: PLACE_COLUMNS.month, type: "date" },
        ...given.map(([name, type]) => ({ name, type })),
      ],
      [
        ["E1", "2025-03-01", ...given.map(([, , cell]) => cell)],
        ["E2", "2025-03-01", ...given.map(() => null)],
      ],
    );
    const [full, blank] = await database().query(query.text);
    expect(full?.slice(0, 2)).toEqual(["E1", "2025-03"]);
    const shown = full
      ?.slice(2, -2)
      .map((cell, at) => shownOf([cell, null, null], given[at]?.[1] === "truth" ? "truth" : ""));
    expect(shown?.map(withoutZeros)).toEqual(given.map(([, , , expected]) => expected));
    expect(full?.slice(-2)).toEqual([null, null]);
    expect(blank?.slice(-2)).toEqual(["missing-value", "人数"]);
  });
}

const withoutZeros = (text: string): string => (/^-?\d+\.\d+$/.test(text) ? text.replace(/\.?0+$/, "") : text);

function shownOf(cells: Cells, kind: string): string {
  const [code, name] = cells.slice(-2);
  const [value] = cells;
  if (code !== null && code !== undefined) return `${code} ${name}`;
  if (value === null || value === undefined) return "nothing";
  if (kind === "truth") return String(value === "true" || value === "1");
  return kind === "number" ? withoutZeros(value) : value;
}
