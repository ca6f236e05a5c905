import { createMemo } from "solid-js";
import { ChartCard, chartColors } from "../../components/chart/chart-card.tsx";
import { groupDigits } from "../../i18n/format.ts";
import type { Box } from "../../kernel/study/study-api.ts";
import { axisAmount } from "./axis.ts";
import { type Compared, currencyWord } from "./compared.ts";
import { m } from "./messages.ts";
import { schemeColor, schemeIcon } from "./scheme-color.ts";

/** What an agent-month is paid within each department, grade or the like, under each scheme. */
export function BoxChart(props: { readonly compared: Compared; readonly attribute: number }) {
  const metric = () => props.compared.info.attributes[props.attribute]?.metric ?? "";
  const boxesOf = (place: number): readonly Box[] =>
    props.compared.comparison.schemes[place]?.boxes[props.attribute] ?? [];
  /** In the order of the attribute; those without one last. */
  const values = createMemo(() => {
    const found = new Set(props.compared.versions.flatMap(({ place }) => boxesOf(place).map(({ value }) => value)));
    const known = props.compared.info.attributes[props.attribute]?.values ?? [];
    return [...known.filter((value) => found.has(value)), ...(found.has(undefined) ? [undefined] : [])];
  });
  const boxAt = (place: number, value: string | undefined): Box | undefined =>
    boxesOf(place).find((box) => box.value === value && box.count > 0);
  const option = createMemo(() => {
    const colors = chartColors();
    return {
      legend: { data: props.compared.versions.map(({ short, place }) => ({ name: short, icon: schemeIcon(place) })) },
      grid: { top: 28 },
      tooltip: {
        trigger: "item",
        formatter: ({ seriesIndex, dataIndex }: { seriesIndex: number; dataIndex: number }) => {
          const value = values()[dataIndex];
          const box = boxAt(seriesIndex, value);
          if (!box) return "";
          const name = props.compared.versions[seriesIndex]?.short ?? "";
          return [
            `${value ?? m().groups.blank} · ${name} · ${m().agentMonths(box.count)}`,
            ...fiveOf(box).map((number, at) => `${m().boxes.five[at]}  ${amount(number)}`),
          ].join("\n");
        },
      },
      xAxis: {
        type: "category",
        data: values().map((value) => value ?? m().groups.blank),
        axisLabel: { interval: 0, hideOverlap: true, width: 90, overflow: "truncate" },
      },
      yAxis: { type: "value", axisLabel: { formatter: axisAmount } },
      series: props.compared.versions.map(({ short, place }) => ({
        type: "boxplot",
        name: short,
        color: schemeColor(colors, place),
        boxWidth: [5, 22],
        itemStyle: { color: colors.surface, borderColor: schemeColor(colors, place), borderWidth: 1.4 },
        data: values().map((value) => {
          const box = boxAt(place, value);
          return box ? { value: fiveOf(box) } : { value: [] };
        }),
      })),
    };
  });
  const twin = createMemo(() => ({
    columns: [
      { label: metric() },
      { label: m().sheets.scheme },
      { label: m().boxes.count, numeric: true },
      ...m().boxes.five.map((label) => ({ label, numeric: true })),
    ],
    rows: values().flatMap((value) =>
      props.compared.versions.flatMap(({ short, place }) => {
        const box = boxAt(place, value);
        const name = value ?? m().groups.blank;
        return box
          ? [{ key: `${place} ${name}`, cells: [name, short, String(box.count), ...fiveOf(box).map(amount)] }]
          : [];
      }),
    ),
  }));
  return (
    <ChartCard
      title={m().boxes.title(metric())}
      unit={currencyWord(props.compared)}
      note={m().boxes.note}
      option={option()}
      twin={twin()}
    />
  );
}

const fiveOf = ({ least, quarter, median, threeQuarters, most }: Box): number[] => [
  least,
  quarter,
  median,
  threeQuarters,
  most,
];

const amount = (value: number): string => groupDigits(value.toFixed(2));
