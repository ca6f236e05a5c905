import { describe, expect, test } from "vitest";
import { catalogue } from "../testing/catalogue.ts";
import { Chance } from "../testing/chance.ts";
import { generateHistory } from "../testing/generate-history.ts";
import { documentOf, generateScheme } from "../testing/generate-scheme.ts";
import { programOf } from "../testing/program-of.ts";
import { declaredGround, type Ground } from "./ground.ts";
import { lower } from "./lower.ts";
import { within } from "./nodes.ts";
import { agreementOf } from "./testing/agreement.ts";
import { groundOfRows } from "./testing/ground-of-rows.ts";
import type { WholeProgram } from "./whole.ts";

const lowered = (...statements: string[]): WholeProgram =>
  lower(programOf(documentOf([...statements, "output x"]), catalogue), declared);

/** Declared bounds, where a cell may hold what is not permitted. */
const declared: Ground = {
  ...declaredGround(catalogue),
  metrics: new Map([...declaredGround(catalogue).metrics].map(([name, each]) => [name, { ...each, valid: false }])),
};

const valueIn = (program: WholeProgram, name: string) => {
  const step = program.steps.find((each) => each.name === name);
  if (step?.kind !== "row") throw new RangeError(`${name} has no value`);
  return step.value;
};

/** The causes that `x` may fail with. */
const codesIn = (program: WholeProgram): (string | undefined)[] =>
  [...within([valueIn(program, "x").cause])].flatMap((node) =>
    node.op === "constant" && typeof node.value === "bigint" ? [program.causes[Number(node.value) - 1]?.code] : [],
  );

describe("a program in whole numbers is the program", () => {
  const seeds = Array.from({ length: 60 }, (_, at) => at + 1);
  test.each(seeds)("generated scheme %d", (seed) => {
    const chance = new Chance(seed);
    const program = programOf(generateScheme(chance, catalogue).text, catalogue);
    const rows = generateHistory(chance, catalogue, { agents: 4, months: 5, hostile: seed % 5 === 0 });
    const ground = seed % 3 === 0 ? declared : groundOfRows(rows, catalogue);
    const { values, errors, differences } = agreementOf(program, rows, ground);
    expect(differences).toEqual([]);
    expect(values + errors).toBeGreaterThan(0);
  });

  test("with rows that stand twice", () => {
    const chance = new Chance(7);
    const program = programOf(generateScheme(chance, catalogue, { peers: false }).text, catalogue);
    const rows = generateHistory(chance, catalogue, { twice: 4 });
    const { errors, differences } = agreementOf(program, rows, groundOfRows(rows, catalogue));
    expect(differences).toEqual([]);
    expect(errors).toBeGreaterThan(0);
  });
});

describe("what is known beforehand is not computed", () => {
  test("a guarded division needs no cause", () => {
    const guarded = lowered(
      "input 金额 default 0",
      "input 人数 default 0",
      "x = if 人数 > 0 人 then 金额 / 人数 else 0",
    );
    const open = lowered("input 金额 default 0", "input 人数 default 0", "x = 金额 / 人数");
    expect(codesIn(guarded)).not.toContain("division-by-zero");
    expect(codesIn(open)).toContain("division-by-zero");
  });

  test("rows that exclude one another cannot both match, whatever the lever", () => {
    const codesWith = (most: number) =>
      codesIn(
        lowered(
          "input 人数",
          `param 起点 = 10 人 range [5 .. ${most}]`,
          "table",
          "| 人数 (人) | => x |",
          "| < 起点 | 0 |",
          "| [起点 .. 20) | 1 |",
          "| >= 20 | 2 |",
        ),
      );
    expect(codesWith(19)).not.toContain("several-rows-match");
    expect(codesWith(25)).toContain("several-rows-match");
  });

  test("a constant is one number, and equal expressions are one object", () => {
    const program = lowered("input 人数", "x = 人数 * (1 + 1/2) + 3 人", "y = 3 人 + 人数 * 1.5");
    const [x, y] = [valueIn(program, "x"), valueIn(program, "y")];
    expect(x.kind === "number" && y.kind === "number" && x.numerator === y.numerator).toBe(true);
  });
});

describe("what cannot be put in whole numbers is named with its reason", () => {
  test("and what depends on it with the same", () => {
    const { beyond } = lowered("input 巨额", "x = 巨额 * 2", "y = if 是 then 1 else 2");
    expect([...beyond]).toEqual([
      ["巨额", { zh: "指标“巨额”的小数位数没有规定", en: 'the decimals of the metric "巨额" are not declared' }],
      ["x", { zh: "指标“巨额”的小数位数没有规定", en: 'the decimals of the metric "巨额" are not declared' }],
    ]);
  });

  test("quotients are not added across rows", () => {
    const { beyond } = lowered("input 金额, 人数", "x = sum(金额 / 人数) over last 3 months");
    expect(beyond.get("x")?.en).toBe("quotients with different denominators are not added across rows");
  });
});

test("a lever is a slot that holds every setting", () => {
  const { params } = lowered("param 提成 = 1% range [0% .. 5%] step 0.1%", "param 固定 = 3", "x = 提成 * 固定");
  expect([...params]).toEqual([["提成", { value: 10n, scale: 1000n, least: 0n, greatest: 50n }]]);
});

test("a table of a thousand bands nests only a little", () => {
  const bands = Array.from({ length: 1_000 }, (_, at) => `| [${at * 3} .. ${at * 3 + 3}) | ${(at * 7) % 1_000} |`);
  const program = lowered("input 人数 default 0", "table", "| 人数 (人) | => x |", ...bands, "| >= 3000 | 1 |");
  const value = valueIn(program, "x");
  const depths = new Map<object, number>();
  const nodes = value.kind === "number" ? within([value.numerator]) : [];
  for (const node of nodes) {
    const below = "then" in node ? [node.then, node.otherwise] : [];
    depths.set(node, 1 + Math.max(0, ...below.map((each) => depths.get(each) ?? 0)));
  }
  expect(Math.max(...depths.values())).toBeLessThan(13);
});
