import { createMemo } from "solid-js";
import { ChartCard, chartColors } from "../../components/chart/chart-card.tsx";
import { withSign } from "../../i18n/format.ts";
import { decimalText } from "../../kernel/compare/amounts.ts";
import { axisAmount } from "./axis.ts";
import { type Compared, currencyWord, pairOf } from "./compared.ts";
import { m } from "./messages.ts";

/** What the change comes to for those who are paid least under the base, up to those who are paid most. */
export function TenthsChart(props: { readonly compared: Compared }) {
  const pair = createMemo(() => pairOf(props.compared));
  const option = createMemo(() => {
    const colors = chartColors();
    return {
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        formatter: ([{ dataIndex } = { dataIndex: 0 }]: { dataIndex: number }[]) => {
          const tenth = pair().against.tenths[dataIndex];
          if (!tenth) return "";
          return [
            m().tenths.name(dataIndex + 1),
            `${m().columns.amount}  ${withSign(decimalText(tenth.change, 2))}`,
            `▲ ${tenth.up}  ▼ ${tenth.down}  ${m().columns.same} ${tenth.same}`,
          ].join("\n");
        },
      },
      xAxis: {
        type: "category",
        data: pair().against.tenths.map((_, at) => String(at + 1)),
        axisLine: { onZero: true },
      },
      yAxis: { type: "value", axisLabel: { formatter: axisAmount } },
      series: [
        {
          type: "bar",
          barWidth: "62%",
          data: pair().against.tenths.map(({ change }) => {
            const value = Number(decimalText(change, 2));
            return { value, itemStyle: { color: value < 0 ? colors.down : colors.up, opacity: 0.8 } };
          }),
        },
      ],
    };
  });
  const twin = createMemo(() => ({
    columns: [
      { label: m().tenths.column },
      { label: m().columns.up, numeric: true },
      { label: m().columns.down, numeric: true },
      { label: m().columns.same, numeric: true },
      { label: m().columns.amount, numeric: true },
    ],
    rows: pair().against.tenths.map(({ up, down, same, change }, at) => ({
      key: String(at),
      cells: [String(at + 1), String(up), String(down), String(same), withSign(decimalText(change, 2))],
    })),
  }));
  return (
    <ChartCard
      title={m().tenths.title(pair().base.short)}
      unit={currencyWord(props.compared)}
      note={m().tenths.note}
      option={option()}
      twin={twin()}
    />
  );
}
