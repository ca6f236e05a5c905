import type { ColumnHistory, History } from "../../engine/index.ts";
import type { Evaluated } from "./evaluator.ts";

/**
 * The rows that a version was evaluated over, with what came out for everybody but one agent, whose months are
 * computed anew by whoever explains or replays them. Valid until the next evaluation.
 */
export function knownHistory({ evaluation }: Evaluated, history: ColumnHistory, except: string): History {
  return {
    row: (agent, month) => history.row(agent, month),
    month: (month) => history.month(month),
    known(name, { agent, month }) {
      const results = agent === except ? undefined : evaluation.results.get(name);
      const row = results && history.indexOf(agent, month);
      return row === undefined ? undefined : results?.at(row);
    },
  };
}
