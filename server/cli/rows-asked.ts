import {
  createBatch,
  type Language,
  type Localized,
  monthOf,
  namesPutOut,
  type Program,
  type ResultColumn,
} from "../../engine/index.ts";
import type { PopulationFile } from "../data/population.ts";
import { UserError } from "../user-error.ts";
import type { PeriodAsked } from "./period-option.ts";

/**
 * Says on standard error which rows are in no figure: those that cannot be read, and those of the period in
 * which one of the names has no value.
 *
 * @param names what is added up
 * @throws UserError where the period has no row at all
 */
export function noteRowsLeftOut(
  program: Program,
  file: PopulationFile,
  period: PeriodAsked,
  names: readonly string[],
  path: string,
  language: Language,
): void {
  const { population } = file;
  const rows = rowsOf(population, period);
  if (rows.length === 0) throw noRows(path);
  noteUnreadable(file, path, language);
  const wanted = new Set(names.filter((name) => namesPutOut(program).includes(name)));
  const { results } = createBatch(program, population, { names: wanted }).evaluate();
  for (const [name, column] of results) {
    const count = rows.filter((row) => isWithout(column, row)).length;
    if (count === 0) continue;
    note(path, language, {
      zh: `${rows.length} 人月中有 ${count} 人月算不出“${name}”，不计在内`,
      en: `${count} of ${rows.length} agent-months have no ${name} and are left out`,
    });
  }
}

/** Says on standard error how many rows of the file cannot be read. */
export function noteUnreadable({ problems }: PopulationFile, path: string, language: Language): void {
  const count = problems.length;
  if (count === 0) return;
  note(path, language, { zh: `${count} 行读不出`, en: `${count} row${count === 1 ? "" : "s"} cannot be read` });
}

function note(path: string, language: Language, text: Localized): void {
  process.stderr.write(`plumbline: ${path}: ${text[language]}\n`);
}

/** Every command that adds up refuses to add up nothing. */
export const noRows = (path: string): UserError =>
  new UserError({ zh: `${path}：这段时间没有数据`, en: `${path}: there is no row in this period` });

function rowsOf(population: PopulationFile["population"], { from, to }: PeriodAsked): number[] {
  const rows = Array.from({ length: population.length }, (_, row) => row);
  return rows.filter((row) => {
    const month = monthOf(population, row);
    return (from === undefined || month >= from) && (to === undefined || month <= to);
  });
}

function isWithout({ missing, aside }: ResultColumn, row: number): boolean {
  return (typeof missing === "number" ? missing : (missing[row] ?? 0)) !== 0 && !aside.has(row);
}
