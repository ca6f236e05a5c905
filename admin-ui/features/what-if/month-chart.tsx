import { createMemo } from "solid-js";
import { divide, rational, subtract, ZERO } from "../../../engine/index.ts";
import { ChartCard, chartColors } from "../../components/chart/chart-card.tsx";
import { formatMonth, formatMonthShort, formatUnitWord } from "../../i18n/format.ts";
import { roundStep } from "../../kernel/compare/distribution.ts";
import type { WhatIf } from "../../kernel/study/study-api.ts";
import { axisAmount } from "../compare/axis.ts";
import { m } from "./messages.ts";
import { mark, type Shown, signed, toFen, whole } from "./shown.ts";

/** Beyond so many months their figures would overlap. */
const MOST_LABELS = 8;

/** Month by month: as before and simulated, and what lies above the month's share of the budget. */
export function MonthChart(props: { readonly shown: Shown; readonly figures: WhatIf }) {
  const budget = createMemo(
    () => props.shown.budget && divide(props.shown.budget, rational(props.figures.months.length)),
  );
  const option = createMemo(() => {
    const colors = chartColors();
    const { months } = props.figures;
    const line = budget();
    const limit = line ? mark(line) : Number.POSITIVE_INFINITY;
    const after = months.map((each) => mark(each.after));
    return {
      legend: { data: [props.shown.base, m().simulated, ...(line ? [m().overBudget] : [])] },
      grid: { top: 34 },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        formatter: ([first]: readonly { readonly dataIndex: number }[]) => {
          const found = months[first?.dataIndex ?? 0];
          if (!found) return "";
          return [
            formatMonth(found.month),
            `${props.shown.base}  ${toFen(found.before)}`,
            `${m().simulated}  ${toFen(found.after)}`,
            `${m().change}  ${signed(subtract(found.after, found.before))}`,
          ].join("\n");
        },
      },
      xAxis: { type: "category", data: months.map(({ month }) => formatMonthShort(month)) },
      yAxis: {
        type: "value",
        axisLabel: { formatter: axisAmount },
        // The line is seen even where no month reaches it.
        max: ({ max }: { readonly max: number }) => (line && max < limit ? 5 * roundStep(limit / 5) : null),
      },
      series: [
        {
          name: props.shown.base,
          type: "bar",
          barMaxWidth: 22,
          barGap: "8%",
          color: colors.mute,
          itemStyle: { borderRadius: [3, 3, 0, 0] },
          data: months.map(({ before, month }) => ({ value: mark(before), key: month })),
        },
        {
          name: m().simulated,
          type: "bar",
          stack: "simulated",
          barMaxWidth: 22,
          color: colors.accent,
          data: months.map(({ month }, at) => ({ value: Math.min(after[at] ?? 0, limit), key: month })),
          ...(line && {
            markLine: {
              silent: true,
              label: { show: false },
              lineStyle: { type: "dashed", color: colors.ink, width: 1.5 },
              data: [{ yAxis: limit }],
            },
          }),
        },
        {
          name: m().overBudget,
          type: "bar",
          stack: "simulated",
          barMaxWidth: 22,
          color: colors.down,
          label: {
            show: months.length <= MOST_LABELS,
            position: "top",
            color: colors.ink2,
            fontWeight: 600,
            formatter: ({ dataIndex }: { readonly dataIndex: number }) => axisAmount(after[dataIndex] ?? 0),
          },
          data: months.map((_, at) => Math.max(0, (after[at] ?? 0) - limit)),
        },
      ],
    };
  });
  const twin = createMemo(() => ({
    columns: [
      { label: m().month },
      ...[props.shown.base, m().simulated, m().change, ...(budget() ? [m().overBudget] : [])].map((label) => ({
        label,
        numeric: true,
      })),
    ],
    rows: props.figures.months.map(({ month, before, after }) => {
      const line = budget();
      const over = line && subtract(after, line);
      return {
        key: month,
        cells: [
          formatMonth(month),
          toFen(before),
          toFen(after),
          signed(subtract(after, before)),
          ...(over ? [over.numerator > 0n ? toFen(over) : ""] : []),
        ],
      };
    }),
  }));
  return (
    <ChartCard
      title={m().months(props.figures.pay)}
      unit={m().unit(formatUnitWord(props.shown.currency))}
      note={budget() && `- - ${m().monthBudget(whole(budget() ?? ZERO))}`}
      height={260}
      option={option()}
      twin={twin()}
    />
  );
}
