/** Where in a grid its gaps belong, and what of a statement's findings belongs to one of its cells. */
import {
  contains,
  type Diagnostic,
  type GridCoverage,
  parseDecimal,
  type Rational,
  type Span,
  type TableStatement,
  type WrittenGrid,
} from "../../../engine/index.ts";
import type { Constants } from "../document/constants.ts";
import { headsInGap } from "../document/head-counts.ts";
import { numberLine, type Segment } from "../document/number-line.ts";
import { regionText, usesPercent } from "../document/readable.ts";

export interface Gap {
  /** Below which row; −1 above all. */
  readonly after: number;
  /** `95% ≤ x < 100%`. */
  readonly region: string;
  /** Agents of the month in it; absent where nobody has been counted. */
  readonly people: number | undefined;
  /** What the checker says of it, with ways to put it right. */
  readonly finding: Diagnostic;
}

interface GapFacts {
  readonly table: TableStatement;
  readonly constants: Constants;
  /** Of the table. */
  readonly findings: readonly Diagnostic[];
  readonly inputDecimals: ReadonlyMap<string, number>;
  readonly counts: GridCoverage | undefined;
}

/** Of a table over one number: of others only their findings tell. */
export function gapsOf({ table, constants, findings, inputDecimals, counts }: GapFacts): readonly Gap[] {
  const input = table.inputs[0]?.name.name ?? "";
  const found = findings.flatMap((finding): { finding: Diagnostic; at: Rational }[] => {
    const text = finding.code === "table-gap" ? finding.witness?.columns.get(input) : undefined;
    const at = text === undefined ? undefined : parseDecimal(text);
    return at ? [{ finding, at }] : [];
  });
  const segments = numberLine(table, constants, {
    gaps: found.map(({ at }) => at),
    overlaps: [],
    decimals: inputDecimals.get(input),
  });
  return (segments ?? []).flatMap((segment, index, all): Gap[] => {
    if (segment.kind !== "gap") return [];
    // One finding a gap, in the order of the line.
    const place = all.slice(0, index).filter(({ kind }) => kind === "gap").length;
    const finding = found.toSorted((a, b) => byValue(a.at, b.at))[place]?.finding;
    const before = all.slice(0, index).findLast(({ kind }: Segment) => kind !== "gap");
    return finding
      ? [
          {
            after: before?.rows.at(-1) ?? -1,
            region: regionText(segment, usesPercent(table)),
            people: counts && headsInGap(counts, segment),
            finding,
          },
        ]
      : [];
  });
}

const byValue = (a: Rational, b: Rational): number => Number(a.numerator * b.denominator - b.numerator * a.denominator);

/** The cell of a grid that a finding is about; `undefined` where it is about more than one. */
export function cellOf({ rows }: WrittenGrid, { span }: Diagnostic): { row: number; cell: number } | undefined {
  const row = rows.findIndex((each) => inside(each.span, span));
  const cell = rows[row]?.cells.findIndex((each) => inside({ start: each.span.start - 1, end: each.span.end }, span));
  return cell === undefined || cell < 0 ? undefined : { row, cell };
}

export const inside = (outer: Span, inner: Span): boolean => contains(outer, inner.start) && contains(outer, inner.end);
