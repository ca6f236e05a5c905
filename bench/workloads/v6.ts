/** 电话营销部专员绩效考核方案 V6.0, as shipped: level and base pay from last quarter, the month's bonus. */
import { readFileSync } from "node:fs";
import type { Population } from "../population.ts";
import { codes, numbers, outputs, scaled, type Workload } from "./workload.ts";

const QUALITY = 2;

export const v6: Workload = {
  name: "v6.0",
  scheme: readFileSync(new URL("../../rulesets/telemarketing-specialist/v6.0.kpi.md", import.meta.url), "utf8"),
  output: "应发工资",
  lever: { address: "上门单位提成", from: "20", to: "21" },
  floatLoop,
  exactLoop,
};

function floatLoop(population: Population): (perVisitor: number) => Float64Array {
  const { rows, agent, month } = population;
  const visitors = numbers(population, "上门人数");
  const paid = numbers(population, "全费人数");
  const enquiries = numbers(population, "咨询量");
  const target = numbers(population, "月初签订目标");
  const daily = numbers(population, "日目标");
  const sick = numbers(population, "病假天数");
  const offered = numbers(population, "聘用函基本工资");
  const position = codes(population, "岗位");
  const joined = joiningDays(population);
  const level = new Uint8Array(rows);
  const [base, rate, factor, extra, bonus, pay] = outputs(rows, 6);
  return (perVisitor) => {
    for (let row = 0; row < rows; row += 1) {
      const now = month[row];
      const quarter = now - (now % 3);
      let sum = 0;
      let months = 0;
      for (let past = row - 1; past >= 0 && agent[past] === agent[row] && month[past] >= quarter - 3; past -= 1) {
        if (month[past] < quarter) {
          sum += visitors[past];
          months += 1;
        }
      }
      const outside = months === 0 || joined[row] > firstDay(quarter - 3);
      const mean = sum / months;
      level[row] = outside ? 0 : mean < 10 ? 1 : mean < 20 ? 2 : mean < 35 ? 3 : mean < 50 ? 4 : 5;
      base[row] = outside
        ? offered[row]
        : mean < 10
          ? 2000
          : mean < 20
            ? 2300
            : mean < 35
              ? 2800
              : mean < 50
                ? 3400
                : 4200;
      const adjusted = target[row] - daily[row] * sick[row];
      const share = adjusted > 0 ? enquiries[row] / adjusted : 0;
      const part = share < 0.6 ? 0 : share < 0.8 ? 0.6 : share < 1 ? 0.8 : share < 1.2 ? 1 : 1.2;
      const over = position[row] === QUALITY ? 0 : Math.max(0, share - 1) * 500;
      const earned = Math.round(((visitors[row] * perVisitor + paid[row] * 50) * part + over) * 100) / 100;
      rate[row] = share;
      factor[row] = part;
      extra[row] = over;
      bonus[row] = earned;
      pay[row] = base[row] + earned;
    }
    return pay;
  };
}

/** The share of the target is a quotient n/d of integers, and stays one until the bonus is rounded. */
function exactLoop(population: Population): (perVisitor: number) => Float64Array {
  const { rows, agent, month } = population;
  const visitors = numbers(population, "上门人数");
  const paid = numbers(population, "全费人数");
  const enquiries = numbers(population, "咨询量");
  const target = numbers(population, "月初签订目标");
  const daily = scaled(numbers(population, "日目标"), 100);
  const sick = scaled(numbers(population, "病假天数"), 10);
  const offered = scaled(numbers(population, "聘用函基本工资"), 100);
  const position = codes(population, "岗位");
  const joined = joiningDays(population);
  const level = new Uint8Array(rows);
  const [above, below, factor, extra, bonus, pay] = outputs(rows, 6);
  const base = new Float64Array(rows);
  return (perVisitor) => {
    for (let row = 0; row < rows; row += 1) {
      const now = month[row];
      const quarter = now - (now % 3);
      let sum = 0;
      let months = 0;
      for (let past = row - 1; past >= 0 && agent[past] === agent[row] && month[past] >= quarter - 3; past -= 1) {
        const counts = +(month[past] < quarter);
        sum += visitors[past] * counts;
        months += counts;
      }
      const assessed = +(months > 0) & +(joined[row] <= firstDay(quarter - 3));
      const [ten, twenty] = [+(sum >= 10 * months), +(sum >= 20 * months)];
      const [thirtyFive, fifty] = [+(sum >= 35 * months), +(sum >= 50 * months)];
      level[row] = assessed * (1 + ten + twenty + thirtyFive + fifty);
      const fixed = 200_000 + 30_000 * ten + 50_000 * twenty + 60_000 * thirtyFive + 80_000 * fifty;
      base[row] = assessed * fixed + (1 - assessed) * offered[row];
      // In thousandths of an enquiry.
      const adjusted = target[row] * 1000 - daily[row] * sick[row];
      const isOpen = +(adjusted > 0);
      const n = enquiries[row] * 1000 * isOpen;
      const d = isOpen * adjusted + 1 - isOpen;
      const tenths = 6 * +(5 * n >= 3 * d) + 2 * +(5 * n >= 4 * d) + 2 * +(n >= d) + 2 * +(5 * n >= 6 * d);
      const surplus = +(position[row] !== QUALITY) * Math.max(0, n - d);
      const commission = (visitors[row] * perVisitor + paid[row] * 50) * tenths;
      // (commission / 10 + 500 surplus / d) yuan, in fen, halves up: no amount is negative here.
      const numerator = commission * 10 * d + 50_000 * surplus;
      const earned = Math.floor((2 * numerator + d) / (2 * d));
      above[row] = n;
      below[row] = d;
      factor[row] = tenths;
      extra[row] = 500 * surplus;
      bonus[row] = earned;
      pay[row] = base[row] + earned;
    }
    return pay;
  };
}

function joiningDays(population: Population): Int32Array {
  const days = population.dates.get("入职日期");
  if (!days) throw new Error("the population has no 入职日期");
  return days;
}

/** Days since 1970-01-01 of a month's first day, for months since year 0. */
const firstDay = (month: number): number => FIRST_DAY_OF[month - TABLE_START];
const TABLE_START = 2024 * 12;
const FIRST_DAY_OF = Int32Array.from({ length: 48 }, (_, at) =>
  Math.round(Date.UTC(2024 + Math.floor(at / 12), at % 12, 1) / 86_400_000),
);
