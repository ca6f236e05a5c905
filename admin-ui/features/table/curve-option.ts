/** The payout curve as a drawing: floats mark places and nothing else. */
import type { EChartsCoreOption } from "echarts/core";
import { type CurvePoint, isRational, type Rational, type Type, ZERO } from "../../../engine/index.ts";
import type { ChartColors } from "../../components/chart/chart-colors.ts";
import { groupDigits } from "../../i18n/format.ts";
import type { Curve, CurveAgent } from "../../kernel/workbench-api.ts";

export interface CurveWords {
  /** The text, and the version it is based on. */
  readonly own: string;
  readonly base: string;
  readonly agents: string;
  readonly withoutResult: string;
  readonly gap: string;
  /** An agent as a tooltip says it. */
  readonly agent: (agent: CurveAgent) => string;
  /** A value of the figure. */
  readonly figure: (x: number) => string;
}

/** @param sample the agent whom the plumb line is hung at */
export function curveOption(
  curve: Curve,
  colors: ChartColors,
  words: CurveWords,
  sample: CurveAgent | undefined,
): EChartsCoreOption {
  const scale = scaleOf(curve.type);
  const at = (value: Rational): number => near(value) * scale;
  const lineOf = (points: readonly CurvePoint[]) => points.map(({ x, y }) => [at(x), isRational(y) ? near(y) : null]);
  const [first, last] = [curve.points[0], curve.points.at(-1)];
  const withResult = curve.agents.filter(({ y }) => y !== undefined);
  const without = curve.agents.filter(({ y, before }) => y === undefined && before !== undefined);
  const datum = (agent: CurveAgent) => ({
    value: [at(agent.x), near(agent.y ?? agent.before ?? ZERO)],
    key: agent.agent,
    name: words.agent(agent),
  });
  return {
    grid: { left: 4, right: 16, top: 52, bottom: 26, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    legend: { top: 0, left: 0, right: "auto", itemWidth: 16 },
    tooltip: {
      trigger: "item",
      formatter: ({ name, value }: { readonly name: string; readonly value: readonly number[] }) =>
        name || `${words.figure(value[0] ?? 0)}  ${groupDigits((value[1] ?? 0).toFixed(2))}`,
    },
    xAxis: {
      type: "value",
      ...(first && last && { min: at(first.x), max: at(last.x) }),
      name: curve.figure,
      nameLocation: "end",
      nameTextStyle: { align: "right", verticalAlign: "top", padding: [22, 0, 0, 0] },
      axisLabel: { formatter: words.figure, hideOverlap: true, showMinLabel: false, showMaxLabel: false },
      splitLine: { show: false },
    },
    yAxis: { type: "value", min: 0, axisLabel: { formatter: (value: number) => groupDigits(String(value)) } },
    series: [
      {
        type: "scatter",
        name: words.agents,
        data: withResult.map(datum),
        symbolSize: 6,
        itemStyle: { color: colors.ink, opacity: 0.28 },
        emphasis: { itemStyle: { color: colors.accent, opacity: 1 }, scale: 1.6 },
        large: withResult.length > 3000,
      },
      ...(without.length > 0
        ? [
            {
              type: "scatter",
              name: words.withoutResult,
              data: without.map(datum),
              // A cross, which no circle can be taken for.
              symbol: "path://M-5,-3.5L-3.5,-5L0,-1.5L3.5,-5L5,-3.5L1.5,0L5,3.5L3.5,5L0,1.5L-3.5,5L-5,3.5L-1.5,0Z",
              symbolSize: 8,
              itemStyle: { color: colors.down },
            },
          ]
        : []),
      ...(curve.base
        ? [
            {
              type: "line",
              name: words.base,
              data: lineOf(curve.base),
              symbol: "none",
              silent: true,
              lineStyle: { color: colors.ink2, width: 1.5, type: "dashed" },
              itemStyle: { color: colors.ink2 },
            },
          ]
        : []),
      {
        type: "line",
        name: words.own,
        data: lineOf(curve.points),
        symbol: "none",
        silent: true,
        connectNulls: false,
        lineStyle: { color: colors.accent, width: 2.5 },
        itemStyle: { color: colors.accent },
        markArea: {
          silent: true,
          itemStyle: {
            color: colors.downSoft,
            opacity: 0.9,
            borderColor: colors.down,
            borderWidth: 1,
          },
          label: { color: colors.down, fontSize: 11, fontWeight: 600, position: "insideTop" },
          data: gapsIn(curve.points).map(([from, to]) => [{ name: words.gap, xAxis: at(from) }, { xAxis: at(to) }]),
        },
        markLine: {
          silent: true,
          symbol: ["diamond", "none"],
          symbolSize: 9,
          label: {
            formatter: sample ? words.agent(sample) : "",
            position: "end",
            backgroundColor: colors.ink,
            color: colors.surface,
            padding: [3, 7],
            borderRadius: 4,
          },
          lineStyle: { color: colors.ink, width: 1, type: "solid" },
          data: sample ? [{ xAxis: at(sample.x) }] : [],
        },
      },
    ],
  };
}

/** Percentages are drawn as the number that stands before the sign. */
export const scaleOf = (type: Type): number => (type.kind === "number" && type.percent ? 100 : 1);

export const near = ({ numerator, denominator }: Rational): number => {
  const whole = numerator / denominator;
  return Number(whole) + Number(numerator - whole * denominator) / Number(denominator);
};

/** Stretches of the line without a result. */
export function gapsIn(points: readonly CurvePoint[]): readonly (readonly [Rational, Rational])[] {
  const gaps: [Rational, Rational][] = [];
  let from: Rational | undefined;
  for (const [at, { x, y }] of points.entries()) {
    if (!isRational(y)) from ??= x;
    const next = points[at + 1];
    if (from && (!next || (isRational(next.y) && !isRational(y)))) gaps.push([from, x]);
    if (isRational(y)) from = undefined;
  }
  return gaps;
}
