import { describe, expect, test } from "vitest";
import { finish } from "../../batch/work.ts";
import { columnsOf } from "../../columns/columns-builder.ts";
import { agentMonth, catalogue, shippedText } from "../../explain/testing/scheme.ts";
import { add, rational, subtract, ZERO } from "../../values/rational.ts";
import { editGroups } from "../diff/groups.ts";
import { diffVersions } from "../diff/meaning-diff.ts";
import { readVersion } from "../diff/version.ts";
import { attribute } from "./attribute.ts";
import { MOST_PLAYERS } from "./coalition.ts";
import { betweenVersions, playersAmong } from "./players.ts";

const FRONT_MATTER = "---\nscheme: test\ntitle: 测试\nversion: draft\nperiod: month\ncurrency: CNY\n---\n";
const clauseOf = (heading: string, rules: string): string => `\n${heading}\n\n\`\`\`kpi\n${rules}\n\`\`\`\n`;

const between = (older: string, newer: string) => {
  const diff = diffVersions(readVersion(older, catalogue), readVersion(newer, catalogue));
  const players = playersAmong(
    diff,
    editGroups(diff, () => true),
  );
  return { ...players, between: betweenVersions(diff, players.players, catalogue) };
};

/** So many clauses with so many params each, all of which are paid. */
const paying = (chapters: number, each: number, price: number): string => {
  const numbers = Array.from({ length: chapters }, (_, chapter) => chapter + 1);
  const params = (chapter: number) => Array.from({ length: each }, (_, at) => `价${chapter}甲${at + 1}`);
  const clauses = numbers.map((chapter) =>
    clauseOf(
      `### ${Math.ceil(chapter / 2)}.${chapter} 条`,
      params(chapter)
        .map((name, at) => `param ${name} = ${price + at} CNY`)
        .join("\n"),
    ),
  );
  const withChapters = clauses.map((clause, at) => (at % 2 === 0 ? `\n## ${at / 2 + 1} 章\n${clause}` : clause));
  const sum = numbers.flatMap(params).join(" + ");
  return `${FRONT_MATTER}${clauseOf("## 零 合计", `output 合计 = ${sum}`)}${withChapters.join("")}`;
};

describe("those who share in a difference", () => {
  test("are groups of edits, without those that change no value", () => {
    const older = shippedText("telemarketing-center/draft.kpi.md");
    const newer = older.replace("提成比例     = 1% ", "提成比例     = 1.5% ").replace(/^title: .*$/m, "title: 新标准");
    expect(newer).not.toBe(older);
    const { players, by, idle, between: versions } = between(older, newer);
    expect(players.map(({ edits }) => edits.map(({ address }) => address))).toEqual([["提成比例"]]);
    expect([by, idle.map(({ kind }) => kind)]).toEqual(["edits", ["header"]]);
    const values = { A类客户数: "45", B类客户数: "80", 意向客户成交额: "10000" };
    const columns = columnsOf([{ ...agentMonth(values), agent: "甲" }], catalogue);
    const { total, apart } = finish(attribute({ between: versions, columns, output: "绩效奖金", agent: undefined }));
    expect([total.before, total.after, total.shares, apart]).toEqual([
      rational(556),
      rational(606),
      [rational(50)],
      [],
    ]);
  });

  test.each([
    [3, 4, 12, "edits"],
    [4, 4, 4, "clauses"],
    [14, 1, 7, "clauses"],
    [30, 1, MOST_PLAYERS, "clauses"],
  ] as const)("of %i clauses with %i edits each are %i", (chapters, each, expected, by) => {
    const found = between(paying(chapters, each, 10), paying(chapters, each, 12));
    expect([found.players.length, found.by]).toEqual([expected, by]);
    expect(found.players.flatMap(({ edits }) => edits)).toHaveLength(chapters * each);
    const columns = columnsOf([{ ...agentMonth({}), agent: "甲" }], catalogue);
    const { total } = finish(attribute({ between: found.between, columns, output: "合计", agent: 0 }));
    expect(total.shares.reduce(add, ZERO)).toEqual(rational(chapters * each * 2));
    expect(subtract(total.after, total.before)).toEqual(rational(chapters * each * 2));
  });
});
