import type { EChartsCoreOption } from "echarts/core";
import { createSignal, createUniqueId, type JSX, lazy, Show, Suspense } from "solid-js";
import { Loading } from "../notice.tsx";
import { Segmented } from "../segmented.tsx";
import styles from "./chart-card.module.css";
import type { ChartTwin } from "./chart-types.ts";
import { m } from "./messages.ts";

export { type ChartColors, chartColors } from "./chart-colors.ts";
export type { ChartTwin } from "./chart-types.ts";

/** The library is large and drawn after the page stands. */
const ChartCanvas = lazy(() => import("./chart-canvas.tsx"));
const ChartTable = lazy(() => import("./chart-table.tsx"));

export interface ChartCardProps {
  /** The heading, and what the drawing is called aloud. */
  readonly title: string;
  /** A sentence beside or below the title. */
  readonly note?: string | undefined;
  /** Of the value axis, beside the title. */
  readonly unit?: string | undefined;
  /** Of the drawing, in px, at least: it grows with a card that is stretched. 240 where absent. */
  readonly height?: number | undefined;
  /**
   * What is drawn, in the look of `chart-theme.ts` where it says nothing; colours by `chartColors()`.
   * A datum `{ value, key }` can be picked. Formatters give plain text, lines by `\n`.
   */
  readonly option: EChartsCoreOption;
  /** The same figures as a table. */
  readonly twin: ChartTwin;
  /** A mark or a row was picked, by click, or by arrow keys on the drawing. */
  readonly onPick?: ((key: string) => void) | undefined;
  /** The key that is emphasised (a datum's `emphasis`) wherever it appears. */
  readonly picked?: string | undefined;
  /** Further controls in the header. */
  readonly children?: JSX.Element;
}

/** A card with a chart, and one press away the same figures as a table. */
export function ChartCard(props: ChartCardProps) {
  const id = createUniqueId();
  const [shown, setShown] = createSignal<"chart" | "table">("chart");
  return (
    <section class={styles.card} aria-labelledby={id}>
      <header class={styles.head}>
        <h3 class={styles.title} id={id}>
          {props.title}
        </h3>
        <Show when={props.unit}>
          <span class={styles.note}>{props.unit}</span>
        </Show>
        <Show when={props.note}>
          <span class={styles.note}>{props.note}</span>
        </Show>
        <div class={styles.controls}>
          {props.children}
          <Segmented
            label={m().show(props.title)}
            segments={[
              { value: "chart", label: m().chart },
              { value: "table", label: m().table },
            ]}
            value={shown()}
            onChange={setShown}
            small
          />
        </div>
      </header>
      <div class={styles.place} style={{ "--height": `${props.height ?? 240}px` }}>
        <Suspense fallback={<Loading title={m().loading} />}>
          <Show
            when={shown() === "chart"}
            fallback={<ChartTable label={props.title} twin={props.twin} onPick={props.onPick} picked={props.picked} />}
          >
            <ChartCanvas
              label={props.title}
              option={props.option}
              onPick={props.onPick}
              picked={props.picked}
              keys={props.twin.rows.map(({ key }) => key)}
            />
          </Show>
        </Suspense>
      </div>
    </section>
  );
}
