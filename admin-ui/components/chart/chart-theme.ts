import { groupDigits } from "../../i18n/format.ts";
import type { ChartColors } from "./chart-colors.ts";

/**
 * What every chart looks like unless its option says otherwise: hairline grid, no frames, quiet axes, no easing.
 * Tooltips are text on the canvas, so names from documents and data can never be markup.
 */
export function chartTheme(colors: ChartColors, dark: boolean, fontFamily: string): object {
  const axis = {
    axisLine: { show: false, lineStyle: { color: colors.line2 } },
    axisTick: { show: false },
    axisLabel: { color: colors.ink3, fontSize: 11 },
    nameTextStyle: { color: colors.ink3, fontSize: 11 },
    splitLine: { lineStyle: { color: colors.line, width: 1 } },
    splitArea: { show: false },
  };
  const number = (value: number): string => groupDigits(String(value));
  return {
    darkMode: dark,
    animation: false,
    color: [colors.scheme1, colors.scheme2, colors.scheme3, colors.scheme4],
    backgroundColor: "transparent",
    textStyle: { fontFamily, fontSize: 11, color: colors.ink2 },
    grid: { left: 8, right: 12, top: 16, bottom: 8, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    categoryAxis: { ...axis, axisLine: { show: true, lineStyle: { color: colors.line2 } }, splitLine: { show: false } },
    valueAxis: { ...axis, axisLabel: { ...axis.axisLabel, formatter: number } },
    logAxis: { ...axis, axisLabel: { ...axis.axisLabel, formatter: number } },
    timeAxis: axis,
    legend: {
      top: 0,
      right: 0,
      bottom: "auto",
      left: "auto",
      itemWidth: 10,
      itemHeight: 10,
      itemGap: 12,
      textStyle: { color: colors.ink2, fontSize: 11 },
    },
    tooltip: {
      renderMode: "richText",
      confine: true,
      transitionDuration: 0,
      backgroundColor: colors.surface,
      borderColor: colors.line2,
      borderWidth: 1,
      borderRadius: 7,
      padding: [6, 10],
      textStyle: { color: colors.ink, fontSize: 12, fontFamily },
      axisPointer: {
        lineStyle: { color: colors.ink3, type: "dashed" },
        crossStyle: { color: colors.ink3 },
        shadowStyle: { color: colors.ink3, opacity: 0.08 },
        label: { backgroundColor: colors.ink2, color: colors.surface, fontSize: 11 },
      },
    },
    line: { symbolSize: 5, lineStyle: { width: 2 } },
    boxplot: { itemStyle: { color: colors.surface, borderWidth: 1.5 } },
    heatmap: { itemStyle: { borderColor: colors.surface, borderWidth: 2, borderRadius: 4 } },
    markLine: {
      symbol: "none",
      label: { position: "insideEndTop", color: colors.ink2, fontSize: 11 },
      lineStyle: { color: colors.ink2 },
    },
    visualMap: { textStyle: { color: colors.ink3, fontSize: 11 } },
  };
}
