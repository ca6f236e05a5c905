import type { AgentMonth, Language } from "../../engine/index.ts";
import type { DataRow } from "../data/agent-months.ts";

/** Counts the people whose results rest on a window that starts before the data does. */
export class EarlyWindows {
  readonly #firstMonth: string | undefined;
  readonly #agents = new Set<string>();

  constructor(rows: readonly DataRow[]) {
    const months = new Set(rows.flatMap(({ month, problem }) => (problem ? [] : [month])));
    [this.#firstMonth] = [...months].sort();
  }

  /** To be told of every window that is looked through; see `Reference`. */
  readonly onWindow = ({ agent }: AgentMonth, from: string): void => {
    if (this.#firstMonth !== undefined && from < this.#firstMonth) this.#agents.add(agent);
  };

  /** One sentence, or none where every window lies within the data. */
  warning(language: Language): string | undefined {
    const { size } = this.#agents;
    if (size === 0) return undefined;
    return language === "zh"
      ? `有 ${size} 人的结果要看数据首月 ${this.#firstMonth} 之前的月份，那些月份按没有数据处理`
      : `results of ${size} ${size === 1 ? "person" : "people"} look back beyond the first month of the data, ${this.#firstMonth}; months before it count as absent`;
  }
}
