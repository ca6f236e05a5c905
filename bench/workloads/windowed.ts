/** A mean of three months, a streak and a rank within the department: what looks beyond the row. */
import { readFileSync } from "node:fs";
import type { Population } from "../population.ts";
import { codes, numbers, outputs, scaled, type Workload } from "./workload.ts";

export const windowed: Workload = {
  name: "windowed",
  scheme: readFileSync(new URL("windowed.kpi.md", import.meta.url), "utf8"),
  output: "月提成",
  lever: { address: "提成比例", from: "1%", to: "1.1%" },
  floatLoop: (population) => loop(population, numbers(population, "成交额"), 50_000, floatPay),
  exactLoop: (population) => loop(population, scaled(numbers(population, "成交额"), 100), 5_000_000, exactPay),
};

/** `percent` is the lever, such as 1.1. */
type Pay = (sum: number, months: number, streak: number, rank: number, percent: number) => number;

const floatPay: Pay = (sum, months, streak, rank, percent) =>
  Math.round(((sum / months) * (percent / 100) + Math.min(streak, 12) * 100 + (rank <= 10 ? 500 : 0)) * 100) / 100;

/** Fen; the mean's share is sum · tenths / (1000 · months). */
const exactPay: Pay = (sum, months, streak, rank, percent) => {
  const fixed = Math.min(streak, 12) * 10_000 + (rank <= 10 ? 50_000 : 0);
  const divisor = 1000 * months;
  return fixed + Math.floor((2 * sum * Math.round(percent * 10) + divisor) / (2 * divisor));
};

function loop(
  population: Population,
  sales: Float64Array,
  goal: number,
  payOf: Pay,
): (percent: number) => Float64Array {
  const { rows, agent, month } = population;
  const group = groupsOf(population);
  const [pay] = outputs(rows, 1);
  return (percent) => {
    const rank = ranks(group, sales);
    let streak = 0;
    for (let row = 0; row < rows; row += 1) {
      let sum = sales[row];
      let months = 1;
      for (let past = row - 1; past >= 0 && agent[past] === agent[row] && month[past] > month[row] - 3; past -= 1) {
        sum += sales[past];
        months += 1;
      }
      const follows = row > 0 && agent[row - 1] === agent[row] && month[row - 1] === month[row] - 1;
      streak = sales[row] >= goal ? (follows ? streak : 0) + 1 : 0;
      pay[row] = payOf(sum, months, streak, rank[row], percent);
    }
    return pay;
  };
}

/** The rows of each department and month. */
function groupsOf(population: Population): Int32Array[] {
  const department = codes(population, "部门");
  const groups = new Map<number, number[]>();
  for (let row = 0; row < population.rows; row += 1) {
    const key = population.month[row] * 256 + department[row];
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map((group) => Int32Array.from(group));
}

function ranks(groups: readonly Int32Array[], sales: Float64Array): Int32Array {
  const rank = new Int32Array(sales.length);
  for (const group of groups) {
    const sorted = group.toSorted((a, b) => sales[b] - sales[a]);
    for (let at = 0; at < sorted.length; at += 1) {
      const ties = at > 0 && sales[sorted[at]] === sales[sorted[at - 1]];
      rank[sorted[at]] = ties ? rank[sorted[at - 1]] : at + 1;
    }
  }
  return rank;
}
