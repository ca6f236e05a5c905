/** Ten, a hundred, a thousand bonuses of one shape, to see that the cost grows no faster than the rules. */
import type { Population } from "../population.ts";
import { numbers, outputs, scaled, type Workload } from "./workload.ts";

const METRICS = ["上门人数", "全费人数", "咨询量", "有效信息条数", "日均有效电话"];
const UNITS = ["人", "人", "条", "条", "通/天"];

/** A bonus: so many fen for each unit, from so many units on. */
interface Bonus {
  readonly metric: number;
  readonly from: number;
  readonly fen: number;
}

/** Rates of two decimals and more than one metric, so that no two bonuses are alike. */
const bonuses = (count: number): Bonus[] =>
  Array.from({ length: count }, (_, at) => ({
    metric: at % METRICS.length,
    from: 3 + (at % 17),
    fen: 101 + ((at * 37) % 997),
  }));

export const manyRules = (count: number): Workload => ({
  name: `${count} rules`,
  scheme: schemeOf(bonuses(count)),
  output: "奖金合计",
  lever: { address: "单价1", from: "1.01", to: "2.02" },
  floatLoop: (population) => loop(population, bonuses(count), false),
  exactLoop: (population) => loop(population, bonuses(count), true),
});

function schemeOf(rules: readonly Bonus[]): string {
  const yuan = (fen: number) => (fen / 100).toFixed(2);
  const lines = rules.map(({ metric, from, fen }, at) => {
    const [name, unit] = [METRICS[metric], UNITS[metric]];
    return [
      `param 单价${at + 1} = ${yuan(fen)} CNY/${unit === "通/天" ? "通*天" : unit} range [0 .. 20] step 0.01`,
      `奖金${at + 1} = if ${name} >= ${from} ${unit} then round(${name} * 单价${at + 1}, 2) else 0`,
    ].join("\n");
  });
  return `---
scheme: bench-rules
title: 多条奖金（基准测试用）
version: rules
period: month
currency: CNY
language: zh
---

# 多条奖金

## 1 奖金

\`\`\`kpi
input ${METRICS.join(", ")}

${lines.join("\n\n")}

output 奖金合计 = ${sumOf(rules.map((_, at) => `奖金${at + 1}`))}
\`\`\`
`;
}

/** By halves: a thousand terms in one line would be nested a thousand deep. */
function sumOf(names: readonly string[]): string {
  if (names.length <= 8) return names.join(" + ");
  const half = names.length >> 1;
  return `(${sumOf(names.slice(0, half))})\n  + (${sumOf(names.slice(half))})`;
}

function loop(population: Population, rules: readonly Bonus[], isExact: boolean): (price: number) => Float64Array {
  const columns = rules.map(({ metric }) => {
    const column = numbers(population, METRICS[metric]);
    return isExact ? scaled(column, 100) : column;
  });
  const from = rules.map((rule) => rule.from * (isExact ? 100 : 1));
  const rates = rules.map(({ fen }) => (isExact ? fen : fen / 100));
  const [pay] = outputs(population.rows, 1);
  return (price) => {
    rates[0] = isExact ? Math.round(price * 100) : price;
    for (let row = 0; row < population.rows; row += 1) {
      let sum = 0;
      for (let rule = 0; rule < rules.length; rule += 1) {
        const value = columns[rule][row];
        if (value < from[rule]) continue;
        // Exactly: hundredths of a unit times fen, halves up; nothing here is negative.
        sum += isExact ? Math.floor((value * rates[rule] + 50) / 100) : Math.round(value * rates[rule] * 100) / 100;
      }
      pay[row] = sum;
    }
    return pay;
  };
}
