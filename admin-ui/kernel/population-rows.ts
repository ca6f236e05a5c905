/** Lines of a population, made when somebody looks at them, and their order. */
import { type ColumnData, compare, isRational, NumberReader, numberAt, type Rational } from "../../engine/index.ts";
import { Amounts } from "./amounts.ts";
import { hasValue, valueIn } from "./figures.ts";
import { compareTexts } from "./order.ts";
import { shownAs } from "./outcomes.ts";
import type { Person, Population, Shown } from "./workbench-api.ts";

export interface PopulationRow extends Person {
  /** Place in `people`. */
  readonly place: number;
  readonly fails: boolean;
  /** One for each column; without a value where it cannot be had. */
  readonly cells: readonly Shown[];
  /** Which actions follow, and whether it cannot be told of one. */
  readonly following: readonly string[];
  readonly isUnclear: boolean;
  /** This minus the base, for each column; absent where either is no number or there is no base. */
  readonly differences: readonly (Rational | undefined)[];
}

const NO_RESULT: Shown = { text: "" };

export function rowAt(population: Population, place: number): PopulationRow | undefined {
  const { people, columns, cells, baseCells, actions, verdicts, failing } = population;
  const person = people[place];
  if (person === undefined) return undefined;
  return {
    ...person,
    place,
    fails: failing[place] === 1,
    cells: columns.map((column, at) => {
      const value = valueIn(cells[at], place);
      return value === undefined ? NO_RESULT : shownAs(value, column);
    }),
    following: actions.filter((_, at) => valueIn(verdicts[at], place) === true),
    isUnclear: verdicts.some((verdict) => !hasValue(verdict, place)),
    differences: columns.map((_, at) => differenceIn(cells[at], baseCells[at], place)),
  };
}

function differenceIn(
  cells: ColumnData | undefined,
  base: ColumnData | undefined,
  place: number,
): Rational | undefined {
  const [own, before] = [Amounts.of(cells), Amounts.of(base)];
  return own && before && own.differenceAt(place, before);
}

// ── the order ────────────────────────────────────────────────────────────────────────────────────

/** By place: numbers that ascend with what the lines are to be ordered by; `NaN` where there is nothing. */
export type SortKeys = Float64Array;

/** The places in ascending or descending order; without a key they come last, and ties stay as they are. */
export function inOrder(places: Int32Array, keys: SortKeys, descending: boolean): Int32Array {
  const sign = descending ? -1 : 1;
  return places.toSorted((a, b) => {
    const [left = Number.NaN, right = Number.NaN] = [keys[a], keys[b]];
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return sign * (left - right) || a - b;
  });
}

/** Keys of texts: by pinyin; an empty one is nothing. */
export function keysOfTexts(texts: readonly string[]): SortKeys {
  const inOrder = [...new Set(texts)].sort(compareTexts);
  const ranks = new Map(inOrder.map((text, rank) => [text, rank]));
  return Float64Array.from(texts, (text) => (text === "" ? Number.NaN : (ranks.get(text) ?? Number.NaN)));
}

/** Keys of a column: numbers exactly, values of a choice in their declared order, other texts by pinyin. */
export function keysOfColumn(column: ColumnData, people: number): SortKeys {
  const keys = new Float64Array(people).fill(Number.NaN);
  const { values } = column;
  switch (values.kind) {
    case "number":
      return keysOfNumbers(column, keys);
    case "text":
      return keysOfTexts(Array.from(keys, (_, place) => String(valueIn(column, place) ?? "")));
    case "code":
    case "truth": {
      const numbers = values.kind === "code" ? values.codes : values.holds;
      return keys.map((_, place) => (hasValue(column, place) ? numberAt(numbers, place) : Number.NaN));
    }
  }
}

function keysOfNumbers(column: ColumnData, keys: SortKeys): SortKeys {
  const numbers = new NumberReader(column);
  const wholes = keys.map((_, place) => (numbers.has(place) ? numbers.scaled(place, numbers.scale) : 0));
  if (!wholes.some(Number.isNaN)) return wholes.map((whole, place) => (numbers.has(place) ? whole : Number.NaN));
  // Quotients over many denominators: their ranks.
  const known = Array.from(keys.keys()).flatMap((place) => {
    const value = valueIn(column, place);
    return value !== undefined && isRational(value) ? [{ place, value }] : [];
  });
  known.sort((a, b) => compare(a.value, b.value));
  let rank = 0;
  for (const [at, { place, value }] of known.entries()) {
    const before = known[at - 1];
    if (before && compare(before.value, value) < 0) rank += 1;
    keys[place] = rank;
  }
  return keys;
}
