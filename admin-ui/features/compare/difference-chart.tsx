import { createMemo } from "solid-js";
import { ChartCard, chartColors } from "../../components/chart/chart-card.tsx";
import { keyOf } from "../../components/chart/keys.ts";
import { withSign } from "../../i18n/format.ts";
import { amountAt, decimalText, markAt } from "../../kernel/compare/amounts.ts";
import { byChange, spreadWith } from "../../kernel/compare/distribution.ts";
import { axisAmount } from "./axis.ts";
import { type Compared, currencyWord, pairOf, placesOf } from "./compared.ts";
import { m } from "./messages.ts";
import { personTexts, personTwin } from "./person-texts.ts";

/** More bars than pixels say nothing. */
const MOST_BARS = 400;

/** A bar for each agent, from who gains most to who loses most. */
export function DifferenceChart(props: {
  readonly compared: Compared;
  readonly picked: string | undefined;
  readonly onPick: (agent: string) => void;
}) {
  const pair = createMemo(() => pairOf(props.compared));
  const places = createMemo(() => placesOf(props.compared));
  const said = createMemo(() => personTexts(props.compared));
  const ranked = createMemo(() => byChange(pair().against.agents));
  const drawn = createMemo(() => spreadWith(ranked(), MOST_BARS, places().get(props.picked ?? "")));
  const option = createMemo(() => {
    const colors = chartColors();
    const { against } = pair();
    const agents = props.compared.info.people;
    const at = drawn().findIndex((place) => agents[place]?.agent === props.picked);
    const place = drawn()[at];
    const picked = place === undefined ? undefined : agents[place];
    const change = place === undefined ? undefined : amountAt(against.agents, place);
    return {
      grid: { top: 26 },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        formatter: ([{ data } = { data: undefined }]: { data: unknown }[]) => said()(places().get(keyOf(data) ?? "")),
      },
      xAxis: {
        type: "category",
        data: [...drawn().keys()],
        axisLabel: { show: false },
        axisLine: { onZero: true, lineStyle: { color: colors.ink2 } },
      },
      yAxis: { type: "value", axisLabel: { formatter: (value: number) => (value > 0 ? "+" : "") + axisAmount(value) } },
      series: [
        {
          type: "bar",
          barCategoryGap: drawn().length > 200 ? "0%" : "15%",
          data: [...drawn()].map((person) => {
            const value = markAt(against.agents, person);
            const key = agents[person]?.agent ?? "";
            const color = value < 0 ? colors.down : colors.up;
            return { value, key, itemStyle: { color, opacity: picked && key === picked.agent ? 1 : 0.75 } };
          }),
          ...(picked && {
            markLine: {
              silent: true,
              symbol: ["none", "diamond"],
              symbolSize: 8,
              lineStyle: { color: colors.ink, type: "solid", width: 1 },
              itemStyle: { color: colors.accent },
              label: {
                position: "end",
                formatter: `${picked.name || picked.agent} ${change ? withSign(decimalText(change, 0)) : ""}`,
                color: colors.ink,
                fontWeight: 600,
                align: at > drawn().length / 2 ? "right" : "left",
              },
              data: [{ xAxis: at }],
            },
          }),
        },
      ],
    };
  });
  const twin = createMemo(() => personTwin(props.compared, ranked()));
  return (
    <ChartCard
      title={m().bars.title(pair().other.short, pair().base.short)}
      unit={m().bars.unit(currencyWord(props.compared))}
      note={drawn().length < ranked().length ? m().bars.thinned(drawn().length, ranked().length) : undefined}
      height={184}
      option={option()}
      twin={twin()}
      picked={props.picked}
      onPick={props.onPick}
    />
  );
}
