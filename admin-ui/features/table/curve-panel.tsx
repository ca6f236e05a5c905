import { createEffect, createMemo, createSignal, For, on, onCleanup, Show } from "solid-js";
import { isRational, type Outcome, type Rational, showValue, subtract, type Type } from "../../../engine/index.ts";
import { ChartCard, type ChartTwin, chartColors } from "../../components/chart/chart-card.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { Select } from "../../components/select.tsx";
import { formatMonthShort, formatUnitWord, groupDigits, withSign } from "../../i18n/format.ts";
import { changeText, shownAs } from "../../kernel/outcomes.ts";
import type { Curve, CurveAgent } from "../../kernel/workbench-api.ts";
import { curveOption } from "./curve-option.ts";
import styles from "./curve-panel.module.css";
import { m } from "./messages.ts";
import { useTable } from "./table-context.ts";

interface CurvePanelProps {
  /** The figure of the table that somebody works in; absent where it has none. */
  readonly figure: string | undefined;
  readonly ownLabel: string;
}

/** How what is paid follows one figure: the line, everyone on it, and where it jumps. */
export function CurvePanel(props: CurvePanelProps) {
  const table = useTable();
  const { workbench } = table;
  const [chosen, setChosen] = createSignal<string>();
  createEffect(on(() => props.figure, setChosen, { defer: true }));
  const [curve, setCurve] = createSignal<Curve>();
  /** The newest question has been answered, if only with nothing. */
  const [answered, setAnswered] = createSignal(false);
  createEffect(() => {
    const figure = chosen();
    // Asked anew with every text and month; the old curve stays in sight until then.
    if (!workbench.population() || !table.isCurrent()) return;
    const giveUp = new AbortController();
    onCleanup(() => giveUp.abort());
    workbench.client.curve(figure, giveUp.signal).then((found) => {
      if (giveUp.signal.aborted) return;
      setCurve(found);
      setAnswered(true);
    });
  });
  const month = (): string => formatMonthShort(table.month() ?? "");
  return (
    <aside class={styles.panel} aria-label={m().curve}>
      <Show
        when={curve()}
        fallback={
          <Show when={answered()} fallback={<Loading title={m().computing} />}>
            <Notice title={m().noCurve} hint={m().noCurveHint} />
          </Show>
        }
      >
        {(found) => (
          <>
            <CurveChart curve={found()} ownLabel={props.ownLabel} month={month()} onFigure={setChosen} />
            <Jumps curve={found()} month={month()} />
          </>
        )}
      </Show>
    </aside>
  );
}

interface CurveChartProps {
  readonly curve: Curve;
  readonly ownLabel: string;
  readonly month: string;
  readonly onFigure: (figure: string) => void;
}

function CurveChart(props: CurveChartProps) {
  const table = useTable();
  const money = (value: Rational): string => groupDigits(shownAs(value, props.curve.pay).text);
  const nameOf = ({ agent, name }: { readonly agent: string; readonly name: string }): string => name || agent;
  const agentText = (agent: CurveAgent): string => {
    const amount = agent.y ?? agent.before;
    return `${nameOf(agent)} ${figureText(agent.x, props.curve.type)}${amount ? `  ${money(amount)}` : ""}`;
  };
  const sample = createMemo(() => {
    const agent = table.workbench.sample()?.agent;
    return props.curve.agents.find((each) => each.agent === agent);
  });
  const option = createMemo(() =>
    curveOption(
      props.curve,
      chartColors(),
      {
        own: props.ownLabel,
        base: table.baseLabel(),
        agents: m().agents,
        withoutResult: m().withoutResult,
        gap: m().gapMark,
        agent: agentText,
        figure: (x) => tick(x, props.curve.type),
      },
      sample(),
    ),
  );
  const twin = createMemo((): ChartTwin => {
    const { points, base, figure, type } = props.curve;
    const before = new Map(base?.map(({ x, y }) => [key(x), y]));
    const shown = (y: Outcome | undefined): string => (y !== undefined && isRational(y) ? money(y) : "—");
    return {
      columns: [
        { label: figure, numeric: true },
        { label: props.ownLabel, numeric: true },
        ...(base ? [{ label: table.baseLabel(), numeric: true }] : []),
      ],
      rows: points.map(({ x, y }, at) => ({
        key: String(at),
        cells: [figureText(x, type), shown(y), ...(base ? [shown(before.get(key(x)))] : [])],
      })),
    };
  });
  return (
    <ChartCard
      title={m().curveOf(props.curve.pay.name)}
      note={m().curveNote(nameOf(props.curve.who), props.month)}
      height={400}
      option={option()}
      twin={twin()}
    >
      <Show when={props.curve.figures.length > 1}>
        <div class={styles.figure}>
          <Select
            label={m().along}
            options={props.curve.figures.map((figure) => ({ value: figure, label: figure }))}
            value={props.curve.figure}
            onChange={props.onFigure}
          />
        </div>
      </Show>
    </ChartCard>
  );
}

/** What crossing each edge is worth, and how many stand just before it. */
function Jumps(props: { readonly curve: Curve; readonly month: string }) {
  const table = useTable();
  const edges = createMemo(() => {
    const grids = table.workbench.population()?.coverage.grids ?? [];
    const edges = grids.flatMap((grid) => grid.edges.filter(({ column }) => column === props.curve.figure));
    return new Map(edges.map((edge) => [key(edge.value), edge]));
  });
  /** `5 人 57%–60%`: from where on somebody is just below. */
  const near = (edge: Rational): { readonly count: number; readonly stretch: string } => {
    const found = edges().get(key(edge));
    if (!found) return { count: 0, stretch: "" };
    const from = figureText(subtract(found.value, found.margin), found.type).replace(/ .*$/, "");
    return { count: found.justBelow, stretch: `${from}–${figureText(found.value, found.type)}` };
  };
  return (
    <Show when={props.curve.jumps.length > 0} fallback={<p class={styles.note}>{m().noJumps}</p>}>
      <section class={styles.jumps} aria-label={m().jumps}>
        <header class={styles.head}>
          <h3 class={styles.title}>{m().jumps}</h3>
          <span class={styles.note}>{m().jumpsNote}</span>
        </header>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{props.curve.figure}</th>
              <th scope="col" class={styles.number}>
                {props.curve.jumps[0]?.decided?.name}
              </th>
              <th scope="col" class={styles.number}>
                {m().jump}
              </th>
              <Show when={edges().size > 0}>
                <th scope="col" class={styles.number}>
                  {m().near(props.month)}
                </th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <For each={props.curve.jumps}>
              {(jump) => (
                <tr>
                  <th scope="row">{figureText(jump.edge, props.curve.type)}</th>
                  <td class={styles.number}>
                    <Show when={jump.decided}>
                      {(decided) => `${outcomeText(decided().below)} → ${outcomeText(decided().above)}`}
                    </Show>
                  </td>
                  <td
                    class={styles.number}
                    data-tone={
                      jump.above.numerator * jump.below.denominator >= jump.below.numerator * jump.above.denominator
                        ? "up"
                        : "down"
                    }
                  >
                    {withSign(changeText(subtract(jump.above, jump.below), props.curve.pay))}
                  </td>
                  <Show when={edges().size > 0}>
                    <td class={styles.number}>
                      <span class={styles.note}>{near(jump.edge).stretch}</span> {m().count(near(jump.edge).count)}
                    </td>
                  </Show>
                </tr>
              )}
            </For>
          </tbody>
        </table>
        <p class={styles.advice}>{m().jumpAdvice}</p>
      </section>
    </Show>
  );
}

const key = ({ numerator, denominator }: Rational): string => `${numerator}/${denominator}`;

/** A percentage to two places, unless it is written with fewer. */
function figureText(value: Rational, type: Type): string {
  const exact = showValue(value, type);
  const cut = /\.\d{3}/.test(exact) && type.kind === "number" && type.percent;
  return groupDigits(formatUnitWord(cut ? showValue(value, type, { decimals: 4 }) : exact));
}

const tick = (x: number, type: Type): string => {
  const digits = groupDigits(String(Math.round(x * 1000) / 1000));
  return type.kind === "number" && type.percent ? `${digits}%` : digits;
};

const outcomeText = (outcome: Outcome): string =>
  isRational(outcome)
    ? groupDigits(showValue(outcome, { kind: "unknown" }))
    : typeof outcome === "string"
      ? outcome
      : "—";
