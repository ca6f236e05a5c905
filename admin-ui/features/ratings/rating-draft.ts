import type { RatingList } from "../../../server/api-types.ts";
import type { Rating } from "../../api/ratings.ts";

/** What was typed, by agent and metric; what is absent is as the server has it. */
export type Typed = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** The ratings that differ from those the server has; a blank takes one back. */
export function changedRatings({ metrics, agents }: RatingList, typed: Typed): Rating[] {
  return agents.flatMap(({ agent, values }) =>
    metrics.flatMap((metric, at) => {
      const text = typed[agent]?.[metric]?.normalize("NFKC").trim();
      if (text === undefined || text === (values[at] ?? "")) return [];
      return [{ agent, metric, value: text === "" ? null : text }];
    }),
  );
}
