import { createMemo, Index, Show } from "solid-js";
import {
  type ColumnHeader,
  contains,
  type Diagnostic,
  type GridCoverage,
  parseDecimal,
  type Rational,
  type Span,
  type TableRow,
  type TableStatement,
} from "../../../engine/index.ts";
import { t } from "../../i18n/i18n.ts";
import type { Total } from "../../kernel/workbench-api.ts";
import grid from "./grid.module.css";
import { headsInGap } from "./head-counts.ts";
import { HeadCell, HeadHeader, HeadNotes, HeadTotal } from "./head-notes.tsx";
import { numberLine, type Segment } from "./number-line.ts";
import { NumberLine } from "./number-line-view.tsx";
import { readable, regionText, testText, unitText, usesPercent } from "./readable.ts";
import { AssumedMark, Rule } from "./rule.tsx";
import { useScheme } from "./scheme-context.ts";
import { Wide } from "./wide.tsx";

/** A decision table with its gaps as rows of their own; over one number, with its number line below. */
export function DecisionTableView(props: { readonly table: TableStatement }) {
  const scheme = useScheme();
  const findings = createMemo(() => scheme.diagnostics.filter(({ span }) => inside(props.table.span, span)));
  const line = createMemo(() => {
    // With a row that could not be read, nobody has looked for gaps: no line is better than a wrong one.
    if (findings().some(marksRow)) return undefined;
    const input = props.table.inputs[0]?.name.name ?? "";
    const witnesses = (code: Diagnostic["code"]): Rational[] =>
      findings().flatMap((found) => {
        const text = found.code === code ? found.witness?.columns.get(input) : undefined;
        const value = text === undefined ? undefined : parseDecimal(text);
        return value ? [value] : [];
      });
    return numberLine(props.table, scheme.constants, {
      gaps: witnesses("table-gap"),
      overlaps: witnesses("table-overlap"),
      decimals: scheme.inputDecimals.get(input),
    });
  });
  /** Rows that share a value with another. */
  const overlapping = createMemo(
    () => new Set((line() ?? []).filter(({ kind }) => kind === "overlap").flatMap(({ rows }) => rows)),
  );
  const rows = createMemo(() => withGaps(props.table.rows, line() ?? []));
  const name = (): string => props.table.name?.name ?? props.table.outputs[0]?.name.name ?? "";
  const counts = createMemo(() => scheme.heads?.grid(name(), props.table.rows.length));
  const figures = createMemo(() => scheme.heads?.figures(name(), props.table.rows.length));
  const hasGapRows = (): boolean => (line() ?? []).some(({ kind }) => kind === "gap");
  const hasLabels = (): boolean => props.table.rows.some(({ label }) => label);
  const columns = (): number => props.table.inputs.length + props.table.outputs.length + (hasLabels() ? 1 : 0);
  const isNumeric = (at: number): boolean =>
    props.table.rows.every(({ results }) => results[at]?.kind === "number" || results[at]?.kind === "hole");

  return (
    <Rule span={props.table.span} assumed={props.table.assumed?.reason}>
      <Show when={props.table.policy === "first"}>
        <p class={grid.caption}>{t().document.firstMatch}</p>
      </Show>
      <Wide label={props.table.outputs.map(({ name }) => name.name).join(t().document.listSeparator)}>
        <table class={grid.grid}>
          <thead>
            <tr>
              <Show when={hasLabels()}>
                <th scope="col">{t().document.row}</th>
              </Show>
              <Index each={props.table.inputs}>{(column) => <th scope="col">{headerText(column())}</th>}</Index>
              <Index each={props.table.outputs}>
                {(column, at) => (
                  <th scope="col" class={isNumeric(at) ? grid.number : undefined}>
                    {headerText(column())}
                  </th>
                )}
              </Index>
              <Show when={counts()}>
                <HeadHeader />
              </Show>
            </tr>
          </thead>
          <tbody>
            <Index each={rows()}>
              {(row) => (
                <Show
                  when={rowOf(row())}
                  fallback={
                    <tr class={grid.gap}>
                      <td colSpan={columns() - 1}>
                        {regionText(gapOf(row()), usesPercent(props.table))} {t().document.gap}
                      </td>
                      <td class={isNumeric(props.table.outputs.length - 1) ? grid.number : undefined}>
                        {t().document.noResult}
                      </td>
                      <Show when={headsOfGap(counts(), row())}>
                        {(heads) => <HeadCell count={heads().count} paid={undefined} tone="fault" />}
                      </Show>
                    </tr>
                  }
                >
                  {(written) => (
                    <Row
                      row={written()}
                      hasLabels={hasLabels()}
                      isNumeric={isNumeric}
                      heads={counts()?.rows[props.table.rows.indexOf(written())]?.hits}
                      paid={figures()?.rows[props.table.rows.indexOf(written())]?.paid}
                      overlaps={overlapping().has(props.table.rows.indexOf(written()))}
                      hasError={findings().some((found) => marksRow(found) && inside(written().span, found.span))}
                    />
                  )}
                </Show>
              )}
            </Index>
          </tbody>
          <Show when={counts() && figures()}>{(found) => <HeadTotal figures={found().all} columns={columns()} />}</Show>
        </table>
      </Wide>
      <Show when={counts()}>
        {(found) => <HeadNotes counts={found()} hasLine={line() !== undefined} hasGapRows={hasGapRows()} />}
      </Show>
      <Show when={line()}>
        {(segments) => <NumberLine table={props.table} segments={segments()} edges={counts()?.edges ?? []} />}
      </Show>
    </Rule>
  );
}

function Row(props: {
  readonly row: TableRow;
  readonly hasLabels: boolean;
  readonly isNumeric: (at: number) => boolean;
  /** How many agents it decides; absent where that is not known. */
  readonly heads: number | undefined;
  /** What they are paid. */
  readonly paid: Total | undefined;
  readonly overlaps: boolean;
  readonly hasError: boolean;
}) {
  const scheme = useScheme();
  return (
    <tr
      data-decided={scheme.sample?.decided(props.row.span) !== undefined}
      data-problem={props.hasError ? "error" : undefined}
      onClick={(event) => {
        event.stopPropagation();
        scheme.follow(props.row.span);
      }}
    >
      <Show when={props.hasLabels}>
        <th scope="row" class={grid.nowrap}>
          {props.row.label?.name}
        </th>
      </Show>
      <Index each={props.row.tests}>
        {(test, at) => (
          <td class={grid.nowrap}>
            {testText(test())}{" "}
            <Show when={props.overlaps && at === 0}>
              <span class={grid.fault}>{t().document.overlap}</span>
            </Show>
            <Show when={at === props.row.tests.length - 1 && props.row.assumed}>
              {(assumed) => <AssumedMark reason={assumed().reason} />}
            </Show>
          </td>
        )}
      </Index>
      <Index each={props.row.results}>
        {(result, at) => (
          <td class={props.isNumeric(at) ? grid.number : undefined}>
            <strong>{readable(result())}</strong>
          </td>
        )}
      </Index>
      <Show when={props.heads !== undefined}>
        <HeadCell count={props.heads ?? 0} paid={props.paid} />
      </Show>
    </tr>
  );
}

type Line = TableRow | Segment;
const rowOf = (line: Line): TableRow | undefined => ("tests" in line ? line : undefined);
const gapOf = (line: Line): Segment | undefined => ("tests" in line ? undefined : line);

/** `undefined` where nobody has been counted. */
function headsOfGap(counts: GridCoverage | undefined, line: Line): { readonly count: number } | undefined {
  const gap = gapOf(line);
  return counts && gap && { count: headsInGap(counts, gap) };
}

/** The rows as written, each gap after the band below it. */
function withGaps(rows: readonly TableRow[], segments: readonly Segment[]): readonly Line[] {
  const lines: Line[] = [...rows];
  segments.forEach((segment, index) => {
    if (segment.kind !== "gap") return;
    const before = segments.slice(0, index).findLast(({ kind }) => kind !== "gap");
    const row = rows[before?.rows.at(-1) ?? -1];
    lines.splice(row ? lines.indexOf(row) + 1 : 0, 0, segment);
  });
  return lines;
}

/** A gap is a row of its own, an overlap a mark: neither makes the row itself wrong. */
const marksRow = ({ code, severity }: Diagnostic): boolean =>
  severity === "error" && code !== "table-gap" && code !== "table-overlap";

const inside = (outer: Span, inner: Span): boolean => contains(outer, inner.start) && contains(outer, inner.end);

const headerText = ({ name, unit }: ColumnHeader): string => (unit ? `${name.name} (${unitText(unit)})` : name.name);
