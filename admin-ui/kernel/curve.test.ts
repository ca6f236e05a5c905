import { describe, expect, test } from "vitest";
import { ColumnHistory, compile, rational, readCatalogue, toExact } from "../../engine/index.ts";
import { readAgentMonths } from "./agent-months-arrow.ts";
import { curveOf } from "./curve.ts";
import { CATALOGUE, schemeWith, smallCompany } from "./testing/small-company.ts";

const { catalogue } = readCatalogue(CATALOGUE);

/** A scheme that pays by bands of customers, with the figure of the upper one. */
const banded = (upper: string, gapUpTo = "20"): string =>
  schemeWith(
    "10",
    `
table 档次奖 (CNY)
| A类客户数 (户)         | => 档次奖 (CNY) |
| < 20                   | 0               |
| >= ${gapUpTo}          | ${upper}        |

output 应发 = 奖金 + 档次奖
`,
  ).replace("table 档次奖 (CNY)", "table");

const turn = { pause: () => Promise.resolve() };

async function curve(text: string, base?: string, figure?: string) {
  const bytes = await (smallCompany().data as Blob).arrayBuffer();
  const history = new ColumnHistory(readAgentMonths(new Uint8Array(bytes), catalogue));
  const source = (text: string) => ({ program: compile(text, catalogue).program, history: () => history });
  const rows = history.month("2026-06");
  return curveOf({ ...source(text), rows, ...(base !== undefined && { base: source(base) }) }, figure, turn);
}

describe("the curve of a month", () => {
  test("replays the agent in the middle, and shows all who have the figure as they are", async () => {
    const found = await curve(banded("500"), banded("300"));
    expect(found).toMatchObject({
      figure: "A类客户数",
      figures: ["A类客户数"],
      who: { agent: "T2", name: "王二" },
      people: 4,
    });
    expect(found?.agents.map(({ agent, x, y }) => [agent, toExact(x), y && toExact(y)])).toEqual([
      ["T1", "10", "401"],
      ["T2", "20", "1300"],
      ["T4", "30", "1700.12"],
    ]);
    expect(found?.jumps.map(({ edge, below, above }) => [edge, below, above].map(toExact))).toEqual([
      ["20", "800", "1300"],
    ]);
    const at25 = (points: NonNullable<typeof found>["points"] | undefined) =>
      points?.filter(({ x }) => toExact(x) === "25").map(({ y }) => y);
    expect([at25(found?.points), at25(found?.base)]).toEqual([[rational(1500)], [rational(1300)]]);
  });

  test("puts an agent without a result where the base pays them", async () => {
    const found = await curve(banded("500", "25"), banded("300"));
    expect(found?.agents.find(({ agent }) => agent === "T2")).toEqual({
      agent: "T2",
      name: "王二",
      x: rational(20),
      before: rational(1100),
    });
  });

  test("is not there where nothing that is paid changes along a figure", async () => {
    expect(await curve(schemeWith("10"))).toBeUndefined();
    expect(await curve(banded("500"), undefined, "意向客户成交额")).toBeUndefined();
  });
});
