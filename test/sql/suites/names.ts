import { expect, test } from "vitest";
import type { DialectName } from "../../../engine/sql/dialect.ts";
import { toSql } from "../../../engine/sql/query.ts";
import { PLACE_COLUMNS } from "../../../engine/sql/statement.ts";
import { catalogue } from "../../../engine/testing/catalogue.ts";
import { documentOf } from "../../../engine/testing/generate-scheme.ts";
import { programOf } from "../../../engine/testing/program-of.ts";
import type { Database } from "../databases/database.ts";

const HOSTILE = [
  "O'Brien",
  'say "x"',
  "back\\slash",
  "`tick`",
  "'; DROP TABLE agent_months; --",
  "__proto__",
  "$x",
  "%s",
  "ᴺ",
];

export function names(dialect: DialectName, database: () => Database): void {
  test("whatever stands in agents' numbers, texts and the table's name is data", async () => {
    const table = 'agents\' "months" `of` \\ 2025';
    const text = documentOf([
      "input 部门, 人数",
      "constructor = 人数 * 2",
      '__proto__ = 部门 = "say \\"x\\"" or 部门 = "O\'Brien"'.replaceAll('\\"', "'"),
      "名次 = rank(人数) within 部门",
      "output constructor",
      "output __proto__",
      "output 名次",
    ]);
    const query = toSql(programOf(text, catalogue), dialect, { table });
    if (query.kind === "refused") throw new Error(JSON.stringify(query.refusals));
    await database().load(
      table,
      [PLACE_COLUMNS.agent, PLACE_COLUMNS.month, "部门", "人数"].map((name) => ({ name, type: "text" })),
      HOSTILE.map((hostile, at) => [hostile, "2025-01", HOSTILE[at - (at % 2)] ?? "", String(at)]),
    );
    const rows = await database().query(query.text);
    const byAgent = new Map(rows.map(([agent, , ...cells]) => [agent, cells]));
    expect([...byAgent.keys()].sort()).toEqual([...HOSTILE].sort());
    for (const [at, hostile] of HOSTILE.entries()) {
      const [double, isOne, rank, ...error] = byAgent.get(hostile) ?? [];
      const isAlone = at === HOSTILE.length - 1;
      expect([Number(double), Number(rank), error]).toEqual([at * 2, at % 2 === 1 || isAlone ? 1 : 2, [null, null]]);
      expect(isOne === "true" || isOne === "1").toBe(at < 2);
    }
  });

  test("a row without an agent or a month says so, and a row that stands twice, and no other row sees them", async () => {
    const text = documentOf(["input 人数", "合计 = sum(人数) over last 3 months", "output 合计"]);
    const query = toSql(programOf(text, catalogue), dialect, { table: "rows" });
    if (query.kind === "refused") throw new Error(JSON.stringify(query.refusals));
    await database().load(
      "rows",
      [PLACE_COLUMNS.agent, PLACE_COLUMNS.month, "人数"].map((name) => ({ name, type: "text" })),
      [
        ["E1", "2025-01", "1"],
        ["E1", "2025-03-01", "3"],
        ["E1", "2025-13", "9"],
        ["E1", null, "9"],
        [" ", "2025-02", "9"],
        [null, "2025-02", "9"],
        ["E2", "2025-02", "4"],
        ["E2", "2025-02", "5"],
        ["E2", "2025-06", "6"],
      ],
    );
    const rows = await database().query(query.text);
    const shown = rows
      .map(([agent, month, value, code, name]) =>
        [agent, month, value === null ? null : Number(value), code, name].join(" "),
      )
      .sort();
    expect(shown).toEqual(
      [
        "E1 2025-01 1  ",
        "E1 2025-03 4  ",
        "E1 2025-13  not-placed 月份",
        "E1   not-placed 月份",
        " 2025-02  not-placed 工号",
        " 2025-02  not-placed 工号",
        "E2 2025-02  duplicate-row E2",
        "E2 2025-02  duplicate-row E2",
        "E2 2025-06 6  ",
      ].sort(),
    );
  });
}
