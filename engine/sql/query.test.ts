import { describe, expect, test } from "vitest";
import { catalogue } from "../testing/catalogue.ts";
import { documentOf } from "../testing/generate-scheme.ts";
import { programOf } from "../testing/program-of.ts";
import { DIALECTS } from "./dialect.ts";
import { toSql } from "./query.ts";

const made = (...statements: readonly string[]) => programOf(documentOf(statements), catalogue);
const TABLE = { table: "agent_months" };

describe.each(DIALECTS)("%s", (dialect) => {
  test("the columns are the agent, the month, outputs, actions and the error", () => {
    const program = made(
      "input 人数, 金额",
      "param 每人 = 3 CNY/人",
      "output 总额 = 人数 * 每人",
      "output 人均 = if 人数 > 0 人 then 金额 / 人数 else 0 CNY/人",
      "action 表扬 when 人数 > 9 人",
    );
    expect(toSql(program, dialect, TABLE)).toMatchObject({
      kind: "query",
      columns: ["工号", "月份", "总额", "人均 numerator", "人均 denominator", "表扬", "error_code", "error_name"],
    });
    expect(toSql(program, dialect, { ...TABLE, errors: "each" })).toMatchObject({
      columns: expect.arrayContaining(["总额 error_code", "人均 error_name", "表扬 error_code"]),
    });
  });

  test("is the same each time", () => {
    const program = made("input 人数", "output 名次 = rank(人数) within all");
    expect(toSql(program, dialect, TABLE)).toEqual(toSql(program, dialect, TABLE));
  });

  test("quotients of different denominators are not added across rows", () => {
    const program = made(
      "input 人数, 金额",
      "人均 = if 人数 > 0 人 then 金额 / 人数 else 0 CNY/人",
      "output 合计 = sum(人均) over last 3 months",
    );
    const result = toSql(program, dialect, TABLE);
    if (result.kind !== "refused") throw new Error("it is not refused");
    const [refusal] = result.refusals;
    expect([refusal?.name, refusal?.clause?.title]).toEqual(["合计", "规则"]);
    expect(refusal?.reason).toEqual({
      zh: expect.stringContaining("分母不同"),
      en: expect.stringContaining("different denominators"),
    });
  });

  test("quotients are compared month by month, but not over ten years", () => {
    const program = (months: number) =>
      made(
        "input 人数, 金额",
        "人均 = if 人数 > 0 人 then 金额 / 人数 else 0 CNY/人",
        `output 最高 = max(人均) over last ${months} months`,
      );
    expect(toSql(program(12), dialect, TABLE).kind).toBe("query");
    expect(toSql(program(120), dialect, TABLE)).toMatchObject({ kind: "refused", refusals: [{ name: "最高" }] });
  });

  test("two results that differ only in case cannot be told apart", () => {
    const program = made("input 人数", "output Pay = 人数", "output pay = 人数 * 2");
    expect(toSql(program, dialect, TABLE)).toMatchObject({ kind: "refused", refusals: [{ name: "pay" }] });
  });
});

test("PostgreSQL would cut a long name, the others do not", () => {
  const name = "很长的名称".repeat(5);
  const program = made("input 人数", `output ${name} = 人数`);
  expect(toSql(program, "postgres", TABLE)).toMatchObject({ kind: "refused", refusals: [{ name }] });
  for (const dialect of ["sqlite", "duckdb", "clickhouse"] as const) {
    expect(toSql(program, dialect, TABLE).kind).toBe("query");
  }
});
