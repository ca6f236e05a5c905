import { exactText, type Output, type Program, plainText, type Value } from "../../engine/index.ts";
import { formatCsv } from "../data/write-csv.ts";
import type { Computed } from "./results.ts";

/** One agent-month of a run: what the scheme gives, or the reason why there is nothing. */
export interface ResultRow {
  readonly month: string;
  readonly agent: string;
  readonly outcome: Computed | { readonly error: string };
}

/** How `run` writes its results: 月份, 工号, the outputs, the actions of a scheme that has any, error. */
export interface ResultFormat {
  readonly head: string;
  row(result: ResultRow): string;
  /** Between two rows. */
  readonly separator: string;
  readonly tail: string;
}

const ACTIONS = "actions";

/** A table for people and spreadsheets; every number is a plain decimal. */
export function csvFormat(program: Program): ResultFormat {
  const hasActions = program.actions.length > 0;
  const names = [...program.outputs.map(({ name }) => name), ...(hasActions ? [ACTIONS] : [])];
  const blank = names.map(() => "");
  return {
    head: formatCsv([["月份", "工号", ...names, "error"]]),
    row({ month, agent, outcome }) {
      if ("error" in outcome) return formatCsv([[month, agent, ...blank, outcome.error]]);
      const cells = cellsOf(program, outcome.values).map(({ shown }) => shown);
      const actions = hasActions ? [outcome.actions.join(";")] : [];
      return formatCsv([[month, agent, ...cells, ...actions, ""]]);
    },
    separator: "",
    tail: "",
  };
}

/** The same columns as an array of objects; an output has its exact value beside the one shown. */
export function jsonFormat(program: Program): ResultFormat {
  const names = program.outputs.map(({ name }) => name);
  return {
    head: "[\n",
    row({ month, agent, outcome }) {
      const failed = "error" in outcome;
      const cells = failed ? [] : cellsOf(program, outcome.values);
      const actions = program.actions.length > 0 ? [[ACTIONS, failed ? null : outcome.actions] as const] : [];
      return JSON.stringify(
        Object.fromEntries([
          ["月份", month],
          ["工号", agent],
          ...names.map((name, at) => [name, cells[at] ?? null] as const),
          ...actions,
          ["error", failed ? outcome.error : null],
        ]),
      );
    },
    separator: ",\n",
    tail: "\n]\n",
  };
}

const cellsOf = ({ outputs, header }: Program, values: readonly Value[]): { value: string; shown: string }[] =>
  values.map((value, at) => ({ value: exactText(value), shown: shownText(outputs[at], header.currency, value) }));

const shownText = (output: Output | undefined, currency: string, value: Value): string =>
  output === undefined ? exactText(value) : plainText(value, output.type, { decimals: output.shown, currency });
