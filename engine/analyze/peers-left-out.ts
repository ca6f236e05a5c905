/** Whose rank or average leaves out peers that have an error: those results are provisional. */
import type { Evaluation } from "../batch/evaluation.ts";
import { numberAt, type ResultColumn } from "../batch/result-column.ts";
import type { Definition, Program } from "../ir/program.ts";
import type { PeersTerm } from "../ir/term.ts";
import { referencesOf, termsOf, termsOfTable, within } from "../ir/walk.ts";
import { exactText } from "../values/show.ts";
import { isRowError } from "../values/value.ts";
import type { RowQuestions } from "./row-questions.ts";

/** The names under which is answered what peers are held against one another by. */
interface PeersQuestions {
  readonly operand: string;
  readonly group: readonly string[];
}

/** A sum or a count fails with its peers; only what goes on without them is provisional. */
const GOES_ON: ReadonlySet<PeersTerm["aggregate"]> = new Set(["rank", "percentile", "average", "ranked"]);

export class PeersLeftOut {
  /** The names that peers are asked for. */
  readonly names: readonly string[];
  readonly #looks: readonly PeersQuestions[];

  /** @param questions to be answered by the batch that is counted, with all that `program` puts out */
  constructor(program: Program, questions: RowQuestions) {
    const looks = new Map<PeersTerm, PeersQuestions>();
    const names = new Set<string>();
    for (const definition of definitionsPutOut(program)) {
      for (const whole of termsIn(definition)) {
        for (const term of within(whole)) {
          if (term.kind !== "peers") continue;
          for (const { name } of [term.operand, ...term.group].flatMap((part) => [...referencesOf(part)]))
            names.add(name);
          if (!GOES_ON.has(term.aggregate) || looks.has(term)) continue;
          const operand = questions.value(term.operand, definition);
          looks.set(term, { operand, group: term.group.map((each) => questions.value(each, definition)) });
        }
      }
    }
    this.names = [...names];
    this.#looks = [...looks.values()];
  }

  /** How many of the rows have such a result. @param rows all of one month */
  count(evaluation: Evaluation, rows: Int32Array): number {
    const found = new Set<number>();
    for (const look of this.#looks) for (const row of provisionalRows(look, evaluation, rows)) found.add(row);
    return found.size;
  }
}

function provisionalRows(
  { operand, group }: PeersQuestions,
  { results }: Evaluation,
  rows: Int32Array,
): Iterable<number> {
  const ranked = results.get(operand);
  const attributes = group.map((name) => results.get(name));
  const ungrouped = rows.filter((row) => !attributes.every((column) => isKnown(column, row)));
  const grouped = rows.filter((row) => attributes.every((column) => isKnown(column, row)));
  // Of whom nobody knows the group, everyone is left with the doubt.
  if (ungrouped.length > 0) return grouped.filter((row) => isKnown(ranked, row));
  if (grouped.every((row) => isKnown(ranked, row))) return [];
  const keyOf = (row: number): string => attributes.map((column) => shownAt(column, row)).join("\n");
  const doubtful = new Set(
    Array.from(
      grouped.filter((row) => !isKnown(ranked, row)),
      keyOf,
    ),
  );
  return grouped.filter((row) => isKnown(ranked, row) && doubtful.has(keyOf(row)));
}

const isKnown = (column: ResultColumn | undefined, row: number): boolean =>
  column !== undefined && (numberAt(column.missing, row) === 0 || column.aside.has(row));

function shownAt(column: ResultColumn | undefined, row: number): string {
  const value = column?.at(row);
  return value === undefined || isRowError(value) ? "" : exactText(value);
}

/** Everything that outputs and actions are computed from. */
function definitionsPutOut({ definitions, outputs, actions }: Program): Definition[] {
  const names = new Set([...outputs, ...actions].map(({ name }) => name));
  // A set goes on with what is added to it on the way.
  for (const name of names) for (const other of definitions.get(name)?.dependencies ?? []) names.add(other);
  return [...names].flatMap((name) => definitions.get(name) ?? []);
}

const termsIn = (definition: Definition) => [
  ...termsOf(definition),
  ...(definition.kind === "column" ? termsOfTable(definition.table) : []),
];
