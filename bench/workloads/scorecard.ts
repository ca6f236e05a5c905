/** 电话销售人员考核细则, as shipped: five indicators, grade, pay, and what repeated D leads to. */
import { readFileSync } from "node:fs";
import type { Population } from "../population.ts";
import { numbers, outputs, scaled, type Workload } from "./workload.ts";

export const scorecard: Workload = {
  name: "scorecard",
  scheme: readFileSync(new URL("../../rulesets/sales-scorecard/1.0.kpi.md", import.meta.url), "utf8"),
  output: "当月绩效工资",
  // Both must move, or the weights no longer come to 100%; the lever is therefore a cell: 优秀's points.
  lever: { address: "销售能力得分/优秀/销售能力得分", from: "100", to: "105" },
  floatLoop,
  exactLoop,
};

function floatLoop(population: Population): (best: number) => Float64Array {
  const { rows, agent, month } = population;
  const leads = numbers(population, "有效信息条数");
  const deals = numbers(population, "促成成单数");
  const knowledge = numbers(population, "专业知识评分");
  const judgement = numbers(population, "分析判断评分");
  const execution = numbers(population, "执行反馈评分");
  const calls = numbers(population, "日均有效电话");
  const amount = numbers(population, "月绩效工资基数");
  const grade = new Uint8Array(rows);
  const training = new Uint8Array(rows);
  const review = new Uint8Array(rows);
  const [total, pay] = outputs(rows, 2);
  return (best) => {
    let streak = 0;
    for (let row = 0; row < rows; row += 1) {
      const n = leads[row];
      const sales = deals[row] >= 1 ? 120 : n < 5 ? 40 : n < 10 ? 60 : n < 20 ? 80 : best;
      const c = calls[row];
      const phone = c < 5 ? 40 : c < 10 ? 60 : c < 20 ? 80 : 100;
      const score = sales * 0.5 + knowledge[row] * 0.1 + judgement[row] * 0.1 + execution[row] * 0.1 + phone * 0.2;
      const mark = score < 60 ? 0 : score < 80 ? 1 : score < 100 ? 2 : 3;
      const follows = row > 0 && agent[row - 1] === agent[row] && month[row - 1] === month[row] - 1;
      streak = mark === 0 ? (follows ? streak + 1 : 1) : 0;
      total[row] = score;
      grade[row] = mark;
      training[row] = streak === 3 ? 1 : 0;
      review[row] = streak >= 4 ? 1 : 0;
      pay[row] = Math.round(((amount[row] * score) / 100) * 100) / 100;
    }
    return pay;
  };
}

function exactLoop(population: Population): (best: number) => Float64Array {
  const { rows, agent, month } = population;
  const leads = numbers(population, "有效信息条数");
  const deals = numbers(population, "促成成单数");
  const knowledge = numbers(population, "专业知识评分");
  const judgement = numbers(population, "分析判断评分");
  const execution = numbers(population, "执行反馈评分");
  const calls = scaled(numbers(population, "日均有效电话"), 100);
  const amount = scaled(numbers(population, "月绩效工资基数"), 100);
  const grade = new Uint8Array(rows);
  const training = new Uint8Array(rows);
  const review = new Uint8Array(rows);
  const [total, pay] = outputs(rows, 2);
  return (best) => {
    let streak = 0;
    for (let row = 0; row < rows; row += 1) {
      const n = leads[row];
      const banded = 40 + 20 * +(n >= 5) + 20 * +(n >= 10) + (best - 80) * +(n >= 20);
      const prompted = +(deals[row] >= 1);
      const sales = banded + prompted * (120 - banded);
      const c = calls[row];
      const phone = 40 + 20 * +(c >= 500) + 20 * +(c >= 1000) + 20 * +(c >= 2000);
      // In tenths of a point.
      const score = 5 * sales + knowledge[row] + judgement[row] + execution[row] + 2 * phone;
      const mark = +(score >= 600) + +(score >= 800) + +(score >= 1000);
      const follows = row > 0 ? +(agent[row - 1] === agent[row]) & +(month[row - 1] === month[row] - 1) : 0;
      streak = +(mark === 0) * (streak * follows + 1);
      total[row] = score;
      grade[row] = mark;
      training[row] = +(streak === 3);
      review[row] = +(streak >= 4);
      pay[row] = Math.floor((2 * amount[row] * score + 1000) / 2000);
    }
    return pay;
  };
}
