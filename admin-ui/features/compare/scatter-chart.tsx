import { createMemo } from "solid-js";
import { ChartCard, chartColors } from "../../components/chart/chart-card.tsx";
import { keyOf } from "../../components/chart/keys.ts";
import { markAt } from "../../kernel/compare/amounts.ts";
import { byChange, roundStep, spreadWith } from "../../kernel/compare/distribution.ts";
import { axisAmount } from "./axis.ts";
import { type Compared, currencyWord, pairOf, placesOf } from "./compared.ts";
import { m } from "./messages.ts";
import { personTexts, personTwin } from "./person-texts.ts";

/** A triangle that stands on its point. */
const DOWNWARDS = "path://M0 0H10L5 9z";
/** More points lie on each other. */
const MOST_POINTS = 1500;
/** So many are drawn smaller. */
const MANY = 500;
/** Of an axis, about. */
const STEPS = 6;

interface PersonChartProps {
  readonly compared: Compared;
  readonly picked: string | undefined;
  readonly onPick: (agent: string) => void;
}

/** A point for each agent, with the line on which both schemes pay the same. */
export function ScatterChart(props: PersonChartProps) {
  const pair = createMemo(() => pairOf(props.compared));
  const places = createMemo(() => placesOf(props.compared));
  const said = createMemo(() => personTexts(props.compared));
  const ranked = createMemo(() => byChange(pair().against.agents));
  const drawn = createMemo(() => spreadWith(ranked(), MOST_POINTS, places().get(props.picked ?? "")));
  const marks = createMemo(() => {
    const { baseFigures, otherFigures, against } = pair();
    const [up, down, same]: Mark[][] = [[], [], []];
    let [least, most] = [0, 0];
    for (const at of drawn()) {
      const { agent, name } = props.compared.info.people[at] ?? { agent: "", name: "" };
      const change = against.agents.whole[at] ?? 0;
      const value: [number, number] = [markAt(baseFigures.agents, at), markAt(otherFigures.agents, at)];
      [least, most] = [Math.min(least, ...value), Math.max(most, ...value)];
      (change > 0 ? up : change < 0 ? down : same)?.push({ value, key: agent, name: name || agent });
    }
    const step = roundStep((most - least) / STEPS);
    const ends = { least: Math.floor(least / step) * step, most: Math.ceil(most / step) * step };
    return { up: up ?? [], down: down ?? [], same: same ?? [], step, ...ends };
  });
  const option = createMemo(() => {
    const colors = chartColors();
    const { up, down, same, least, most, step } = marks();
    const all = up.length + down.length + same.length;
    const picked = [...up, ...down, ...same].find(({ key }) => key === props.picked);
    const series = (data: Mark[], name: string, color: string, symbol: string) => ({
      type: "scatter",
      name,
      data,
      symbol,
      symbolSize: all > MANY ? 5 : 7,
      itemStyle: { color, opacity: all > MANY ? 0.5 : 0.65 },
      emphasis: {
        scale: 1.9,
        itemStyle: { opacity: 1, borderColor: colors.ink, borderWidth: 1.5 },
        label: {
          show: true,
          position: "bottom",
          formatter: "{b}",
          color: colors.ink,
          fontWeight: 600,
          textBorderColor: colors.surface,
          textBorderWidth: 3,
        },
      },
    });
    return {
      legend: { top: 0, left: 0, itemWidth: 9 },
      grid: { top: 28 },
      tooltip: { trigger: "item", formatter: ({ data }: { data: unknown }) => said()(places().get(keyOf(data) ?? "")) },
      xAxis: {
        type: "value",
        min: least,
        max: most,
        axisLabel: { formatter: axisAmount, hideOverlap: true },
        interval: step,
      },
      yAxis: { type: "value", min: least, max: most, axisLabel: { formatter: axisAmount }, interval: step },
      series: [
        {
          type: "line",
          data: [
            [least, least],
            [most, most],
          ],
          symbol: "none",
          silent: true,
          lineStyle: { color: colors.ink2, width: 1.2 },
          tooltip: { show: false },
          ...(picked && {
            markLine: {
              silent: true,
              symbol: "none",
              label: { show: false },
              lineStyle: { color: colors.ink, type: "dotted", width: 1.2 },
              data: [[{ coord: [picked.value[0], picked.value[0]] }, { coord: picked.value }]],
            },
          }),
        },
        series(up, m().scatter.higher(pair().other.short), colors.up, "triangle"),
        series(down, m().scatter.lower(pair().other.short), colors.down, DOWNWARDS),
        ...(same.length > 0 ? [series(same, m().scatter.same, colors.mute, "circle")] : []),
      ],
    };
  });
  const twin = createMemo(() => personTwin(props.compared, ranked()));
  return (
    <ChartCard
      title={m().scatter.title(pair().base.short, pair().other.short)}
      unit={currencyWord(props.compared)}
      note={drawn().length < ranked().length ? m().bars.thinned(drawn().length, ranked().length) : undefined}
      height={184}
      option={option()}
      twin={twin()}
      picked={props.picked}
      onPick={props.onPick}
    />
  );
}

interface Mark {
  readonly value: [number, number];
  readonly key: string;
  readonly name: string;
}
