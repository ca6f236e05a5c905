import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LineIndex } from "../source/line-index.ts";
import { rational } from "../values/rational.ts";
import { formatUnit } from "../values/unit.ts";
import { readCatalogue } from "./read-catalogue.ts";

/** A catalogue with these rules under one clause. */
const catalogueOf = (rules: string): string =>
  `---\ncatalogue: metrics\ntitle: 指标\nversion: 1.0\n---\n\n## 1 指标\n\n\`\`\`kpi\n${rules}\n\`\`\`\n`;

/** Findings as `code "text marked"`. */
const findings = (rules: string): string[] => {
  const text = catalogueOf(rules);
  return readCatalogue(text).diagnostics.map(({ code, span }) => `${code} "${text.slice(span.start, span.end)}"`);
};

const read = (rules: string) => readCatalogue(catalogueOf(rules)).catalogue;

const UNITS = "units\n| 单位 | 等于 | 英文 |\n| 户 | | customer |\n| 分 | | |\n";

describe("the shipped catalogue", () => {
  const text = readFileSync(new URL("../../rulesets/metrics.kpi.md", import.meta.url), "utf8");
  const { catalogue, diagnostics } = readCatalogue(text);

  test("has no finding", () => {
    expect(diagnostics).toEqual([]);
  });

  test("has unit, bounds, source and clause of a metric", () => {
    const metric = catalogue.find("专业知识评分");
    expect(metric).toMatchObject({
      key: "knowledge_rating",
      decimals: 0,
      direction: "up",
      ratedBy: "直线上级",
      permitted: { kind: "list", values: [rational(60), rational(80), rational(100)] },
      clause: { number: "7" },
    });
    expect(metric?.type.kind === "number" && formatUnit(metric.type.unit)).toBe("分");
  });

  test("derives the unit of a rate", () => {
    expect(catalogue.metrics.get("联系率")?.type).toMatchObject({ kind: "number", percent: true });
    const spend = catalogue.metrics.get("客单价")?.type;
    expect(spend?.kind === "number" && formatUnit(spend.unit)).toBe("CNY/户");
  });
});

describe("headers of files", () => {
  const catalogue = read(
    `${UNITS}\nmetrics\n| 指标 | 英文键 | 单位 | 别名 |\n| A类客户数 | a_customers | 户 | A类数；Class A、甲类 |`,
  );

  test.each(["A类客户数", "Ａ类客户数", " a_customers ", "A_Customers", "A类数", "class a", "甲类"])(
    "%j finds the metric",
    (header) => {
      expect(catalogue.find(header)?.name).toBe("A类客户数");
    },
  );

  test("an unknown header finds nothing, not even __proto__", () => {
    expect(catalogue.find("B类客户数")).toBeUndefined();
    expect(catalogue.find("__proto__")).toBeUndefined();
    expect(catalogue.find("constructor")).toBeUndefined();
  });
});

describe("types", () => {
  const grid = (cells: string): string => `${UNITS}\nmetrics\n| metric | key | permitted |\n| 甲 | a | ${cells} |`;

  test.each([
    ["文字", "text"],
    ["date", "date"],
    ["是/否", "truth"],
    ["是／否", "truth"],
    ["外呼, 客服", "choice"],
    ["外呼、客服", "choice"],
    ["[0 .. 5)", "number"],
    ["（0 .. 5］", "number"],
    [">= 0", "number"],
    ["≥ 0", "number"],
    ["60, 80", "number"],
    ["-", "number"],
  ])("%j is %s", (cells, kind) => {
    expect(read(grid(cells)).metrics.get("甲")?.type.kind).toBe(kind);
  });

  test("a half-open interval keeps its open end", () => {
    expect(read(grid("（0 .. 5］")).metrics.get("甲")?.permitted).toEqual({
      kind: "range",
      lower: rational(0),
      lowerIncluded: false,
      upper: rational(5),
      upperIncluded: true,
    });
  });

  test("a list gives the values in order", () => {
    expect(read(grid("外呼, 客服")).metrics.get("甲")?.type).toEqual({
      kind: "choice",
      name: "甲",
      values: ["外呼", "客服"],
    });
  });
});

describe("findings", () => {
  test("names, keys and aliases belong to one metric only", () => {
    const rules = [
      "metrics",
      "| 指标 | 英文键 | 别名 |",
      "| 甲 | a | 丙, x；丁 |",
      "| 甲 | b | |",
      "| 乙 | A | |",
      "| 丙 | c | 丁；乙方 |",
      "| 丁 | d | |",
    ].join("\n");
    expect(findings(rules)).toEqual([
      'alias-taken "丁"',
      'name-duplicate "甲"',
      'name-duplicate "A"',
      'alias-taken "丁"',
    ]);
    expect(readCatalogue(catalogueOf(rules)).catalogue.find("丁")?.key).toBe("d");
  });

  test("the line of the first definition is given", () => {
    const text = catalogueOf("metrics\n| 指标 | 英文键 |\n| 甲 | a |\n| 甲 | b |");
    const [found] = readCatalogue(text).diagnostics;
    expect(found?.message.en).toContain("line 12");
    expect(new LineIndex(text).positionAt(found?.span.start ?? 0)).toEqual({ line: 13, column: 3 });
  });

  test.each([
    ["| 甲 | a | 户户 | | |", 'unit-unknown "户户"'],
    ["| 甲 | a | 户/ | | |", 'text-left-over "/"'],
    ["| 甲 | a | 万元 | | |", 'catalogue-cell "万元"'],
    ["| 甲 | a | 户 | 两 | |", 'catalogue-cell "两"'],
    ["| 甲 | a | 户 | 10 | |", 'catalogue-cell "10"'],
    ["| 甲 | a | 户 | 0 | [5 .. 1] |", 'catalogue-cell "[5 .. 1]"'],
    ["| 甲 | a | 户 | 0 | [0 .. 5 户] |", 'catalogue-cell "[0 .. 5 户]"'],
    ["| 甲 | a | 户 | 0 | 5~9 |", 'ambiguous-range "5~9"'],
    ["| 甲 | a | 户 | 0 | 60, 优 |", 'catalogue-cell "60, 优"'],
    ["| 甲 | a | 户 | | 文字 |", 'catalogue-cell "户"'],
    ["| 甲 | a | | 2 | 优, 良 |", 'catalogue-cell "2"'],
    ["| 甲 | a | | | 优, 良, 优 |", 'choice-repeated "优"'],
    ["| 甲 | 客户 | | | |", 'catalogue-cell "客户"'],
    ["| 甲 乙 | a | | | |", 'text-left-over "乙"'],
    ["| | a | | | |", 'catalogue-cell-missing " "'],
    ["| 甲 | | | | |", 'catalogue-cell-missing " "'],
  ])("%s", (row, found) => {
    expect(findings(`${UNITS}\nmetrics\n| 指标 | 英文键 | 单位 | 小数位 | 允许值 |\n${row}`)).toEqual([found]);
  });

  test("an unknown unit suggests the one meant", () => {
    const text = catalogueOf(`${UNITS}\nmetrics\n| 指标 | 英文键 | 单位 |\n| 甲 | a | custmer |`);
    expect(readCatalogue(text).diagnostics[0]?.message.en).toContain('did you mean "customer"?');
  });

  test("headers", () => {
    expect(findings("metrics\n| 指标 | 指标 | 单价 |\n| 甲 | a | 3 |")).toEqual([
      'grid-column-missing "| 指标 | 指标 | 单价 |"',
      'grid-column-repeated "指标"',
      'grid-column "单价"',
    ]);
  });

  test("a direction that is none of the four", () => {
    expect(findings("metrics\n| 指标 | 英文键 | 方向 |\n| 甲 | a | 随便 |")).toEqual(['catalogue-cell "随便"']);
  });

  test("rates divide metrics that are numbers", () => {
    const metrics = "metrics\n| 指标 | 英文键 | 允许值 |\n| 接通 | a | |\n| 部门 | c | 文字 |\n\n";
    const rates = "rates\n| 指标 | 英文键 | 分子 | 分母 |\n| 率 | r | 接通 | 拨打 |\n| 比 | s | 部门 | 接通 |\n";
    expect(findings(metrics + rates)).toEqual(['metric-unknown "拨打"', 'catalogue-cell "部门"']);
    expect(findings(`${metrics}rates\n| 指标 | 英文键 | 分子 | 分母 |\n| 率 | r | 接通 | |`)).toEqual([
      'catalogue-cell-missing " "',
    ]);
  });

  test("rates cannot be divided again", () => {
    const rules = "rates\n| 指标 | 英文键 | 分子 | 分母 |\n| 率 | r | 甲 | 乙 |\n| 比 | s | 率 | 乙 |\n\n";
    expect(findings(`${rules}metrics\n| 指标 | 英文键 |\n| 甲 | a |\n| 乙 | b |`)).toEqual(['metric-unknown "率"']);
  });

  test("a rule of a scheme has no place in a catalogue", () => {
    expect(findings("input 甲\nparam 乙 = 1")).toEqual([
      'statement-misplaced "input 甲"',
      'statement-misplaced "param 乙 = 1"',
    ]);
  });

  test("front matter", () => {
    const codes = (text: string) => readCatalogue(text).diagnostics.map((one) => one.code);
    expect(codes("")).toEqual(["front-matter-missing"]);
    expect(codes("---\ntitle: 指标\nversion: 1\n---\n")).toEqual(["front-matter-incomplete"]);
  });
});

describe("units", () => {
  test("what equals money or a bare number is another way to write it", () => {
    const { units } = read("units\n| 单位 | 等于 |\n| 千元 | 1000 元 |\n| 打 | 12 |\n| 百万 | 100 万 |");
    expect(units.get("千元")).toEqual({ word: "千元", unit: [["CNY", 1]], factor: rational(1000) });
    expect(units.get("打")).toEqual({ word: "打", unit: [], factor: rational(12) });
    expect(units.get("百万")?.factor).toEqual(rational(1_000_000));
  });

  test("one of another unit is that unit, whichever stands first", () => {
    const { units, conversions } = read("units\n| 单位 | 等于 |\n| 位 | 1 名 |\n| 名 | 1 人 |\n| 人 | |");
    expect(units.get("位")?.unit).toEqual([["人", 1]]);
    expect(conversions).toEqual([]);
  });

  test("several of another unit are a unit of their own that converts", () => {
    const { units, conversions } = read("units\n| 单位 | 等于 | 英文 |\n| 分钟 | 60 秒 | minute |\n| 秒 | | second |");
    expect(units.get("分钟")?.unit).toEqual([["分钟", 1]]);
    expect(units.get("minute")?.unit).toEqual([["分钟", 1]]);
    expect(conversions).toEqual([{ from: "分钟", to: "秒", factor: rational(60) }]);
  });

  test.each([
    ["| 秒 | 60 |\n| 秒 | |", 'unit-taken "秒"'],
    ["| 元 | |", 'unit-taken "元"'],
    ["| 分钟 | 60 妙 |", 'unit-unknown "妙"'],
    ["| 分钟 | 0 元 |", 'catalogue-cell "0 元"'],
    ["| 分钟 | 50% |", 'catalogue-cell "50%"'],
    ["| 分钟 | 秒 |", 'catalogue-cell "秒"'],
    ["| 甲 | 2 甲 |", 'catalogue-cell "2 甲"'],
    ["| 甲 | 2 乙 |\n| 乙 | 3 甲 |", 'catalogue-cell "3 甲"'],
    ["| 甲 | 2 元/天 |\n| 天 | |", 'catalogue-cell "2 元/天"'],
  ])("%j is refused", (rows, found) => {
    expect(findings(`units\n| 单位 | 等于 |\n${rows}`)).toEqual([found]);
  });

  test("a chain as long as a file does not exhaust the stack", () => {
    const rows = Array.from({ length: 10_000 }, (_, at) => `| u${at} | 2 u${at + 1} |`).join("\n");
    expect(read(`units\n| 单位 | 等于 |\n${rows}\n| u10000 | |`).conversions).toHaveLength(10_000);
  });
});
