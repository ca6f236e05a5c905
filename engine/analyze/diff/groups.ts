/**
 * Edits put together so that each group alone leaves a valid scheme: two weights that make up for one
 * another, a moved edge with both its rows, a new name with what uses it.
 */
import { type Compilation, compile } from "../../compile.ts";
import type { TableRow } from "../../syntax/ast.ts";
import { printTest } from "../../syntax/print.ts";
import { errorsOfWhatIf } from "../levers/what-if-errors.ts";
import { type Change, canChangeValues, type Edit } from "./edit.ts";
import type { MeaningDiff } from "./meaning-diff.ts";
import { definedNames } from "./renames.ts";
import { replay } from "./replay.ts";
import { rowsOf } from "./rows.ts";
import { itemsOf } from "./version.ts";

/** Edits that make sense only together, in the order of the diff. `replay` takes those of any number of groups. */
export interface EditGroup {
  readonly edits: readonly Edit[];
}

/** Whether a scheme has no errors but those of its examples and assertions. */
export const isComputable = ({ diagnostics }: Pick<Compilation, "diagnostics">): boolean =>
  errorsOfWhatIf({ diagnostics }).length === 0;

/** Whether a text is such a scheme, read as another is. */
export const isValidScheme = (text: string, { catalogue, institutions }: Compilation): boolean =>
  isComputable(compile(text, catalogue, institutions));

/**
 * The smallest groups that leave the older version valid, each edit in one of them, in the order of the diff.
 *
 * @param isValid tells whether a text is a valid scheme; where it says no of the older or the newer
 *   version, only what hangs together by its words is put together
 */
export function editGroups(diff: MeaningDiff, isValid: (text: string) => boolean): EditGroup[] {
  const linked = linkedGroups(diff);
  const bothValid = isValid(diff.older.text) && isValid(replay(diff));
  const groups = bothValid ? validGroups(diff, linked, isValid) : linked;
  const place = new Map(diff.edits.map((edit, at) => [edit, at]));
  const at = (edit: Edit | undefined): number => (edit ? (place.get(edit) ?? 0) : 0);
  return groups
    .map((edits) => ({ edits: edits.toSorted((a, b) => at(a) - at(b)) }))
    .sort((a, b) => at(a.edits[0]) - at(b.edits[0]));
}

/** Groups that are not valid alone, put together with as few others as will do. */
function validGroups(diff: MeaningDiff, linked: readonly Edit[][], isValid: (text: string) => boolean): Edit[][] {
  const works = (groups: readonly Edit[][]): boolean => isValid(replay(diff, groups.flat()));
  let groups = [...linked];
  for (let at = 0; at < groups.length; at += 1) {
    const group = groups[at];
    if (!group || (!group.some(canChangeValues) && group.length === 1) || works([group])) continue;
    const subjects = new Set(group.map(({ subject }) => subject));
    const isNear = (other: readonly Edit[]): boolean => other.some(({ subject }) => subjects.has(subject));
    // What is left out first is least likely to be needed.
    const others = groups.filter((other) => other !== group).sort((a, b) => Number(isNear(a)) - Number(isNear(b)));
    let needed = others;
    for (const other of others) {
      const rest = needed.filter((each) => each !== other);
      if (works([group, ...rest])) needed = rest;
    }
    const merged = new Set([group, ...needed]);
    groups = [...groups.filter((each) => !merged.has(each)), [...merged].flat()];
    at = -1;
    if (groups.length === 1) break;
  }
  return groups;
}

// ── what hangs together by its words ─────────────────────────────────────────────────────────────

function linkedGroups(diff: MeaningDiff): Edit[][] {
  const groups = new Map<Edit, Edit[]>(diff.edits.map((edit) => [edit, [edit]]));
  const join = (a: Edit, b: Edit): void => {
    const [first, second] = [groups.get(a), groups.get(b)];
    if (!first || !second || first === second) return;
    first.push(...second);
    for (const edit of second) groups.set(edit, first);
  };
  const keyed = new Map<string, Edit>();
  for (const edit of diff.edits) {
    for (const key of linksOf(diff, edit)) {
      const other = keyed.get(key);
      if (other) join(other, edit);
      else keyed.set(key, edit);
    }
  }
  for (const edit of diff.edits) {
    for (const word of wordsOf(edit)) {
      const source = keyed.get(`defines ${word}`);
      if (source) join(source, edit);
    }
  }
  return [...new Set(groups.values())];
}

/** Edits that share one of these stand and fall together. */
function linksOf(diff: MeaningDiff, edit: Edit): string[] {
  const { kind, subject, changes } = edit;
  const names = changes.flatMap((change) => namesChanged(diff, change)).map((name) => `defines ${name}`);
  switch (kind) {
    case "weight":
      return [`weights ${subject}`];
    case "share":
      return [`shares ${subject}`];
    case "edge":
    case "row":
      return boundsChanged(diff, edit).map((bound) =>
        bound === WEIGHTS ? `weights ${subject}` : `edge ${subject} ${bound}`,
      );
    default:
      return names;
  }
}

/** Names that begin or cease to mean something, or mean it under another name. */
function namesChanged(diff: MeaningDiff, change: Change): string[] {
  switch (change.kind) {
    case "rename":
      return [change.from, change.to];
    case "insert": {
      const { statement } = change.item;
      return statement.kind === "input" ? statement.names.map(({ name }) => name) : definedNames(statement);
    }
    case "remove": {
      const statement = itemsOf(diff.older)[change.item]?.statement;
      if (!statement) return [];
      return statement.kind === "input" ? statement.names.map(({ name }) => name) : definedNames(statement);
    }
    case "replace":
      return definedNames(change.by.statement);
    default:
      return [];
  }
}

const wordsOf = ({ before, after, kind }: Edit): Set<string> =>
  new Set(kind === "assumption" || kind === "header" ? [] : `${before?.text} ${after?.text}`.match(/[\p{L}\p{N}_]+/gu));

const WEIGHTS = "weights";

/** The edges that one side of the edit has and the other has not; of a row that comes or goes, all of them. */
function boundsChanged(diff: MeaningDiff, { kind, before, after, changes }: Edit): string[] {
  if (kind === "edge") {
    const [was, is] = [boundsIn(before?.text), boundsIn(after?.text)];
    return [...was.filter((bound) => !is.includes(bound)), ...is.filter((bound) => !was.includes(bound))];
  }
  return changes.flatMap((change) => {
    const row =
      change.kind === "insert-row" ? change.row : change.kind === "remove-row" ? rowAt(diff, change) : undefined;
    if (!row) return [];
    if ("tests" in row) return (row as TableRow).tests.flatMap((test) => boundsIn(printTest(test)));
    return "weight" in row ? [WEIGHTS] : [];
  });
}

const rowAt = ({ older }: MeaningDiff, { item, row }: Extract<Change, { kind: "remove-row" }>) => {
  const statement = itemsOf(older)[item]?.statement;
  return statement && rowsOf(statement)?.list[row];
};

/** `80%` and `100%` of `[80% .. 100%)`, without units. */
const boundsIn = (test = ""): string[] =>
  test
    .split(/ \.\. |, /)
    .map((part) => part.replaceAll(/[[\]()<>=!\s]|not /g, "").replace(/^(-?\d+(?:\.\d+)?%?).*$/, "$1"))
    .filter((bound) => bound !== "" && bound !== "-");
