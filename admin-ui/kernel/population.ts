import {
  type AgentMonth,
  add,
  type Coverage,
  CoverageCount,
  compare,
  isRational,
  isRowError,
  type Outcome,
  type Program,
  type Rational,
  Reference,
  type RowError,
  showValue,
  subtract,
  ZERO,
} from "../../engine/index.ts";
import { headlineColumn, outputColumns, shownAs } from "./outcomes.ts";
import type { Changes, OutputColumn, Population, PopulationRow, Total } from "./workbench-api.ts";

/** Milliseconds of computing after which newer messages get their turn. */
const CHUNK = 12;

/** Who an agent is, as far as the data set says; empty where it does not. */
export interface Person {
  readonly agent: string;
  readonly name: string;
  readonly department: string;
  readonly position: string;
}

/** The outputs of one version for the agents of a month: a row for each agent, an outcome for each column. */
export interface Evaluated {
  readonly program: Program;
  readonly months: readonly AgentMonth[];
  readonly month: string;
  readonly columns: readonly OutputColumn[];
  readonly rows: readonly (readonly Outcome[])[];
  /** Names of the actions, and for each agent whether each of them follows. */
  readonly actions: readonly string[];
  readonly verdicts: readonly (readonly Outcome[])[];
  /** How many agents were ranked or averaged among peers of whom some had to be left out. */
  readonly provisional: number;
  readonly coverage: Coverage;
}

/**
 * Computes the outputs of one version for the agents of a month, giving way between chunks.
 * Resolves with `undefined` where `outdated` came true on the way, and with `known` where that is
 * the result already.
 */
export async function evaluate(
  program: Program,
  months: readonly AgentMonth[],
  month: string,
  { pause, outdated }: { readonly pause: () => Promise<void>; readonly outdated: () => boolean },
  known?: Evaluated,
): Promise<Evaluated | undefined> {
  if (known?.program === program && known.months === months && known.month === month) return known;
  const columns = outputColumns(program);
  const provisional = new Set<string>();
  const reference = new Reference(program, upTo(months, month), {
    onPeers: ({ agent }, { leftOut }) => {
      if (leftOut > 0) provisional.add(agent);
    },
  });
  const actions = program.actions.map(({ name }) => name);
  const rows: Outcome[][] = [];
  const verdicts: Outcome[][] = [];
  const count = new CoverageCount(program);
  let chunkStart = performance.now();
  for (const at of months) {
    if (at.month !== month) continue;
    rows.push(columns.map(({ name }) => reference.value(name, at)));
    verdicts.push(actions.map((name) => reference.value(name, at)));
    count.add(at, reference);
    if (performance.now() - chunkStart < CHUNK) continue;
    await pause();
    if (outdated()) return undefined;
    chunkStart = performance.now();
  }
  const coverage = count.result();
  return { program, months, month, columns, rows, actions, verdicts, provisional: provisional.size, coverage };
}

/** The month and those before it: what its rules may read. */
export const upTo = (months: readonly AgentMonth[], month: string): AgentMonth[] =>
  months.filter((each) => each.month <= month);

export function personOf({ agent, values }: AgentMonth): Person {
  const text = (metric: string): string => {
    const value = values.get(metric);
    return typeof value === "string" ? value : "";
  };
  return { agent, name: text("姓名"), department: text("部门"), position: text("岗位") };
}

/** Puts results beside those of the base version, whose rows are the same agents in the same order. */
export function summarise(
  people: readonly Person[],
  {
    columns,
    rows,
    actions,
    verdicts,
    provisional,
  }: Pick<Evaluated, "columns" | "rows" | "actions" | "verdicts" | "provisional">,
  base: Pick<Evaluated, "columns" | "rows"> | undefined,
): Pick<Population, "columns" | "actions" | "rows" | "totals" | "failed" | "provisional" | "changes"> {
  const inBase = columns.map(({ name }) => base?.columns.findIndex((column) => column.name === name) ?? -1);
  const baseNumber = (row: number, column: number): Rational | undefined =>
    numberIn(base?.rows[row]?.[inBase[column] ?? -1]);

  const shown = people.map((person, row): PopulationRow => {
    const outcomes = rows[row] ?? [];
    return {
      ...person,
      cells: columns.flatMap((column, at) => {
        const outcome = outcomes[at];
        return outcome === undefined ? [] : [shownAs(outcome, column)];
      }),
      actions: actionsOf(actions, verdicts[row] ?? []),
      differences: columns.map((_, at) => difference(numberIn(outcomes[at]), baseNumber(row, at))),
    };
  });
  const totals = columns.map((column, at): Total | undefined => {
    if (column.type.kind !== "number") return undefined;
    const own = sum(rows.map((outcomes) => numberIn(outcomes[at])));
    const before = (inBase[at] ?? -1) < 0 ? undefined : sum(people.map((_, row) => baseNumber(row, at)));
    const text = showValue(own.value, column.type, { ...column, unit: false });
    return { ...own, text, ...(before && { difference: subtract(own.value, before.value) }) };
  });
  const headline = headlineColumn(columns);
  return {
    columns,
    actions,
    rows: shown,
    totals,
    provisional,
    failed: shown.filter((row) => errorOf(row) !== undefined).length,
    ...(headline !== undefined && (inBase[headline] ?? -1) >= 0 && { changes: changes(shown, headline) }),
  };
}

const actionsOf = (names: readonly string[], verdicts: readonly Outcome[]): PopulationRow["actions"] => ({
  following: names.filter((_, at) => verdicts[at] === true),
  errors: verdicts.filter(isRowError),
});

/** Why something of the row cannot be had: outputs first, as a run tells it. */
export const errorOf = ({ cells, actions }: Pick<PopulationRow, "cells" | "actions">): RowError | undefined =>
  cells.find(({ error }) => error !== undefined)?.error ?? actions.errors[0];

const numberIn = (outcome: Outcome | undefined): Rational | undefined =>
  outcome !== undefined && isRational(outcome) ? outcome : undefined;

const difference = (own: Rational | undefined, base: Rational | undefined): Rational | undefined =>
  own && base && subtract(own, base);

function sum(values: readonly (Rational | undefined)[]): { value: Rational; counted: number } {
  const numbers = values.filter((value) => value !== undefined);
  return { value: numbers.reduce(add, ZERO), counted: numbers.length };
}

function changes(rows: readonly PopulationRow[], headline: number): Changes {
  const counts = { up: 0, down: 0, same: 0, failed: 0 };
  for (const { cells, differences } of rows) {
    const moved = differences[headline];
    if (cells[headline]?.error !== undefined) counts.failed += 1;
    else if (moved !== undefined) {
      const sign = compare(moved, ZERO);
      counts[sign > 0 ? "up" : sign < 0 ? "down" : "same"] += 1;
    }
  }
  return counts;
}
