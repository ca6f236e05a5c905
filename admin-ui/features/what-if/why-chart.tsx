import { createMemo, Show } from "solid-js";
import { add, type Rational, subtract, ZERO } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { ChartCard, chartColors } from "../../components/chart/chart-card.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { formatUnitWord } from "../../i18n/format.ts";
import type { WhyAnswer } from "../../kernel/study/study-api.ts";
import { axisAmount } from "../compare/axis.ts";
import card from "./cards.module.css";
import { m } from "./messages.ts";
import { mark, type Shown, signed, toFen, whole } from "./shown.ts";

interface WhyChartProps {
  readonly shown: Shown;
  /** `undefined` while it is sought; no answer where nothing is moved. */
  readonly why: { readonly answer: WhyAnswer | undefined } | undefined;
  /** The figures above are of a later move. */
  readonly stale: boolean;
}

/** What each edit does to the total, whatever their order: bars that lead from one total to the other. */
export function WhyChart(props: WhyChartProps) {
  return (
    <Show
      when={props.why?.answer}
      fallback={
        <section class={card.card} aria-label={m().why}>
          <header class={card.head}>
            <h3>{m().why}</h3>
          </header>
          <Show when={props.why} fallback={<Loading title={m().explaining} />}>
            <Notice title={m().nothingMoved} hint={m().nothingMovedHint} />
          </Show>
        </section>
      }
    >
      {(answer) => (
        <div class={card.stretch} data-stale={props.stale ? "" : undefined}>
          <Waterfall shown={props.shown} answer={answer()} />
        </div>
      )}
    </Show>
  );
}

interface Bar {
  readonly name: string;
  readonly from: Rational;
  readonly to: Rational;
  /** Absent for the two totals. */
  readonly amount?: Rational;
}

function Waterfall(props: { readonly shown: Shown; readonly answer: WhyAnswer }) {
  const bars = createMemo((): readonly Bar[] => {
    const { before, after, shares } = props.answer;
    let at = before;
    const steps = shares.map(({ sentence, amount }): Bar => {
      const from = at;
      at = add(at, amount);
      return { name: formatUnitWord(sentence[language()]), from, to: at, amount };
    });
    return [
      // Reasons start from the text as written, whatever the figures are held against.
      { name: m().shortAsWritten, from: ZERO, to: before },
      ...steps,
      { name: m().simulated, from: ZERO, to: after },
    ];
  });
  /** The axis is broken where the steps would be too small to see. */
  const floor = createMemo(() => {
    const ends = bars().flatMap(({ from, to, amount }) => (amount ? [mark(from), mark(to)] : [mark(to)]));
    const [least, most] = [Math.min(...ends), Math.max(...ends)];
    if (least <= 0) return undefined;
    const spread = Math.max(most - least, most * 0.002);
    const cut = least - spread * 0.6;
    return cut > most * 0.35 ? cut : undefined;
  });
  const option = createMemo(() => {
    const colors = chartColors();
    const { fontFamily } = getComputedStyle(document.body);
    const list = bars();
    const low = floor() ?? 0;
    const colorOf = ({ amount }: Bar, last: boolean): string =>
      amount === undefined ? (last ? colors.accent : colors.mute) : amount.numerator < 0n ? colors.down : colors.up;
    const labelOf = ({ amount, to }: Bar): string =>
      amount === undefined
        ? whole(to)
        : `${amount.numerator < 0n ? "▼" : "▲"} ${signed(amount, 0).replace(/^[+−]/, "")}`;
    return {
      grid: { top: 26 },
      tooltip: {
        trigger: "item",
        formatter: ({ dataIndex }: { readonly dataIndex: number }) => {
          const found = list[dataIndex];
          return found ? `${found.name}\n${found.amount ? signed(found.amount) : toFen(found.to)}` : "";
        },
      },
      xAxis: {
        type: "category",
        data: list.map(({ name }) => name),
        axisLabel: { interval: 0, width: Math.max(46, 440 / list.length), overflow: "break", lineHeight: 14 },
      },
      yAxis: {
        type: "value",
        scale: true,
        ...(floor() !== undefined && { min: low }),
        axisLabel: { formatter: axisLabel(low) },
      },
      series: [
        {
          type: "custom",
          // Each bar reaches from where the one before ended.
          renderItem: (_: unknown, draw: Draw) => {
            const at = draw.value(0);
            const bar = list[at];
            if (!bar) return undefined;
            const [from, to] = [Math.max(low, mark(bar.from)), mark(bar.to)];
            const [x = 0, top = 0] = draw.coord([at, Math.max(from, to)]);
            const [, bottom = 0] = draw.coord([at, Math.min(from, to)]);
            const [step = 0] = draw.size([1, 0]);
            const width = Math.min(56, step * 0.66);
            const [, end = 0] = draw.coord([at, to]);
            return {
              type: "group",
              children: [
                {
                  type: "rect",
                  shape: { x: x - width / 2, y: top, width, height: Math.max(1.5, bottom - top), r: 2 },
                  style: { fill: colorOf(bar, at === list.length - 1) },
                },
                ...(at < list.length - 1
                  ? [
                      {
                        type: "line",
                        shape: { x1: x + width / 2, y1: end, x2: x + step - width / 2, y2: end },
                        style: { stroke: colors.line2 },
                      },
                    ]
                  : []),
                {
                  type: "text",
                  x,
                  y: top - 4,
                  style: {
                    text: labelOf(bar),
                    fill: bar.amount ? colorOf(bar, false) : colors.ink,
                    fontSize: 11,
                    fontWeight: 600,
                    fontFamily,
                    align: "center",
                    verticalAlign: "bottom",
                  },
                },
              ],
            };
          },
          data: list.map((_, at) => ({
            value: [at, mark(list[at]?.to ?? ZERO), mark(list[at]?.from ?? ZERO)],
            key: String(at),
          })),
          encode: { x: 0, y: [1, 2] },
        },
      ],
    };
  });
  const twin = createMemo(() => ({
    columns: [{ label: m().cause }, { label: m().amount, numeric: true }],
    rows: bars().map(({ name, amount, to }, at) => ({
      key: String(at),
      cells: [name, amount ? signed(amount) : toFen(to)],
    })),
  }));
  const title = (): string => {
    const { before, after } = props.answer;
    return `${m().why}${language() === "zh" ? "：" : ": "}${whole(before)} → ${whole(after)} ${formatUnitWord(props.shown.currency)}`;
  };
  const note = (): string =>
    [
      props.answer.by === "clauses" ? m().whyByClause : m().whyNote,
      ...(props.answer.apart > 0 ? [m().apart(props.answer.apart)] : []),
      ...(rest(props.answer) ? [rest(props.answer)] : []),
    ].join(language() === "zh" ? "；" : "; ");
  return <ChartCard title={title()} note={note()} height={260} option={option()} twin={twin()} />;
}

/** Shares sum to the change; said in full where they should not. */
function rest({ before, after, shares }: WhyAnswer): string {
  const sum = shares.reduce((total, { amount }) => add(total, amount), ZERO);
  const left = subtract(subtract(after, before), sum);
  return left.numerator === 0n ? "" : `${m().other} ${signed(left)}`;
}

/** What a custom series is drawn with. */
interface Draw {
  value(dimension: number): number;
  coord(point: readonly number[]): readonly number[];
  size(of: readonly number[]): readonly number[];
}

/** A break is marked at the foot of the axis. */
const axisLabel =
  (low: number) =>
  (value: number): string =>
    low > 0 && Math.abs(value - low) < 1e-6 ? "≈" : axisAmount(value);
