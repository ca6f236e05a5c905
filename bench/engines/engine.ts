import type { Population } from "../population.ts";
import type { Workload } from "../workloads/workload.ts";

/** Something that can compute a workload; each is used the way its documentation recommends. */
export interface Engine {
  readonly name: string;
  /** More rows would take minutes; the figures per row do not change with their number. */
  readonly mostRows?: number;
  /** Undefined where the workload cannot be put to it in a fair way. Not timed. */
  prepare(workload: Workload, population: Population): Promise<Runner | undefined>;
}

export interface Runner {
  /** Every row anew, or what the engine does of itself when only the lever has moved; timed. */
  run(lever: string): Promise<void> | void;
  /** The money of the last run, row by row; not timed. */
  pay(): Promise<Float64Array> | Float64Array;
  /** Whether `pay` is in fen; else in yuan. */
  readonly isFen: boolean;
  /** Where nothing has changed, `run` does nothing: there is no warm run to measure. */
  readonly runsOnlyWhatChanged?: boolean;
  close?(): void;
}

/** What of last quarter the engines that see one row at a time are given beforehand, in their favour. */
export interface LastQuarter {
  /** Mean of the months on record; 0 where there are none. */
  readonly mean: Float64Array;
  /** 1 where nobody assessed the agent. */
  readonly outside: Uint8Array;
}

export function lastQuarterOf({ rows, agent, month, numbers, dates }: Population): LastQuarter {
  const visitors = numbers.get("上门人数") ?? new Float64Array(rows);
  const joined = dates.get("入职日期") ?? new Int32Array(rows);
  const mean = new Float64Array(rows);
  const outside = new Uint8Array(rows);
  for (let row = 0; row < rows; row += 1) {
    const quarter = month[row] - (month[row] % 3);
    let [sum, months] = [0, 0];
    for (let past = row - 1; past >= 0 && agent[past] === agent[row] && month[past] >= quarter - 3; past -= 1) {
      if (month[past] < quarter) [sum, months] = [sum + visitors[past], months + 1];
    }
    const from = Date.UTC(Math.floor((quarter - 3) / 12), (quarter - 3) % 12, 1) / 86_400_000;
    mean[row] = months === 0 ? 0 : sum / months;
    outside[row] = months === 0 || joined[row] > from ? 1 : 0;
  }
  return { mean, outside };
}

/** One row as an object, with plain names; what engines that take facts or documents are given. */
export interface Case {
  readonly visitors: number;
  readonly paid: number;
  readonly enquiries: number;
  readonly target: number;
  readonly daily: number;
  readonly sick: number;
  readonly offered: number;
  readonly position: string;
  readonly mean: number;
  readonly outside: boolean;
  readonly leads: number;
  readonly deals: number;
  readonly knowledge: number;
  readonly judgement: number;
  readonly execution: number;
  readonly calls: number;
  readonly amount: number;
}

const FIELDS: readonly (readonly [keyof Case, string])[] = [
  ["visitors", "上门人数"],
  ["paid", "全费人数"],
  ["enquiries", "咨询量"],
  ["target", "月初签订目标"],
  ["daily", "日目标"],
  ["sick", "病假天数"],
  ["offered", "聘用函基本工资"],
  ["leads", "有效信息条数"],
  ["deals", "促成成单数"],
  ["knowledge", "专业知识评分"],
  ["judgement", "分析判断评分"],
  ["execution", "执行反馈评分"],
  ["calls", "日均有效电话"],
  ["amount", "月绩效工资基数"],
];

export function casesOf(population: Population): Case[] {
  const { mean, outside } = lastQuarterOf(population);
  const position = population.texts.get("岗位");
  const columns = FIELDS.map(([field, metric]) => [field, population.numbers.get(metric)] as const);
  return Array.from({ length: population.rows }, (_, row) => ({
    ...(Object.fromEntries(columns.map(([field, column]) => [field, column?.[row] ?? 0])) as unknown as Case),
    position: position?.words[position.codes[row]] ?? "",
    mean: mean[row],
    outside: outside[row] === 1,
  }));
}
