import type { Output, Program } from "../../ir/program.ts";
import { isMoney } from "../../values/show.ts";
import type { NumberType, Type } from "../../values/type.ts";
import { sameUnit } from "../../values/unit.ts";
import { gradesOf } from "./grades.ts";

/** A number that every scheme puts out. */
export interface SharedName {
  /** What it is called: once where all call it the same, else by place of the scheme. */
  readonly names: readonly string[];
  readonly type: NumberType;
}

/**
 * What each scheme pays, by its place: the last amount of money that all put out under one name, else
 * the last that each puts out. `undefined` where one puts out none.
 *
 * @param asked one name for all or one for each
 * @throws RangeError where a name asked for is no number that the scheme puts out
 */
export function payNames(programs: readonly Program[], asked?: readonly string[]): readonly string[] | undefined {
  if (asked) {
    const names = programs.map((_, at) => (asked.length === 1 ? asked[0] : asked[at]) ?? "");
    for (const [at, program] of programs.entries()) {
      if (numberNamed(program, names[at] ?? "") === undefined) {
        throw new RangeError(`${names[at]} is no number that ${program.header.title} puts out`);
      }
    }
    return names;
  }
  const paid = programs.map(({ outputs, header }) =>
    outputs.filter(({ type }) => isMoney(type, header.currency)).map(({ name }) => name),
  );
  const shared = paid[0]?.findLast((name) => paid.every((names) => names.includes(name)));
  const names = paid.flatMap((each) => shared ?? each.at(-1) ?? []);
  return names.length === programs.length ? names : undefined;
}

/** In the order of the first scheme; what is paid comes last where its names differ. */
export function sharedNumbers(programs: readonly Program[], pay: readonly string[] | undefined): SharedName[] {
  const shared = sharedOutputs(programs).flatMap(({ name, type }): SharedName[] =>
    type.kind === "number" ? [{ names: [name], type }] : [],
  );
  const [first, ...others] = programs.map((program, at) => numberNamed(program, pay?.[at] ?? ""));
  const isOneName = new Set(pay).size <= 1;
  return pay && first && !isOneName && others.every((other) => other && sameUnit(other.unit, first.unit))
    ? [...shared, { names: pay, type: first }]
    : shared;
}

/** Grades and truths that all put out, and actions that all have. */
export function sharedGrades(programs: readonly Program[]): string[] {
  const outputs = sharedOutputs(programs).flatMap(({ name, type }) => (gradesOf(type) ? [name] : []));
  const [first, ...others] = programs.map(({ actions }) => actions.map(({ name }) => name));
  const actions = (first ?? []).filter((name) => others.every((names) => names.includes(name)));
  return [...new Set([...outputs, ...actions])];
}

/** What no other comparison says a word of: outputs that some of the schemes lack or mean in another unit. */
export function unsharedOutputs(programs: readonly Program[], pay: readonly string[] | undefined): string[][] {
  const shared = new Set(sharedOutputs(programs).map(({ name }) => name));
  return programs.map(({ outputs }, at) =>
    outputs.flatMap(({ name }) => (shared.has(name) || pay?.[at] === name ? [] : [name])),
  );
}

function sharedOutputs([first, ...others]: readonly Program[]): readonly Output[] {
  return (first?.outputs ?? []).filter(({ name, type }) =>
    others.every(({ outputs }) => outputs.some((output) => output.name === name && isAlike(output.type, type))),
  );
}

const isAlike = (a: Type, b: Type): boolean =>
  a.kind === "number" && b.kind === "number" ? sameUnit(a.unit, b.unit) : a.kind === b.kind;

function numberNamed({ outputs }: Program, name: string): NumberType | undefined {
  const type = outputs.find((output) => output.name === name)?.type;
  return type?.kind === "number" ? type : undefined;
}
