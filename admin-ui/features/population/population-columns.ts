import { inOrder, keysOfColumn, keysOfTexts, type SortKeys } from "../../kernel/population-rows.ts";
import type { OutputColumn, Person, Population } from "../../kernel/workbench-api.ts";

/** Ids of the columns that say who somebody is; outputs go by their names, which no id is. */
export const AGENT = " agent";
export const PLACE = " place";
/** What follows for somebody; only where the scheme has actions. */
export const ACTIONS = " actions";

export interface Sorting {
  readonly column: string;
  readonly descending: boolean;
}

/** A number, or what an error keeps from being known as one. */
export const isFigure = ({ type }: OutputColumn): boolean => type.kind === "number" || type.kind === "unknown";

/** `电销一部 外呼专员`: where somebody works, and as what. */
export const placeOf = ({ department, position }: Person): string =>
  [department, position].filter((part) => part !== "").join(" ");

/** What the header does when it is pressed: numbers highest first, all else lowest first; the third time as in the data. */
export function nextSorting(sorting: Sorting | undefined, column: string, isNumber: boolean): Sorting | undefined {
  if (sorting?.column !== column) return { column, descending: isNumber };
  return sorting.descending === isNumber ? { column, descending: !isNumber } : undefined;
}

/** By what people are ordered who are the same, whatever the text says of them. */
export function keysOfPeople(people: readonly Person[], column: string): SortKeys | undefined {
  if (column === AGENT) return keysOfTexts(people.map(({ name, agent }) => `${name} ${agent}`));
  return column === PLACE ? keysOfTexts(people.map(placeOf)) : undefined;
}

/** By what results are ordered; `undefined` where the column is not there. */
export function keysOfResults(
  { people, columns, cells, actions, verdicts }: Population,
  column: string,
): SortKeys | undefined {
  if (column === ACTIONS) {
    const following = verdicts.map((verdict) => keysOfColumn(verdict, people.length));
    return keysOfTexts(people.map((_, at) => actions.filter((_, action) => following[action]?.[at] === 1).join(" ")));
  }
  const cell = cells[columns.findIndex(({ name }) => name === column)];
  return cell && keysOfColumn(cell, people.length);
}

/** Places of people in the order they are shown in; those who are left out by `keeps` are not in it. */
export function placesShown(
  people: number,
  keeps: (place: number) => boolean,
  sorting: Sorting | undefined,
  keys: SortKeys | undefined,
): Int32Array {
  const places = new Int32Array(people).map((_, place) => place).filter(keeps);
  return sorting && keys ? inOrder(places, keys, sorting.descending) : places;
}
