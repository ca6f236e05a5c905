/** Which people the table of everyone lists, and in which order; on typed arrays, so that ten thousand sort at once. */
import type { AgentAmounts, StudyPerson } from "../study/study-api.ts";

export const SHOWN = ["everyone", "losers", "winners", "same", "lacking"] as const;
/** `lacking`: without a month that both schemes can compute. */
export type Shown = (typeof SHOWN)[number];

export type SortColumn =
  | { readonly kind: "agent" | "name" | "change" | "share" | "quarter" }
  | { readonly kind: "attribute" | "scheme"; readonly at: number };

export interface PeopleSort {
  readonly column: SortColumn;
  readonly descending: boolean;
}

/** What the table tells of everyone; lists are by person. */
export interface PeopleFigures {
  readonly people: readonly StudyPerson[];
  /** Whose month counts at all: some scheme has a value. */
  readonly schemes: readonly AgentAmounts[];
  /** The scheme that is looked at less the first. */
  readonly change: AgentAmounts;
  /** What the change is a share of. */
  readonly base: AgentAmounts;
  /** 0 the highest, −1 where there is none. */
  readonly quarters: { readonly before: Int8Array; readonly after: Int8Array };
}

const byPinyin = new Intl.Collator("zh-CN", { numeric: true });

/** Places of the people who are listed, in order; those without what is sorted by come last, either way. */
export function orderPeople(figures: PeopleFigures, shown: Shown, search: string, sort: PeopleSort): Int32Array {
  const keeps = keeper(figures, shown);
  const found = wordsOf(search);
  const listed: number[] = [];
  for (const [at, person] of figures.people.entries()) {
    if (isCounted(figures, at) && keeps(at) && found.every((word) => textOf(person).includes(word))) listed.push(at);
  }
  const order = Int32Array.from(listed);
  const { column } = sort;
  const sign = sort.descending ? -1 : 1;
  if (column.kind === "agent" || column.kind === "name" || column.kind === "attribute") {
    const text = textReader(figures, column);
    return order.sort((a, b) => {
      const [left, right] = [text(a), text(b)];
      if (left === "" || right === "") return Number(left === "") - Number(right === "") || a - b;
      return sign * byPinyin.compare(left, right) || a - b;
    });
  }
  const number = numberReader(figures, column);
  return order.sort((a, b) => {
    const [left, right] = [number(a), number(b)];
    if (Number.isNaN(left) || Number.isNaN(right)) return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
    return sign * (left - right) || a - b;
  });
}

/** Whether a group that was chosen, or the months, leave anything of a person. */
function isCounted({ schemes }: PeopleFigures, at: number): boolean {
  return schemes.some(({ whole }) => !Number.isNaN(whole[at] ?? Number.NaN));
}

function keeper({ change }: PeopleFigures, shown: Shown): (at: number) => boolean {
  const of = (at: number): number => change.whole[at] ?? Number.NaN;
  const keeps: Readonly<Record<Shown, (at: number) => boolean>> = {
    everyone: () => true,
    losers: (at) => of(at) < 0,
    winners: (at) => of(at) > 0,
    same: (at) => of(at) === 0,
    lacking: (at) => Number.isNaN(of(at)),
  };
  return keeps[shown];
}

const wordsOf = (search: string): string[] =>
  search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");

const textOf = ({ agent, name, attributes }: StudyPerson): string =>
  [agent, name, ...attributes.map((value) => value ?? "")].join(" ").toLowerCase();

const textReader =
  ({ people }: PeopleFigures, column: SortColumn) =>
  (at: number): string => {
    const person = people[at];
    if (column.kind === "attribute") return person?.attributes[column.at] ?? "";
    return (column.kind === "name" ? person?.name : person?.agent) ?? "";
  };

function numberReader({ schemes, change, base, quarters }: PeopleFigures, column: SortColumn): (at: number) => number {
  switch (column.kind) {
    case "scheme":
      return (at) => schemes[column.at]?.whole[at] ?? Number.NaN;
    case "share":
      return (at) => shareMark(change, base, at);
    case "quarter":
      return (at) => {
        const [before = -1, after = -1] = [quarters.before[at], quarters.after[at]];
        return before < 0 || after < 0 ? Number.NaN : 4 * before + after;
      };
    default:
      return (at) => change.whole[at] ?? Number.NaN;
  }
}

/** NaN where the base is 0 or below: no share says anything then. */
function shareMark(change: AgentAmounts, base: AgentAmounts, at: number): number {
  const below = (base.whole[at] ?? Number.NaN) / base.scale;
  return below > 0 ? (change.whole[at] ?? Number.NaN) / change.scale / below : Number.NaN;
}
