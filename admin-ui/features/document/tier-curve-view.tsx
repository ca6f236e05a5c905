import { createMemo, For, Show } from "solid-js";
import type { Rational, TiersStatement } from "../../../engine/index.ts";
import { groupDigits } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { PlumbLine, PlumbName } from "./plumb-line.tsx";
import { readable } from "./readable.ts";
import { useScheme } from "./scheme-context.ts";
import type { TierCurve } from "./tier-curve.ts";
import styles from "./tiers.module.css";

interface TierCurveViewProps {
  readonly tiers: TiersStatement;
  readonly curve: TierCurve;
  /** What the sample agent's amount comes to. */
  readonly amount: Rational | undefined;
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;
/** Two figures nearer than this would stand on each other. */
const APART = 0.07;

/** The rates as steps, the points of an interpolation as a line; the plumb line hangs where the sample agent stands. */
export function TierCurveView(props: TierCurveViewProps) {
  const scheme = useScheme();
  const path = (): string =>
    props.curve.line.map(({ x, y }, at) => `${at === 0 ? "M" : "L"}${x * 1000} ${100 - y * 100}`).join(" ");
  const area = (): string => {
    const [first, last] = [props.curve.line[0]?.x ?? 0, props.curve.line.at(-1)?.x ?? 0];
    return `${path()} L${last * 1000} 100 L${first * 1000} 100 Z`;
  };
  const plumb = createMemo(() => {
    const [sample, amount] = [scheme.sample, props.amount];
    const at = amount && props.curve.place(amount);
    if (!sample || at === undefined) return undefined;
    const shown = sample.value(props.tiers.name.name)?.shown;
    return { at, text: shown === undefined ? sample.agent : `${sample.agent} ${groupDigits(shown)}` };
  });
  const values = () => spaced(props.curve.marks, ({ label }) => label.x);
  const starts = () =>
    spaced(
      props.curve.marks.filter(({ start }) => start !== undefined),
      ({ start = 0 }) => start,
    );
  const valueText = (row: number): string => {
    const value = props.tiers.rows[row]?.value;
    return value ? readable(value) : "";
  };
  const startText = (row: number): string => {
    const from = props.tiers.rows[row]?.from;
    return from ? readable(from) : "";
  };
  return (
    <figure class={styles.figure} aria-label={t().document.tierChart(props.tiers.name.name)}>
      <PlumbName plumb={plumb()} />
      <div class={styles.chart} aria-hidden="true">
        <svg viewBox="0 0 1000 100" preserveAspectRatio="none" role="presentation">
          <path class={styles.area} d={area()} />
          <path class={styles.curve} d={path()} />
        </svg>
        <For each={values()}>
          {({ row, label }) => (
            <span
              class={styles.value}
              data-edge={label.x < 0.03 ? "left" : label.x > 0.97 ? "right" : undefined}
              style={{ left: percent(label.x), bottom: percent(label.y) }}
            >
              {valueText(row)}
            </span>
          )}
        </For>
        <Show when={props.tiers.method === "interpolated"}>
          <For each={props.curve.marks}>
            {({ label }) => <span class={styles.point} style={{ left: percent(label.x), bottom: percent(label.y) }} />}
          </For>
        </Show>
        <PlumbLine plumb={plumb()} />
      </div>
      <div class={styles.ticks} aria-hidden="true">
        <For each={starts()}>
          {({ row, start = 0 }) => (
            <span
              class={styles.tick}
              data-edge={start < 0.03 ? "left" : start > 0.97 ? "right" : undefined}
              style={{ left: percent(start) }}
            >
              {startText(row)}
            </span>
          )}
        </For>
      </div>
    </figure>
  );
}

/** Those of the items, from left to right, that do not stand on one before. */
function spaced<T>(items: readonly T[], place: (item: T) => number): readonly T[] {
  const kept: T[] = [];
  for (const item of items) {
    const before = kept.at(-1);
    if (before === undefined || place(item) - place(before) >= APART) kept.push(item);
  }
  return kept;
}
