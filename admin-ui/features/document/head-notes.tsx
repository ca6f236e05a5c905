import { createMemo, Index, Show } from "solid-js";
import {
  type EdgeCoverage,
  type GridCoverage,
  multiply,
  type OverrideCoverage,
  rational,
  showValue,
  uncoveredCount,
} from "../../../engine/index.ts";
import { formatMonthShort, formatUnitWord, groupDigits } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import type { BandFigures, Total } from "../../kernel/workbench-api.ts";
import grid from "./grid.module.css";
import { useScheme } from "./scheme-context.ts";

interface HeadCellProps {
  readonly count: number;
  /** What they are paid; absent where nobody can say. */
  readonly paid: Total | undefined;
  readonly tone?: "fault";
}

/** Cells with the number of agents that a row decides and what they are paid; 0 is said, not left out. */
export function HeadCell(props: HeadCellProps) {
  const scheme = useScheme();
  const never = (): string => t().document.heads.never(formatMonthShort(scheme.heads?.month ?? ""));
  return (
    <>
      <td
        class={grid.heads}
        data-none={props.count === 0}
        data-tone={props.tone}
        title={props.count === 0 ? never() : undefined}
      >
        {props.count}
      </td>
      <Show when={scheme.heads?.pay}>
        <td class={grid.heads} data-none={props.count === 0} data-tone={props.tone}>
          {props.paid ? groupDigits(props.paid.text) : t().document.noResult}
        </td>
      </Show>
    </>
  );
}

/** The foot of a grid: all whom its rows decide. */
export const HeadTotal = (props: { readonly figures: BandFigures; readonly columns: number }) => {
  const scheme = useScheme();
  return (
    <Show when={scheme.heads?.pay}>
      <tfoot>
        <tr>
          <th scope="row" colSpan={props.columns}>
            {t().document.heads.all}
          </th>
          <HeadCell count={props.figures.people} paid={props.figures.paid} />
        </tr>
      </tfoot>
    </Show>
  );
};

export const HeadHeader = () => {
  const scheme = useScheme();
  return (
    <Show when={scheme.heads}>
      {(heads) => (
        <>
          <th scope="col" class={grid.heads}>
            {t().document.heads.column(formatMonthShort(heads().month))}
          </th>
          <Show when={heads().pay}>
            {(pay) => (
              <th scope="col" class={grid.heads}>
                {t().document.heads.paid(pay().name, formatUnitWord(pay().currency))}
              </th>
            )}
          </Show>
        </>
      )}
    </Show>
  );
};

/** How many agents of the month an exception or a veto holds for. */
export function OverrideHeads(props: { readonly counts: OverrideCoverage | undefined }) {
  const scheme = useScheme();
  const month = (): string => formatMonthShort(scheme.heads?.month ?? "");
  const words = () => t().document.heads;
  return (
    <Show when={props.counts}>
      {(found) => (
        <span class={grid.aside}>
          {found().hits > 0 ? words().override(month(), found().hits) : words().never(month())}
        </span>
      )}
    </Show>
  );
}

interface HeadNotesProps {
  readonly counts: GridCoverage;
  /** Where a number line shows who stands just below an edge, it need not be said again. */
  readonly hasLine: boolean;
  /** Where gaps are rows of their own, these hold whom no row covers. */
  readonly hasGapRows: boolean;
}

/** Whom no row decides and why, and who stands just below an edge. */
export function HeadNotes(props: HeadNotesProps) {
  const notes = createMemo(() => {
    const words = t().document.heads;
    const { several, excepted, notComputed, edges } = props.counts;
    const uncovered = props.hasGapRows ? 0 : uncoveredCount(props.counts);
    const said = (count: number, text: (count: number) => string, isFault = false) =>
      count > 0 ? [{ text: text(count), isFault }] : [];
    return [
      ...said(uncovered, words.uncovered, true),
      ...said(several, words.several, true),
      ...said(notComputed, words.notComputed, true),
      ...said(excepted, words.excepted),
      ...(props.hasLine ? [] : edges.flatMap((edge) => said(edge.justBelow, () => justBelowText(edge)))),
    ];
  });
  return (
    <Show when={notes().length > 0}>
      <ul class={grid.notes}>
        <Index each={notes()}>{(note) => <li data-fault={note().isFault}>{note().text}</li>}</Index>
      </ul>
    </Show>
  );
}

const HUNDRED = rational(100);

/** `11 人到 100% 只差 5 个百分点以内`. */
export function justBelowText({ value, type, margin, justBelow, column }: EdgeCoverage): string {
  const words = t().document.heads;
  const shown = (number: typeof value): string => groupDigits(formatUnitWord(showValue(number, type)));
  const isPercent = type.kind === "number" && type.percent;
  const points = isPercent
    ? words.points(showValue(multiply(margin, HUNDRED), { ...type, percent: false }))
    : undefined;
  const edge = column === undefined ? shown(value) : `${column} ${shown(value)}`;
  return words.justBelow(justBelow, edge, points ?? shown(margin));
}
