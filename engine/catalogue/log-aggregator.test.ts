import { existsSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EventLog } from "./event-log.ts";
import { LogAggregator } from "./log-aggregator.ts";
import { readCatalogue } from "./read-catalogue.ts";

const BEGINNING = `---
catalogue: metrics
title: 指标
version: 1.0
---

## 1 指标

\`\`\`kpi
units
| 单位 | 等于  |
| 通   |       |
| 分   |       |
| 分钟 | 60 秒 |
| 秒   |       |

metrics
| 指标         | 英文键        | 单位 | 小数位 | 允许值       |
| 通话数       | calls         | 通   | 0      | [0 .. 10000] |
| 接通量       | connected     | 通   | 0      | >= 0         |
| 长通话数     | long_calls    | 通   | 0      | >= 0         |
| 通话时长     | talk_time     | 秒   | 0      | >= 0         |
| 评分通话数   | rated         | 通   | 0      | >= 0         |
| 通话评分合计 | rating_points | 分   | 0      | >= 0         |

rates
| 指标     | 英文键         | 分子         | 分母       |
| 平均评分 | average_rating | 通话评分合计 | 评分通话数 |

log 话务记录
| 列       | 用途 | 单位 | 允许值   | 写法     | 别名                         |
| 通话编号 | 编号 |      |          |          | Call Id                      |
| 坐席     | 工号 |      |          |          | Agent                        |
| 日期     | 日期 |      |          |          | Date                         |
| 接通     |      |      | 是/否    |          | Answered (Y/N)               |
| 通话用时 |      | 秒   | >= 0     | 时:分:秒 | AvgTalkDuration              |
| 通话评分 |      | 分   | [1 .. 5] |          | Satisfaction rating          |

`;

const AGGREGATES = `aggregates 话务记录
| 指标         | 算法 | 列       | 条件                      | 空白 |
| 通话数       | 计数 |          |                           |      |
| 接通量       | 计数 |          | 接通                      |      |
| 长通话数     | 计数 |          | 接通 and 通话用时 > 2 分钟 as 秒 | 不计 |
| 通话时长     | 求和 | 通话用时 | 接通                      |      |
| 评分通话数   | 计数 | 通话评分 |                           |      |
| 通话评分合计 | 求和 | 通话评分 |                           | 不计 |
`;

const read = (aggregates = AGGREGATES, beginning = BEGINNING) => {
  const text = `${beginning}${aggregates}\`\`\`\n`;
  const { logs, diagnostics } = readCatalogue(text);
  const findings = diagnostics.map(({ code, span }) => `${code} "${text.slice(span.start, span.end)}"`);
  return { log: logs.get("话务记录"), findings };
};

const LOG = ((): EventLog => {
  const { log, findings } = read();
  if (!log || findings.length > 0) throw new Error(findings.join("\n"));
  return log;
})();

const HEADER = ["通话编号", "坐席", "日期", "接通", "通话用时", "通话评分"];
const placesOf = (log: EventLog, header: readonly string[]): Map<string, number> =>
  new Map(header.flatMap((cell, at) => (log.find(cell) ? [[log.find(cell)?.name ?? "", at] as const] : [])));

function aggregate(lines: readonly (readonly string[])[], header = HEADER) {
  const aggregator = new LogAggregator(LOG, placesOf(LOG, header));
  const problems = lines.flatMap((cells, at) => aggregator.line(at + 2, cells));
  const { months, problems: beyond } = aggregator.finish();
  return { aggregator, problems, months, beyond };
}

describe("aggregates of a log", () => {
  test("are counts and sums by agent and month", () => {
    const { months, problems, aggregator } = aggregate([
      ["1", "乙", "2025-02-01", "是", "0:02:01", "5"],
      ["2", "甲", "2025-01-31 23:59:59", "Y", "1:00:00", ""],
      ["3", "甲", "2025/1/2", "N", "", ""],
      ["4", "甲", "2025年1月3日", "是", "0:02:00", "3"],
    ]);
    expect(problems).toEqual([]);
    expect(aggregator.metrics).toEqual(["通话数", "接通量", "长通话数", "通话时长", "评分通话数", "通话评分合计"]);
    expect(months).toEqual([
      { agent: "甲", month: "2025-01", values: ["3", "2", "1", "3720", "1", "3"] },
      { agent: "乙", month: "2025-02", values: ["1", "1", "1", "121", "1", "5"] },
    ]);
  });

  test("are 0 where lines tell and none meets the condition, blank where blanks keep it from being told", () => {
    const { months } = aggregate([
      ["1", "甲", "2025-01-02", "否", "", ""],
      ["2", "甲", "2025-01-03", "否", "", ""],
    ]);
    expect(months).toEqual([{ agent: "甲", month: "2025-01", values: ["2", "0", "0", "0", "0", null] }]);
  });

  test("whose columns the file lacks are not made", () => {
    const { months, aggregator } = aggregate([["甲", "2025-01-02", "是"]], ["Agent", "Date", "Answered (Y/N)"]);
    expect(months).toEqual([{ agent: "甲", month: "2025-01", values: ["1", "1"] }]);
    expect(aggregator.lacking).toEqual([
      { metric: "长通话数", columns: ["通话用时"] },
      { metric: "通话时长", columns: ["通话用时"] },
      { metric: "评分通话数", columns: ["通话评分"] },
      { metric: "通话评分合计", columns: ["通话评分"] },
    ]);
  });

  test.each([
    ["a blank in a sum", ["1", "甲", "2025-01-02", "是", "", ""], "通话用时", "无法汇总“通话时长”"],
    ["a blank in a condition", ["1", "甲", "2025-01-02", "", "0:01:00", ""], "接通", "无法汇总“接通量”"],
    ["no agent", ["1", " ", "2025-01-02", "是", "0:01:00", ""], "坐席", "是空的"],
    ["no date", ["1", "甲", "", "是", "0:01:00", ""], "日期", "是空的"],
    ["a date that can be misread", ["1", "甲", "01/02/2025", "是", "0:01:00", ""], "日期", "2025-01-31"],
    ["a day that there is not", ["1", "甲", "2025-02-30", "是", "0:01:00", ""], "日期", "2025-01-31"],
    ["a duration in another form", ["1", "甲", "2025-01-02", "是", "83", ""], "通话用时", "0:02:23"],
    ["minutes that are none", ["1", "甲", "2025-01-02", "是", "0:61:00", ""], "通话用时", "0:02:23"],
    ["a value that is not permitted", ["1", "甲", "2025-01-02", "是", "0:01:00", "6"], "通话评分", "[1 .. 5]"],
    ["neither yes nor no", ["1", "甲", "2025-01-02", "也许", "0:01:00", ""], "接通", "是 或 否"],
  ])("%s is a problem of its line, which does not count", (_, cells, column, message) => {
    const { problems, months } = aggregate([cells]);
    expect(problems.map((problem) => problem.column)).toContain(column);
    expect(problems.map((problem) => problem.message.zh).join()).toContain(message);
    expect(problems[0]?.line).toBe(2);
    expect(months).toEqual([]);
  });

  test("a record that stands twice counts once and is a problem", () => {
    const line = ["7", "甲", "2025-01-02", "是", "0:01:00", ""];
    const { problems, months } = aggregate([line, line]);
    expect(problems).toMatchObject([{ line: 3, column: "通话编号", value: "7" }]);
    expect(months[0]?.values[0]).toBe("1");
  });

  test("what comes to more than its metric may be is a problem of the agent-month", () => {
    const lines = Array.from({ length: 10_001 }, (_, at) => [String(at), "甲", "2025-01-02", "否", "", ""]);
    const { months, problems, beyond } = aggregate(lines);
    expect(problems).toEqual([]);
    expect(months[0]?.values[0]).toBeNull();
    expect(beyond).toMatchObject([{ agent: "甲", month: "2025-01" }]);
  });
});

test("whatever the lines hold, each counts once or says why it does not", () => {
  const cell = fc.oneof(
    fc.constantFrom(
      "",
      "甲",
      "乙",
      "2025-01-02",
      "2025/1/32",
      "是",
      "否",
      "0:01:00",
      "9:99:99",
      "5",
      "-1",
      "1e9",
      "١",
      "=1+1",
    ),
    fc.string({ unit: "binary", maxLength: 12 }),
  );
  const whole = fc.tuple(
    fc.nat(),
    fc.constantFrom("甲", "乙"),
    fc.constantFrom("是", "否"),
    fc.constantFrom("0:00:07", "1:00:00"),
  );
  const line = fc.oneof(
    fc.array(cell, { maxLength: 8 }),
    whole.map(([id, agent, answered, time]) => [String(id), agent, "2025-01-02", answered, time, "3"]),
  );
  fc.assert(
    fc.property(fc.array(line, { maxLength: 40 }), (lines) => {
      const { problems, months } = aggregate(lines);
      const refused = new Set(problems.map((problem) => problem.line));
      const counted = months.reduce((sum, { values }) => sum + Number(values[0]), 0);
      expect(counted).toBe(lines.length - refused.size);
    }),
  );
});

describe("findings", () => {
  const row = (cells: string): string =>
    `aggregates 话务记录\n| 指标 | 算法 | 列 | 条件 | 空白 |\n| 通话数 | 计数 | | | |\n| ${cells} |\n`;

  test.each([
    ["接通 | 计数 | | |", 'metric-unknown "接通"'],
    ["平均评分 | 计数 | | |", 'metric-unknown "平均评分"'],
    ["通话数 | 计数 | | |", 'aggregate-repeated "通话数"'],
    ["接通量 | 平均 | | |", 'catalogue-cell "平均"'],
    ["通话时长 | 求和 | | |", 'catalogue-cell "求和"'],
    ["通话时长 | 求和 | 通话用 | |", 'log-column-unknown "通话用"'],
    ["通话时长 | 求和 | 通话评分 | |", 'aggregate-type "通话评分"'],
    ["通话时长 | 求和 | 接通 | |", 'aggregate-type "接通"'],
    ["接通量 | 计数 | | 通话用时 |", 'type-mismatch "通话用时"'],
    ["接通量 | 计数 | | 通话用时 > 2 通 |", 'unit-mismatch "2 通"'],
    ["接通量 | 计数 | | 应答 |", 'name-unknown "应答"'],
    [
      "接通量 | 计数 | | sum(通话用时) over last 3 months > 1 秒 |",
      'aggregate-looks-back "sum(通话用时) over last 3 months"',
    ],
    ["接通量 | 计数 | | 接通 | 归零", 'catalogue-cell "归零"'],
  ])("%s", (cells, finding) => {
    const { log, findings } = read(row(cells));
    expect(findings).toEqual([finding]);
    expect(log?.aggregates.length).toBe(cells.includes("归零") ? 2 : 1);
  });

  test.each([
    [
      "| 坐席     | 工号 |      |          |          | Agent                        |\n",
      "",
      ['log-use-missing "话务记录"'],
    ],
    ["| 日期     | 日期 |", "| 日期     | 工号 |", ['log-use-missing "话务记录"', 'log-use-repeated "工号"']],
    ["| 接通     |      |", "| 接通     | 应答 |", ['catalogue-cell "应答"']],
    ["| 坐席     | 工号 |      |", "| 坐席     | 工号 | 秒   |", ['catalogue-cell "秒"']],
    [
      "| 接通     |      |      | 是/否    |          |",
      "| 接通     |      |      | 是/否    | 分:秒    |",
      ['catalogue-cell "分:秒"'],
    ],
    ["时:分:秒", "天", ['catalogue-cell "天"']],
    ["Agent  ", "Date   ", ['alias-taken "Date"']],
    ["log 话务记录", "log 订单", ['log-unknown "话务记录"']],
  ])("of a log: %s", (from, to, expected) => {
    const { findings } = read(AGGREGATES, BEGINNING.replace(from, to));
    expect([...new Set(findings)].filter((finding) => !finding.startsWith("name-"))).toEqual(expected);
  });
});

const CALL_LOG = new URL("../../../shared/data/call-log.csv", import.meta.url);

test.skipIf(!existsSync(CALL_LOG))("5,000 calls come to what they come to by themselves (needs call-log.csv)", () => {
  const [head = "", ...rest] = readFileSync(CALL_LOG, "utf8")
    .replace(/^\uFEFF/, "")
    .trim()
    .split(/\r?\n/);
  const lines = rest.map((line) => line.split(","));
  const aggregator = new LogAggregator(LOG, placesOf(LOG, head.split(",")));
  expect(aggregator.lacking).toEqual([]);
  expect(lines.flatMap((cells, at) => aggregator.line(at + 2, cells))).toEqual([]);
  const { months, problems } = aggregator.finish();
  expect(problems).toEqual([]);

  // The same by other means: whole numbers, one pass for each figure.
  const seconds = (text = ""): number => text.split(":").reduce((total, part) => total * 60 + Number(part), 0);
  const keys = [...new Set(lines.map(([, agent, date = ""]) => `${date.slice(0, 7)} ${agent}`))].sort();
  const expected = keys.map((key) => {
    const [month, agent] = key.split(" ");
    const own = lines.filter((cells) => cells[1] === agent && cells[2]?.startsWith(`${month}-`));
    const answered = own.filter((cells) => cells[5] === "Y");
    const rated = own.filter((cells) => cells[9] !== "");
    const figures = [
      own.length,
      answered.length,
      answered.filter((cells) => seconds(cells[8]) > 120).length,
      answered.reduce((sum, cells) => sum + seconds(cells[8]), 0),
      rated.length,
      rated.reduce((sum, cells) => sum + Number(cells[9]), 0),
    ];
    return { agent, month, values: figures.map(String) };
  });
  expect(keys.length).toBe(24);
  expect(months).toEqual(expected);
});
