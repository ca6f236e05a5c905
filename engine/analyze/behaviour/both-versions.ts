/**
 * Two versions as one program: the newer one, and beside it under other names whatever the older one
 * computes otherwise. What neither changes is there once, so that the two can be compared name by name.
 */
import { dependentsOf } from "../../batch/with-params.ts";
import type { Program } from "../../ir/program.ts";
import type { Statement } from "../../syntax/ast.ts";
import { type Change, canChangeValues } from "../diff/edit.ts";
import type { MeaningDiff } from "../diff/meaning-diff.ts";
import { definedNames, renameIn } from "../diff/renames.ts";
import { replay } from "../diff/replay.ts";
import { type Item, itemsOf, printItems, readVersion, type Version } from "../diff/version.ts";

export interface BothVersions {
  readonly program: Program;
  /** Outputs and actions that may come out differently: their names now, and of what the older version computes. */
  readonly results: readonly { readonly name: string; readonly older: string }[];
  /** Names that are computed otherwise, in either version. */
  readonly affected: ReadonlySet<string>;
  /** What the older version calls the names that its rules have here. */
  readonly originals: ReadonlyMap<string, string>;
  /** Inputs that are filled in otherwise where a row leaves them blank. */
  readonly defaults: readonly string[];
  /** Outputs and actions that only one version has. */
  readonly onlyOlder: readonly string[];
  readonly onlyNewer: readonly string[];
}

export function bothVersions(diff: MeaningDiff): BothVersions {
  const { newer } = diff;
  const renames = diff.edits.filter(({ kind }) => kind === "name");
  const { catalogue } = newer.program;
  const older = renames.length > 0 ? readVersion(replay(diff, renames), catalogue) : diff.older;
  const items = itemsOf(older);
  const changed = diff.edits.filter(canChangeValues).flatMap(({ changes }) => changes);
  const touched = new Set(changed.flatMap((change) => statementsOf(change, items)).flatMap(targetsOf));
  const inputs = new Set(
    [...older.program.definitions.values()].flatMap(({ kind, name }) => (kind === "input" ? name : [])),
  );
  const defaults = [...touched].filter(
    (name) => inputs.has(name) && newer.program.definitions.get(name)?.kind === "input",
  );
  const affected = affectedBy(touched, older, newer, items);
  const mine = new Set([...affected].filter((name) => older.program.definitions.has(name) && !inputs.has(name)));
  const taken = new Set([...older.program.definitions.keys(), ...newer.program.definitions.keys()]);
  const olderName = new Map([...mine].map((name) => [name, freeName(name, taken)]));
  const text = `${newer.text}\n\n## 旧版\n\n\`\`\`kpi\n${olderRules(older, items, newer, olderName)}\n\`\`\`\n`;
  const { program } = readVersion(text, catalogue);
  const [was, is] = [putOut(older.program), putOut(newer.program)];
  return {
    program,
    results: is.flatMap((name) => {
      const before = olderName.get(name);
      return before !== undefined && was.includes(name) ? [{ name, older: before }] : [];
    }),
    affected: new Set([...affected, ...olderName.values()]),
    originals: new Map([...olderName].map(([name, other]) => [other, name])),
    defaults,
    onlyOlder: was.filter((name) => !is.includes(name)),
    onlyNewer: is.filter((name) => !was.includes(name)),
  };
}

const putOut = ({ outputs, actions }: Program): string[] => [
  ...new Set([...outputs, ...actions].map(({ name }) => name)),
];

function freeName(name: string, taken: ReadonlySet<string>): string {
  let free = `${name}_旧`;
  while (taken.has(free)) free += "_";
  return free;
}

function statementsOf(change: Change, items: readonly Item[]): Statement[] {
  switch (change.kind) {
    case "insert":
      return [change.item.statement];
    case "replace":
      return [change.by.statement, ...statementAt(items, change.item)];
    case "remove":
    case "statement":
    case "cell":
    case "remove-row":
    case "insert-row":
      return statementAt(items, change.item);
    default:
      return [];
  }
}

const statementAt = (items: readonly Item[], at: number): Statement[] => {
  const item = items[at];
  return item ? [item.statement] : [];
};

/** The names whose values a statement is about. */
function targetsOf(statement: Statement): string[] {
  switch (statement.kind) {
    case "input":
      return statement.names.map(({ name }) => name);
    case "choice":
      return [statement.name.name];
    case "except":
      return statement.overrides.map(({ name }) => name.name);
    case "deduct":
    case "veto":
      return [statement.name.name, statement.score.name];
    default:
      return definedNames(statement);
  }
}

/** All that is computed from the names in either version; what one statement defines goes together. */
function affectedBy(touched: ReadonlySet<string>, older: Version, newer: Version, items: readonly Item[]): Set<string> {
  const together = [...items, ...itemsOf(newer)]
    .filter(({ statement: { kind } }) => kind === "table" || kind === "deduct" || kind === "veto")
    .map(({ statement }) => targetsOf(statement));
  let affected = new Set(touched);
  for (;;) {
    const before = affected.size;
    affected = new Set([...dependentsOf(older.program, affected), ...dependentsOf(newer.program, affected)]);
    for (const names of together)
      if (names.some((name) => affected.has(name))) for (const name of names) affected.add(name);
    if (affected.size === before) return affected;
  }
}

/** What the older version says of the names, under their other names, and the inputs that the newer one has not. */
function olderRules(
  older: Version,
  items: readonly Item[],
  newer: Version,
  names: ReadonlyMap<string, string>,
): string {
  const text = renameIn(
    older,
    [...names].map(([from, to]) => ({ from, to })),
  );
  const renamed = itemsOf(readVersion(text, newer.program.catalogue));
  const kept = items.flatMap(({ statement }, at): Pick<Item, "statement">[] => {
    const own = renamed[at]?.statement;
    if (!own || statement.kind === "output") return [];
    if (statement.kind === "input")
      return newer.program.definitions.has(statement.names[0]?.name ?? "") ? [] : [{ statement }];
    if (!targetsOf(statement).some((name) => names.has(name))) return [];
    if (own.kind === "except") {
      const overrides = own.overrides.filter((_, place) => {
        const name = statement.kind === "except" ? statement.overrides[place]?.name.name : undefined;
        return name !== undefined && names.has(name);
      });
      return [{ statement: { ...own, overrides } }];
    }
    if (own.kind === "table") {
      const { name: _, ...nameless } = own;
      return [{ statement: nameless }];
    }
    return [{ statement: own }];
  });
  return printItems(kept);
}
