import type { AgentMonth, Language } from "../../engine/index.ts";
import type { DataRow } from "../data/agent-months.ts";

/** Counts the people ranked or averaged among others of whom some had to be left out: their results are provisional. */
export class LeftOutPeers {
  /** Months with rows that cannot be computed at all, and so are nobody's peers. */
  readonly #spoilt: ReadonlySet<string>;
  readonly #agents = new Set<string>();

  constructor(rows: readonly DataRow[]) {
    this.#spoilt = new Set(rows.flatMap(({ month, problem }) => (problem ? [month] : [])));
  }

  /** To be told of every look at the others of a month; see `Reference`. */
  readonly onPeers = ({ agent, month }: AgentMonth, { leftOut }: { readonly leftOut: number }): void => {
    if (leftOut > 0 || this.#spoilt.has(month)) this.#agents.add(agent);
  };

  /** One sentence, or none where nobody was left out. */
  warning(language: Language): string | undefined {
    const { size } = this.#agents;
    if (size === 0) return undefined;
    return language === "zh"
      ? `有 ${size} 人的结果是暂定的：同组里有人算不出，名次、占比或平均没有把他们算进去`
      : `results of ${size} ${size === 1 ? "person" : "people"} are provisional: ranks and averages leave out peers who could not be computed`;
  }
}
