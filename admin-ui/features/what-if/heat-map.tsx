import { createMemo, For, Show } from "solid-js";
import { add, divide, isZero, type Rational, subtract, ZERO } from "../../../engine/index.ts";
import { Notice } from "../../components/notice.tsx";
import { formatMonth, formatMonthShort, withSign } from "../../i18n/format.ts";
import { percentText } from "../../kernel/compare/amounts.ts";
import type { WhatIf } from "../../kernel/study/study-api.ts";
import card from "./cards.module.css";
import styles from "./heat-map.module.css";
import { m } from "./messages.ts";
import { mark, type Shown, toFen } from "./shown.ts";

interface Pair {
  readonly before: Rational;
  readonly after: Rational;
}

/** By department and month how much more or less is paid, in per cent; the numbers stand in the cells. */
export function HeatMap(props: { readonly shown: Shown; readonly figures: WhatIf }) {
  const heat = () => props.figures.details?.heat;
  const deepest = createMemo(() =>
    Math.max(1e-9, ...(heat()?.cells.flatMap((row) => row.map((pair) => Math.abs(shareOf(pair) ?? 0))) ?? [])),
  );
  return (
    <section class={card.card} aria-label={m().heat(heat()?.metric ?? "")}>
      <header class={card.head}>
        <h3>{m().heat(heat()?.metric ?? "")}</h3>
        <span class={card.note}>{m().heatNote(props.shown.base)}</span>
      </header>
      <Show when={heat()} fallback={<Notice title={m().noHeat} />}>
        {(found) => (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
          <section class={styles.scroll} tabIndex={0} aria-label={m().heat(found().metric)}>
            <table class={styles.heat}>
              <thead>
                <tr>
                  <th scope="col">{found().metric}</th>
                  <For each={props.figures.months}>
                    {({ month }) => (
                      <th scope="col" title={formatMonth(month)}>
                        {formatMonthShort(month)}
                      </th>
                    )}
                  </For>
                  <th scope="col">{m().all}</th>
                </tr>
              </thead>
              <tbody>
                <For each={found().values}>
                  {(value, row) => (
                    <tr>
                      <th scope="row" title={value ?? m().blank}>
                        {value ?? m().blank}
                      </th>
                      <For each={found().cells[row()]}>{(pair) => <Cell pair={pair} deepest={deepest()} />}</For>
                      <Cell pair={sumOf(found().cells[row()] ?? [])} deepest={deepest()} all />
                    </tr>
                  )}
                </For>
              </tbody>
            </table>
          </section>
        )}
      </Show>
    </section>
  );
}

function Cell(props: { readonly pair: Pair; readonly deepest: number; readonly all?: boolean }) {
  const share = (): number | undefined => shareOf(props.pair);
  const text = (): string => {
    const { before, after } = props.pair;
    if (isZero(before)) return isZero(after) ? "" : "—";
    return withSign(percentText(divide(subtract(after, before), before), 1).replace("%", ""));
  };
  return (
    <td
      data-all={props.all ? "" : undefined}
      title={`${toFen(props.pair.before)} → ${toFen(props.pair.after)}`}
      style={{
        "--hue": (share() ?? 0) < 0 ? "var(--down)" : "var(--up)",
        "--depth": Math.abs(share() ?? 0) / props.deepest,
      }}
    >
      {text()}
    </td>
  );
}

const shareOf = ({ before, after }: Pair): number | undefined =>
  isZero(before) ? undefined : mark(divide(subtract(after, before), before));

const sumOf = (pairs: readonly Pair[]): Pair =>
  pairs.reduce((sum, { before, after }) => ({ before: add(sum.before, before), after: add(sum.after, after) }), {
    before: ZERO,
    after: ZERO,
  });
