/** How far back a program looks: what has to be read so that a month can be computed. */
import { monthsIn } from "../values/calendar.ts";
import { type Month, monthAt, monthIndex } from "../values/month.ts";
import type { Definition, Program } from "./program.ts";
import type { Term } from "./term.ts";
import { partsOf, termsOf, termsOfTable } from "./walk.ts";

interface Place {
  readonly name: string;
  /** As `monthIndex` counts. */
  readonly month: number;
}

/**
 * The earliest month whose rows can have a part in what `names` hold in a month: that month itself where
 * nothing looks back. `undefined` where a streak goes back as far as there are rows.
 */
export function earliestMonth({ definitions }: Program, names: Iterable<string>, month: Month): Month | undefined {
  const from = monthIndex(month);
  let earliest = from;
  let isEndless = false;
  const visited = new Set<string>();
  const places: Place[] = [];
  const visit = (place: Place): void => {
    const key = `${place.month} ${place.name}`;
    if (visited.has(key)) return;
    visited.add(key);
    places.push(place);
  };
  // A window that is seen from an earlier month never reaches less far: only the first month of each matters.
  const look = (term: Term, at: number): void => {
    if (term.kind === "reference") visit({ name: term.name, month: at });
    if (term.kind === "streak") isEndless = true;
    const seen = term.kind === "window" ? Math.min(at, monthsIn(term.period, at).first) : at;
    earliest = Math.min(earliest, seen);
    for (const part of partsOf(term)) look(part, seen);
  };
  for (const name of names) visit({ name, month: from });
  for (const { name, month: at } of places) {
    const definition = definitions.get(name);
    if (definition) for (const term of allTermsOf(definition)) look(term, at);
    if (definition?.kind === "column")
      for (const input of definition.table.inputs) visit({ name: input.name, month: at });
    if (isEndless || earliest <= 0) return undefined;
  }
  return monthAt(earliest);
}

const allTermsOf = (definition: Definition): readonly Term[] => [
  ...termsOf(definition),
  ...(definition.kind === "column" ? termsOfTable(definition.table) : []),
];
