import type { Language, Localized } from "../../engine/index.ts";

/** One command of the command line; `main` finds it by name and reads its arguments. */
export interface Command {
  /** What follows the command's name, as in `FILE --data CSV`. */
  readonly synopsis: string;
  readonly summary: Localized;
  /** By name, without `--`. All commands take `--lang` and `--help` besides. */
  readonly options: Readonly<Record<string, Option>>;
  /** How many file names may follow. */
  readonly files: { readonly least: number; readonly most: number };
  /** @throws UserError where nothing could be done; the exit code is then 1 */
  run(args: Arguments): ExitCode | Promise<ExitCode>;
}

export interface Option {
  /** What stands for its value in the help; absent for an option without a value. */
  readonly value?: string;
  /** May be given more than once. */
  readonly repeatable?: boolean;
  /** The values it takes; the first is the default. Absent where any will do. */
  readonly oneOf?: readonly string[];
  readonly required?: boolean;
  readonly summary: Localized;
}

export interface Arguments {
  readonly files: readonly string[];
  readonly language: Language;
  /** The value of an option, its default, or `undefined`. */
  option(name: string): string | undefined;
  /** Each value of a repeatable option, in order. */
  all(name: string): readonly string[];
  has(name: string): boolean;
}

/** 0: done. 1: nothing done, or `check` found errors. 2: done, but some rows could not be computed. */
export type ExitCode = 0 | 1 | 2;
