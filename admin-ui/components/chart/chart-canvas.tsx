import type { ECharts, EChartsCoreOption } from "echarts/core";
import { createEffect, createMemo, createSignal, onCleanup, onMount } from "solid-js";
import { resolvedTheme } from "../../app/theme.ts";
import styles from "./chart-card.module.css";
import { chartColors } from "./chart-colors.ts";
import { chartTheme } from "./chart-theme.ts";
import { init } from "./echarts.ts";
import { keyOf, placesOf } from "./keys.ts";

interface ChartCanvasProps {
  readonly label: string;
  readonly option: EChartsCoreOption;
  readonly onPick: ((key: string) => void) | undefined;
  readonly picked: string | undefined;
  /** All keys in reading order: arrows step through them. */
  readonly keys: readonly string[];
}

/** The drawing itself; loaded with the chart library. */
export default function ChartCanvas(props: ChartCanvasProps) {
  let place!: HTMLDivElement;
  const [fontsLoaded, setFontsLoaded] = createSignal(0);
  /** Widths of texts are remembered by the font's name, so one that has just loaded gets another. */
  const font = (): string => getComputedStyle(document.body).fontFamily + ", sans-serif".repeat(fontsLoaded());
  const theme = createMemo(() => chartTheme(chartColors(), resolvedTheme() === "dark", font()));

  onMount(() => {
    const chart: ECharts = init(place, theme());
    onCleanup(() => chart.dispose());
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(place);
    onCleanup(() => resized.disconnect());

    const remeasure = (): number => setFontsLoaded((count) => count + 1);
    document.fonts.addEventListener("loadingdone", remeasure);
    onCleanup(() => document.fonts.removeEventListener("loadingdone", remeasure));

    createEffect<object>((before) => {
      if (theme() !== before) chart.setTheme(theme());
      return theme();
    }, theme());
    // Replaced whole: what an option no longer names must not stay on the screen.
    createEffect(() => chart.setOption(props.option, { notMerge: true }));
    createEffect<ReturnType<typeof placesOf>>((before) => {
      const places = placesOf(props.option, props.picked);
      for (const place of before) chart.dispatchAction({ type: "downplay", ...place });
      for (const place of places) chart.dispatchAction({ type: "highlight", ...place });
      return places;
    }, []);
    chart.on("click", ({ data }) => {
      const key = keyOf(data);
      if (key !== undefined) props.onPick?.(key);
    });
  });

  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (step === undefined || props.onPick === undefined || props.keys.length === 0) return;
    const at = props.picked === undefined ? -1 : props.keys.indexOf(props.picked);
    const next =
      at < 0 ? (step > 0 ? 0 : props.keys.length - 1) : Math.min(Math.max(at + step, 0), props.keys.length - 1);
    const key = props.keys[next];
    if (key !== undefined) props.onPick(key);
    event.preventDefault();
  };

  return (
    <div
      class={styles.canvas}
      ref={place}
      role="img"
      aria-label={props.label}
      tabIndex={props.onPick === undefined ? undefined : 0}
      onKeyDown={onKeyDown}
    />
  );
}
