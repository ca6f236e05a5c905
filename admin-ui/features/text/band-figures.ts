/** What the rules of a text decide in the chosen month, as short texts for the editor: one for a grid, one for each row. */
import type { Language, Span, Statement, TableStatement, TiersStatement } from "../../../engine/index.ts";
import { formatMonthShort, groupDigits, withSign } from "../../i18n/format.ts";
import { changeText, headlineColumn } from "../../kernel/outcomes.ts";
import type { Analysis, BandFigures, OutputColumn, Population } from "../../kernel/workbench-api.ts";
import { textsIn } from "./messages.ts";

export interface GridLens {
  /** Of the grid's statement. */
  readonly span: Span;
  /** `5 档 · 110/126 人 · 6月 ¥239,697.40`. */
  readonly title: string;
  /** Where values fall through, with the place of the first. */
  readonly gaps?: { readonly title: string; readonly span: Span };
}

export interface RowLabel {
  readonly span: Span;
  /** `29 人 · ¥34,048.00`. */
  readonly text: string;
  /** The people alone, where there is little room. */
  readonly short: string;
  /** Nobody of the month. */
  readonly isEmpty: boolean;
}

type Grid = TableStatement | TiersStatement;

/** Only figures of just this analysis; without them the grids are still counted. */
export function gridLenses(analysis: Analysis, population: Population | undefined, language: Language): GridLens[] {
  const words = textsIn(language);
  return gridsOf(analysis.statements).map((grid) => {
    const figures = population?.bands.grids.get(nameOf(grid));
    const known = figures?.rows.length === grid.rows.length ? figures : undefined;
    const gaps = analysis.diagnostics.filter(({ code, span }) => code === "table-gap" && inside(grid.span, span));
    const [first] = gaps;
    const column = population && headlineOf(population);
    const paid = known?.all.paid;
    const parts = [
      isBanded(grid) ? words.bands(grid.rows.length) : words.rows(grid.rows.length),
      ...(known && population ? [words.decided(known.all.people, population.people.length)] : []),
      ...(paid && column && population
        ? [words.monthTotal(formatMonthShort(population.month), amountText(paid.text, column))]
        : []),
      ...(paid?.difference && column && paid.difference.numerator !== 0n
        ? [words.against(withSign(changeText(paid.difference, column)))]
        : []),
      ...(known && known.several > 0 ? [words.several(known.several)] : []),
    ];
    const lost = known?.uncovered ?? 0;
    return {
      span: grid.span,
      title: parts.join(words.separator),
      ...(first && {
        gaps: { title: lost > 0 ? words.gapsOf(gaps.length, lost) : words.gaps(gaps.length), span: first.span },
      }),
    };
  });
}

export function rowLabels(analysis: Analysis, population: Population, language: Language): RowLabel[] {
  const words = textsIn(language);
  const column = headlineOf(population);
  const text = ({ people, paid }: BandFigures): string =>
    [words.people(people), ...(paid && column ? [amountText(paid.text, column)] : [])].join(words.separator);
  return gridsOf(analysis.statements).flatMap((grid) => {
    const figures = population.bands.grids.get(nameOf(grid));
    if (figures?.rows.length !== grid.rows.length) return [];
    return grid.rows.flatMap(({ span }, at): RowLabel[] => {
      const band = figures.rows[at];
      return band ? [{ span, text: text(band), short: words.people(band.people), isEmpty: band.people === 0 }] : [];
    });
  });
}

/** What is paid under the text, where that is money. */
export function headlineOf({ columns }: Pick<Population, "columns">): OutputColumn | undefined {
  const column = columns[headlineColumn(columns) ?? -1];
  return column?.money ? column : undefined;
}

/** `¥34,048.00`; other currencies by their code. */
export function amountText(text: string, { currency }: Pick<OutputColumn, "currency">): string {
  return currency === "CNY" ? `¥${groupDigits(text)}` : `${groupDigits(text)} ${currency}`;
}

const gridsOf = (statements: readonly Statement[]): Grid[] =>
  statements.filter((statement): statement is Grid => statement.kind === "table" || statement.kind === "tiers");

const nameOf = (grid: Grid): string =>
  grid.kind === "tiers" ? grid.name.name : (grid.name?.name ?? grid.outputs[0]?.name.name ?? "");

/** Rows of one number are bands of it. */
const isBanded = (grid: Grid): boolean => grid.kind === "tiers" || grid.inputs.length === 1;

const inside = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.start <= outer.end;
