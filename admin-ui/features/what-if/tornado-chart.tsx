import { createMemo, Show } from "solid-js";
import type { Move } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { ChartCard, chartColors } from "../../components/chart/chart-card.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { formatUnitWord } from "../../i18n/format.ts";
import type { StudyLever, TornadoBar, TornadoSide } from "../../kernel/study/study-api.ts";
import { standing } from "../../kernel/what-if/turn.ts";
import { axisAmount } from "../compare/axis.ts";
import card from "./cards.module.css";
import { m } from "./messages.ts";
import { leverValue, mark, type Shown, signed } from "./shown.ts";

interface TornadoChartProps {
  readonly shown: Shown;
  readonly levers: readonly StudyLever[];
  readonly move: Move;
  /** Absent while they are measured. */
  readonly bars: readonly TornadoBar[] | undefined;
  readonly stale: boolean;
  /** A lever was picked, to be found at the left. */
  readonly onLever: (address: string) => void;
}

const MOST = 12;

/** What a step down and a step up of each lever would do to the total, the largest first. */
export function TornadoChart(props: TornadoChartProps) {
  const listed = createMemo(() =>
    (props.bars ?? []).flatMap((bar) => {
      const lever = props.levers[bar.lever];
      const moves = [bar.down, bar.up].some((side) => "refused" in side || side.change.numerator !== 0n);
      return lever && moves ? [{ lever, bar }] : [];
    }),
  );
  const drawn = createMemo(() => listed().slice(0, MOST));
  const option = createMemo(() => {
    const colors = chartColors();
    const rows = drawn();
    const series = (side: "down" | "up", name: string) => ({
      name,
      type: "bar",
      stack: "steps",
      barMaxWidth: 16,
      data: rows.map(({ lever, bar }) => {
        const found = bar[side];
        const change = "refused" in found ? 0 : mark(found.change);
        return {
          value: change,
          key: lever.address,
          itemStyle: { color: change < 0 ? colors.down : colors.up, opacity: side === "down" ? 0.55 : 0.95 },
        };
      }),
    });
    return {
      grid: { top: 4 },
      tooltip: {
        trigger: "axis",
        axisPointer: { type: "shadow" },
        formatter: ([first]: readonly { readonly dataIndex: number }[]) => {
          const found = rows[first?.dataIndex ?? 0];
          return found
            ? [found.lever.label[language()], line(found.lever, found.bar.down), line(found.lever, found.bar.up)].join(
                "\n",
              )
            : "";
        },
      },
      xAxis: { type: "value", axisLabel: { formatter: axisAmount } },
      yAxis: {
        type: "category",
        inverse: true,
        data: rows.map(({ lever }) => lever.label[language()]),
        axisLabel: { width: 200, overflow: "truncate", color: colors.ink2, fontSize: 12 },
      },
      series: [series("down", m().lower), series("up", m().higher)],
    };
  });
  const twin = createMemo(() => ({
    columns: [
      { label: m().lever },
      { label: m().value(""), numeric: true },
      { label: m().lower, numeric: true },
      { label: m().higher, numeric: true },
    ].map((column, at) => (at === 1 ? { ...column, label: m().sheets.value } : column)),
    rows: listed().map(({ lever, bar }) => ({
      key: lever.address,
      cells: [
        lever.label[language()],
        leverValue(lever, standing(lever, props.move)),
        line(lever, bar.down),
        line(lever, bar.up),
      ],
    })),
  }));
  const height = (): number => 40 + 26 * drawn().length;
  return (
    <Show
      when={props.bars && drawn().length > 0}
      fallback={
        <section class={card.card} aria-label={m().tornado}>
          <header class={card.head}>
            <h3>{m().tornado}</h3>
          </header>
          <Show when={props.bars} fallback={<Loading title={m().measuring} />}>
            <Notice title={m().noTornado} />
          </Show>
        </section>
      }
    >
      <div class={card.stretch} data-stale={props.stale ? "" : undefined}>
        <ChartCard
          title={m().tornado}
          unit={m().unit(formatUnitWord(props.shown.currency))}
          note={m().tornadoNote}
          height={height()}
          option={option()}
          twin={twin()}
          onPick={props.onLever}
        />
      </div>
    </Show>
  );
}

/** `1.1% +110,225.00 · 97 人增 · 0 人减`, or why the scheme does not permit it. */
function line(lever: StudyLever, side: TornadoSide): string {
  const value = leverValue(lever, side.value);
  if ("refused" in side) return `${value} ${side.refused[language()]}`;
  return `${value}  ${signed(side.change)}  ${m().winners(side.winners)} ${m().losers(side.losers)}`;
}
