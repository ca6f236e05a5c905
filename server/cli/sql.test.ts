import { readFileSync } from "node:fs";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, test } from "vitest";
import { AS_WRITTEN, DRAFT, PATIENCE, workplace } from "./testing/plumbline.ts";

const QUOTIENTS = `---
scheme: quotients
title: 商
version: draft
period: month
currency: CNY
---

## 一、合计

\`\`\`kpi
input 成交额, 成交客户数
单价 = if 成交客户数 > 0 户 then 成交额 / 成交客户数 else 0 CNY/户
output 单价合计 = sum(单价) over last 3 months shown 2 decimals
\`\`\`
`;

describe("sql", { timeout: PATIENCE }, () => {
  test("writes a query that a database runs on the table of that name", async () => {
    const place = workplace();
    const { code, out, err } = await place.run("sql", DRAFT, "--dialect", "sqlite", "--table", "pay", "--lang", "en");
    expect([code, err]).toEqual([0, ""]);
    const database = new Database(":memory:");
    database.exec(
      `CREATE TABLE pay ("工号" TEXT, "月份" TEXT, "A类客户数" INTEGER, "B类客户数" INTEGER, "意向客户成交额" TEXT)`,
    );
    database.exec(`INSERT INTO pay VALUES ('D1', '2025-01', 45, 80, '10000'), ('D2', '2025-01', 45, NULL, '10000')`);
    expect(database.prepare(out).all()).toMatchObject([
      { 工号: "D1", 月份: "2025-01", 绩效系数: "1.14", 绩效奖金: "556.00", error_code: null, error_name: null },
      { 工号: "D2", 绩效系数: null, 绩效奖金: null, error_code: "missing-value", error_name: "B类客户数" },
    ]);
    database.close();
  });

  test("takes a figure set for this query, and writes a file", async () => {
    const place = workplace();
    const options = ["--dialect", "duckdb", "--set", "绩效奖金基数=500 CNY", "--out", "pay.sql"];
    const { code, out } = await place.run("sql", DRAFT, ...options);
    expect([code, out]).toEqual([0, ""]);
    expect(readFileSync(join(place.folder, "pay.sql"), "utf8")).toContain("500");
  });

  test("refuses what no query computes exactly, with line and clause", async () => {
    const place = workplace();
    const file = place.write("quotients.kpi.md", QUOTIENTS);
    const { code, out, err } = await place.run("sql", file, "--dialect", "postgres", "--lang", "en");
    expect([code, out]).toEqual([1, ""]);
    expect(err).toContain("quotients.kpi.md:14: 单价合计 (一 合计): quotients with different denominators");
  });

  test("refuses a scheme with errors, and asks for the dialect", async () => {
    const place = workplace();
    const written = await place.run("sql", AS_WRITTEN, "--dialect", "sqlite", "--lang", "en");
    expect([written.code, written.out]).toEqual([1, ""]);
    expect(written.err).toContain("has errors");
    const without = await place.run("sql", DRAFT, "--lang", "en");
    expect(without.code).toBe(1);
    expect(without.err).toContain("--dialect");
  });
});
