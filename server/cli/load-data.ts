import type { Language, Program } from "../../engine/index.ts";
import { type DataFile, type DataRow, readAgentMonths } from "../data/agent-months.ts";
import { type PopulationFile, readPopulation } from "../data/population.ts";
import { metricsRead } from "../schemes/metrics-read.ts";
import { readBytes } from "./files.ts";

/** Bytes. */
export const LARGEST_DATA = 200_000_000;

/**
 * The rows of a CSV file with the metrics that the scheme reads. Columns that may have been meant but
 * are not read are named once on standard error.
 *
 * @throws UserError where the file cannot be read
 */
export function loadData(path: string, program: Program, language: Language): readonly DataRow[] {
  const wanted = metricsRead(program);
  const file = readAgentMonths(readBytes(path, LARGEST_DATA), program.catalogue, wanted, path);
  for (const note of notesOn(file, wanted, language)) process.stderr.write(`plumbline: ${path}: ${note}\n`);
  return file.rows;
}

/**
 * The same file as columns, with what any of the schemes reads.
 *
 * @param others metrics that are taken where the file has them
 * @throws UserError where the file cannot be read
 */
export function loadPopulation(
  path: string,
  programs: readonly Program[],
  others: ReadonlySet<string>,
  language: Language,
): PopulationFile {
  const [first] = programs;
  if (!first) throw new RangeError("no scheme says what is to be read");
  const wanted = new Set(programs.flatMap((program) => [...metricsRead(program)]));
  const file = readPopulation(readBytes(path, LARGEST_DATA), first.catalogue, new Set([...wanted, ...others]), path);
  const notes = notesOn({ columns: file.header }, wanted, language);
  for (const note of notes) process.stderr.write(`plumbline: ${path}: ${note}\n`);
  return file;
}

function notesOn({ columns }: Pick<DataFile, "columns">, wanted: ReadonlySet<string>, language: Language): string[] {
  const missing = [...wanted].filter((name) => !columns.metrics.has(name));
  const zh = language === "zh";
  const notes: string[] = [];
  if (columns.unknown.length > 0) {
    const list = columns.unknown.map((header) => (header.length <= 40 ? header : `${header.slice(0, 40)}…`)).join(", ");
    notes.push(zh ? `不认识的列，未读取：${list}` : `unknown columns, not read: ${list}`);
  }
  if (missing.length > 0) {
    const list = missing.join(", ");
    notes.push(zh ? `缺少方案要用的列：${list}` : `the scheme needs columns that are not there: ${list}`);
  }
  for (const { name, rate } of columns.rates) {
    if (!rate || (!missing.includes(rate.numerator) && !missing.includes(rate.denominator))) continue;
    const { numerator, denominator } = rate;
    notes.push(
      zh
        ? `“${name}”是比率，按 ${numerator} / ${denominator} 计算，不读取这一列`
        : `${name} is a rate, computed as ${numerator} / ${denominator}; its column is not read`,
    );
  }
  return notes;
}
