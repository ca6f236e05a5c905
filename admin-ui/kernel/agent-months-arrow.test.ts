import { columnFromArray, dateDay, decimal128, int64, tableFromColumns, tableToIPC, utf8 } from "@uwdata/flechette";
import { describe, expect, test } from "vitest";
import { ColumnHistory, type Columns, rational, readCatalogue } from "../../engine/index.ts";
import { readAgentMonths } from "./agent-months-arrow.ts";

const { catalogue } = readCatalogue(`---
catalogue: metrics
title: 指标
version: 1.0
---

## 1 指标

\`\`\`kpi
units
| 单位 | 等于 | 英文     |
| 户   |      | customer |

metrics
| 指标     | 英文键    | 单位 | 小数位 | 允许值           | 方向 |
| 部门     | department|      |        | 文字             |      |
| 客户数   | customers | 户   | 0      | [0 .. 100]       | 越大越好 |
| 成交额   | deals     | CNY  | 2      | [0 .. 100000000000000000000] | 越大越好 |
| 入职日期 | joined    |      |        | 日期             |      |
| 达标     | reached   |      |        | 是/否            |      |

rates
| 比率   | 英文键 | 分子   | 分母   | 小数位 | 方向 |
| 客单价 | ticket | 成交额 | 客户数 | 2      | 越大越好 |
\`\`\`
`);

const stream = (columns: Parameters<typeof tableFromColumns>[0]): Uint8Array => {
  const bytes = tableToIPC(tableFromColumns(columns), { format: "stream" });
  if (bytes === null) throw new TypeError("an Arrow stream was asked for");
  return bytes;
};
const texts = (...cells: (string | null)[]) => columnFromArray(cells, utf8());

const bytes = stream([
  ["月份", texts("2026-06", "2026-05", "2026-06")],
  ["工号", texts("T2", "T1", "T1")],
  ["部门", texts("二部", null, "一部")],
  ["客户数", columnFromArray([7n, null, 500n], int64())],
  ["成交额", columnFromArray([123n, 12345678901234567890n, -5n], decimal128(38, 2))],
  ["入职日期", columnFromArray([new Date("2024-02-29"), null, null], dateDay())],
  ["达标", columnFromArray([true, false, null])],
  ["客单价", texts("1", "1", "1")],
  ["没有这个指标", texts("1", "1", "1")],
]);

const row = (columns: Columns, agent: string, month: string) => {
  const found = new ColumnHistory(columns).row(agent, month);
  if (found === undefined || found === "twice") throw new Error(`no row of ${agent}`);
  return found.values;
};

describe("an Arrow stream of agent-months", () => {
  test("holds every value to the last digit, and the reason where a cell is not permitted", () => {
    const columns = readAgentMonths(bytes, catalogue);
    expect(columns.length).toBe(3);
    expect(row(columns, "T2", "2026-06")).toEqual(
      new Map<string, unknown>([
        ["部门", "二部"],
        ["客户数", rational(7)],
        ["成交额", rational(123, 100)],
        ["入职日期", "2024-02-29"],
        ["达标", true],
      ]),
    );
    expect(row(columns, "T1", "2026-05").get("成交额")).toEqual(rational(12345678901234567890n, 100n));
    expect(row(columns, "T1", "2026-06").get("客户数")).toMatchObject({ code: "out-of-bounds" });
    expect(row(columns, "T1", "2026-06").get("成交额")).toMatchObject({ code: "out-of-bounds" });
  });

  test("rows keep the order of the stream as their source", () => {
    const { agents, source, month, agent } = readAgentMonths(bytes, catalogue);
    expect(agents).toEqual(["T2", "T1"]);
    expect([...source]).toEqual([0, 1, 2]);
    expect([...agent]).toEqual([0, 1, 1]);
    expect((month[1] ?? 0) + 1).toBe(month[2]);
  });

  test("a rate and a column that the catalogue does not know are left out", () => {
    expect([...readAgentMonths(bytes, catalogue).metrics.keys()]).toEqual([
      "部门",
      "客户数",
      "成交额",
      "入职日期",
      "达标",
    ]);
  });

  test("without a column for months it is a stream of something else", () => {
    expect(() => readAgentMonths(stream([["工号", texts("T1")]]), catalogue)).toThrow("月份");
    expect(() => readAgentMonths(new TextEncoder().encode("{}"), catalogue)).toThrow();
  });
});
