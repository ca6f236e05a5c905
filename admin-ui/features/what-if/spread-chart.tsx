import { createMemo } from "solid-js";
import { ChartCard, chartColors } from "../../components/chart/chart-card.tsx";
import { formatUnitWord, groupDigits } from "../../i18n/format.ts";
import { histogram } from "../../kernel/compare/distribution.ts";
import type { WhatIfDetails } from "../../kernel/study/study-api.ts";
import { changesOf, median, type PersonMoved } from "../../kernel/what-if/people-moved.ts";
import { axisAmount } from "../compare/axis.ts";
import { m } from "./messages.ts";
import { mark, type Shown, signed } from "./shown.ts";

interface SpreadChartProps {
  readonly shown: Shown;
  readonly details: WhatIfDetails;
  readonly people: readonly PersonMoved[];
  /** Place of the person whose bin is marked with the plumb line. */
  readonly picked: number | undefined;
}

const MOST_BINS = 14;

/** How many people gain or lose how much. */
export function SpreadChart(props: SpreadChartProps) {
  const found = createMemo(() => {
    const { edges, counts } = histogram([changesOf(props.details)], MOST_BINS);
    return { edges, counts: counts[0] ?? [] };
  });
  const step = (): string =>
    groupDigits(String(Number(((found().edges[1] ?? 0) - (found().edges[0] ?? 0)).toFixed(2))));
  const edge = (at: number): string => groupDigits(String(Number((found().edges[at] ?? 0).toFixed(2))));
  const option = createMemo(() => {
    const colors = chartColors();
    const { edges, counts } = found();
    const middle = median(props.people);
    const gains = props.people.some(({ change }) => change.numerator > 0n);
    const person = props.people.find((each) => each.person === props.picked);
    const width = (edges[1] ?? 1) - (edges[0] ?? 0);
    return {
      grid: { top: 30 },
      tooltip: {
        trigger: "item",
        formatter: ({ dataIndex }: { readonly dataIndex: number }) =>
          `${m().bin(edge(dataIndex), edge(dataIndex + 1))}\n${m().ofPeople(counts[dataIndex] ?? 0)}`,
      },
      xAxis: {
        type: "value",
        min: edges[0] ?? 0,
        max: edges.at(-1) ?? 0,
        splitLine: { show: false },
        axisLabel: { formatter: axisAmount, hideOverlap: true },
      },
      yAxis: { type: "value", minInterval: 1, axisLabel: { show: false }, splitLine: { show: false } },
      series: [
        {
          type: "bar",
          barWidth: "92%",
          label: {
            show: true,
            position: "top",
            color: colors.ink2,
            formatter: ({ dataIndex }: { readonly dataIndex: number }) =>
              counts[dataIndex] ? String(counts[dataIndex]) : "",
          },
          data: counts.map((count, bin) => {
            const from = edges[bin] ?? 0;
            return {
              value: [from + width / 2, count],
              key: String(bin),
              itemStyle: {
                opacity: 0.82,
                // Those without a change stand in the bin that begins at 0.
                color: from < 0 ? colors.down : from === 0 && !gains ? colors.mute : colors.up,
              },
            };
          }),
          markLine: {
            silent: true,
            data: [
              ...(middle
                ? [
                    {
                      xAxis: mark(middle),
                      label: { formatter: m().median(signed(middle, 0)), color: colors.ink, rotate: 0 },
                      lineStyle: { type: "dotted", color: colors.ink2 },
                    },
                  ]
                : []),
              ...(person
                ? [
                    {
                      xAxis: mark(person.change),
                      label: { formatter: "◆", position: "start", color: colors.accent, rotate: 0 },
                      lineStyle: { type: "solid", color: colors.accent, width: 1.5 },
                    },
                  ]
                : []),
            ],
          },
        },
      ],
    };
  });
  const twin = createMemo(() => ({
    columns: [{ label: m().change }, { label: m().count_, numeric: true }],
    rows: found().counts.map((count, bin) => ({
      key: String(bin),
      cells: [m().bin(edge(bin), edge(bin + 1)), String(count)],
    })),
  }));
  return (
    <ChartCard
      title={m().spread}
      note={m().spreadNote(step(), formatUnitWord(props.shown.currency))}
      height={250}
      option={option()}
      twin={twin()}
    />
  );
}
