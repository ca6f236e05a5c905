import { createMemo } from "solid-js";
import { ChartCard, chartColors } from "../../components/chart/chart-card.tsx";
import { groupDigits } from "../../i18n/format.ts";
import { histogram } from "../../kernel/compare/distribution.ts";
import { axisAmount } from "./axis.ts";
import { type Compared, currencyWord } from "./compared.ts";
import { m } from "./messages.ts";
import { schemeColor, schemeIcon } from "./scheme-color.ts";

/** How many agents come to how much, under each scheme. */
export function HistogramChart(props: { readonly compared: Compared }) {
  const found = createMemo(() => histogram(props.compared.comparison.schemes.map(({ agents }) => agents)));
  const range = (bin: number): string =>
    m().histogram.bin(edge(found().edges[bin] ?? 0), edge(found().edges[bin + 1] ?? 0));
  const option = createMemo(() => {
    const colors = chartColors();
    const { edges, counts } = found();
    return {
      legend: { data: props.compared.versions.map(({ short, place }) => ({ name: short, icon: schemeIcon(place) })) },
      grid: { top: 28 },
      tooltip: {
        trigger: "axis",
        formatter: (marks: { seriesName: string; value: [number, number]; dataIndex: number }[]) => {
          const bin = marks[0]?.dataIndex ?? 0;
          return [
            range(Math.min(bin, edges.length - 2)),
            ...marks.map(({ seriesName, value }) => `${seriesName}  ${m().people(value[1])}`),
          ].join("\n");
        },
      },
      xAxis: {
        type: "value",
        min: edges[0],
        max: edges.at(-1),
        axisLabel: { formatter: axisAmount, hideOverlap: true },
      },
      yAxis: { type: "value", minInterval: 1 },
      series: props.compared.versions.map(({ short, place }) => ({
        type: "line",
        name: short,
        step: "end",
        symbol: "none",
        color: schemeColor(colors, place),
        areaStyle: { opacity: 0.07 },
        // Each bin reaches from its edge to the next.
        data: edges.map((at, bin) => [at, counts[place]?.[Math.min(bin, edges.length - 2)] ?? 0]),
      })),
    };
  });
  const twin = createMemo(() => ({
    columns: [
      { label: m().histogram.range },
      ...props.compared.versions.map(({ short }) => ({ label: short, numeric: true })),
    ],
    rows: found()
      .edges.slice(0, -1)
      .map((_, bin) => ({
        key: String(bin),
        cells: [range(bin), ...props.compared.versions.map(({ place }) => String(found().counts[place]?.[bin] ?? 0))],
      })),
  }));
  return (
    <ChartCard
      title={m().histogram.title}
      unit={`${currencyWord(props.compared)}, ${m().histogram.unit}`}
      option={option()}
      twin={twin()}
    />
  );
}

const edge = (value: number): string => groupDigits(String(Number(value.toFixed(2))));
