import {
  type AmountCompared,
  agentAt,
  exactText,
  type GradeCompared,
  isRowError,
  type Language,
  monthOf,
  type Outcome,
  plainText,
  type ResultColumn,
  type SchemesCompared,
} from "../../engine/index.ts";
import { formatCsv } from "../data/write-csv.ts";
import type { ComparisonReport } from "./comparison-report.ts";

/**
 * A row for each agent-month in the order of the data: what every scheme gives, the differences
 * against the first, and why a scheme gives nothing. Schemes are told by their numbers.
 */
export function comparisonCsv({ dataPath, file, compared }: ComparisonReport, language: Language): string {
  const { amounts, grades, failures, evaluations } = compared;
  const { population, lines, problems } = file;
  const schemes = evaluations.map((_, at) => at);
  const head = [
    "月份",
    "工号",
    ...amounts.flatMap(({ names }) => headOf(names, schemes)),
    ...grades.flatMap(({ name }) => schemes.map((at) => `${name} ${at + 1}`)),
    ...schemes.map((at) => `error ${at + 1}`),
  ];
  const inOrder = compared.rows.toSorted((a, b) => (population.source[a] ?? 0) - (population.source[b] ?? 0));
  const where = (line: number, message: string): string => `${dataPath}:${line}: ${message}`;
  const records = Array.from(inOrder, (row) => [
    monthOf(population, row),
    agentAt(population, row),
    ...amounts.flatMap((amount) => amountCells(amount, row, compared)),
    ...grades.flatMap((grade) => gradeCells(grade, row)),
    ...schemes.map((at) => {
      const error = failures.errorOf(at, row);
      return error ? where(lines[population.source[row] ?? 0] ?? 0, error.message[language]) : "";
    }),
  ]);
  const unread = problems.map(({ month, agent, line, problem }) => [
    month,
    agent,
    ...head.slice(2, head.length - schemes.length).map(() => ""),
    ...schemes.map(() => where(line, problem[language])),
  ]);
  return formatCsv([head, ...records, ...unread]);
}

const headOf = (names: readonly string[], schemes: readonly number[]): string[] => {
  const nameOf = (at: number): string => names[at] ?? names[0] ?? "";
  return [
    ...schemes.map((at) => `${nameOf(at)} ${at + 1}`),
    ...schemes.slice(1).map((at) => `${nameOf(at)} ${at + 1}-1`),
  ];
};

function amountCells({ columns, against, type }: AmountCompared, row: number, compared: SchemesCompared): string[] {
  const { header } = compared.evaluations[0]?.program ?? {};
  const text = (outcome: Outcome | undefined): string =>
    outcome === undefined || isRowError(outcome)
      ? ""
      : plainText(outcome, type, header ? { currency: header.currency } : {});
  return [...columns.map((column) => text(column.at(row))), ...against.map(({ changes }) => text(changes.at(row)))];
}

const gradeCells = ({ columns }: GradeCompared, row: number): string[] =>
  columns.map((column: ResultColumn) => {
    const outcome = column.at(row);
    return isRowError(outcome) ? "" : exactText(outcome);
  });
