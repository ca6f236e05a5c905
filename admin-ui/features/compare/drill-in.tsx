import { useNavigate } from "@solidjs/router";
import { createResource, For, Match, Show, Switch } from "solid-js";
import { type Explanation, rational, type Span, type Step, subtract } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { IconButton } from "../../components/icon-button.tsx";
import { X } from "../../components/icons.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { Select } from "../../components/select.tsx";
import { formatMonth, formatMonthShort, groupDigits } from "../../i18n/format.ts";
import { decimalText } from "../../kernel/compare/amounts.ts";
import type { PairExplained, StudyClient } from "../../kernel/study/study-api.ts";
import { StepTree } from "../sample/step-tree.tsx";
import { Change } from "./change.tsx";
import { type Compared, type ComparedVersion, pairOf, placesOf } from "./compared.ts";
import styles from "./drill-in.module.css";
import { m } from "./messages.ts";
import { SchemeMark } from "./scheme-mark.tsx";

interface DrillInProps {
  readonly compared: Compared;
  readonly pay: readonly string[] | undefined;
  readonly agent: string;
  readonly month: string;
  readonly client: StudyClient;
  readonly onMonth: (month: string) => void;
  readonly onClose: () => void;
}

/** How one agent's month comes about under both schemes, with the first difference framed and told. */
export function DrillIn(props: DrillInProps) {
  const navigate = useNavigate();
  const person = () => props.compared.info.people[placesOf(props.compared).get(props.agent) ?? -1];
  const asked = () => {
    const { base, other } = pairOf(props.compared);
    return { base, other, place: props.compared.other, agent: props.agent, month: props.month, pay: props.pay };
  };
  const [pair] = createResource(asked, async ({ base, other, place, agent, month, pay }) => {
    const found = await props.client.explainPair(
      [
        { kind: "version", text: base.text },
        { kind: "version", text: other.text },
      ],
      agent,
      month,
      pay && [pay[0] ?? "", pay[place] ?? ""],
    );
    return found === undefined || "problem" in found ? undefined : found;
  });
  const found = () => (pair.error ? undefined : pair.latest);
  const months = () => found()?.months ?? [];
  const ofMonth = () => months().find(({ month }) => month === props.month);
  const reveal = (version: ComparedVersion, tree: Explanation, span: Span): void => {
    const clause = clauseAt(tree.outputs, span);
    navigate(
      `${version.path}?agent=${encodeURIComponent(props.agent)}&month=${props.month}${clause ? `&clause=${encodeURIComponent(clause)}` : ""}`,
    );
  };
  return (
    <section class={styles.panel} aria-label={m().drill.label(person()?.name || props.agent)}>
      <header class={styles.head}>
        <h2 class={styles.who}>{person()?.name || props.agent}</h2>
        <span class={styles.about}>
          {[props.agent, ...(person()?.attributes ?? []).slice(0, 2)].filter((part) => part !== undefined).join(" · ")}
        </span>
        <div class={styles.month}>
          <Select
            label={m().drill.month}
            options={props.compared.info.months.map((month) => ({ value: month, label: formatMonth(month) }))}
            value={props.month}
            onChange={props.onMonth}
          />
        </div>
        <IconButton label={m().drill.close} onClick={props.onClose}>
          <X size={16} />
        </IconButton>
      </header>
      <div class={styles.scroller}>
        <Switch fallback={<Loading title={m().drill.loading} />}>
          <Match when={pair.error}>
            <Notice role="alert" title={pair.error instanceof Error ? pair.error.message : String(pair.error)} />
          </Match>
          <Match when={found() && !ofMonth()}>
            <Notice title={m().drill.noMonth} />
          </Match>
          <Match when={found()}>
            {(explained) => (
              <div class={styles.trees}>
                <Side
                  compared={props.compared}
                  explained={explained()}
                  side={0}
                  version={pairOf(props.compared).base}
                  month={props.month}
                  onReveal={reveal}
                />
                <Side
                  compared={props.compared}
                  explained={explained()}
                  side={1}
                  version={pairOf(props.compared).other}
                  month={props.month}
                  onReveal={reveal}
                />
              </div>
            )}
          </Match>
        </Switch>
      </div>
      <Show when={ofMonth() && found()}>
        {(explained) => (
          <Show when={explained().firstDifference} fallback={<p class={styles.sentence}>{m().drill.none}</p>}>
            {(difference) => (
              <p class={styles.sentence} role="status">
                <span class={styles.frame} aria-hidden="true" />
                <strong>{m().drill.first}</strong> {difference().sentence[language()]}
              </p>
            )}
          </Show>
        )}
      </Show>
      <Show when={months().length > 1}>
        <ul class={styles.strip} aria-label={m().drill.months}>
          <For each={months()}>
            {({ month, amounts }) => (
              <li>
                <button
                  type="button"
                  class={styles.cell}
                  aria-pressed={month === props.month}
                  onClick={() => props.onMonth(month)}
                >
                  <span title={formatMonth(month)}>{formatMonthShort(month)}</span>
                  <Show
                    when={amounts[0] && amounts[1]}
                    fallback={<span class={styles.quiet}>{m().drill.notCompared}</span>}
                  >
                    <Change
                      value={subtract(amounts[1] ?? rational(0), amounts[0] ?? rational(0))}
                      text={(size) => decimalText(size, 0)}
                    />
                  </Show>
                </button>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

interface SideProps {
  readonly compared: Compared;
  readonly explained: PairExplained;
  readonly side: 0 | 1;
  readonly version: ComparedVersion;
  readonly month: string;
  readonly onReveal: (version: ComparedVersion, tree: Explanation, span: Span) => void;
}

function Side(props: SideProps) {
  const figures = () => props.compared.comparison.schemes[props.version.place];
  const amounts = () => props.explained.months.find(({ month }) => month === props.month)?.amounts;
  const change = () => {
    const [before, after] = amounts() ?? [];
    return props.side === 1 && before && after ? subtract(after, before) : undefined;
  };
  const roots = (tree: Explanation): readonly Step[] => tree.outputs.filter(({ name }) => name === figures()?.pay);
  return (
    <div class={styles.side}>
      <h3 class={styles.version}>
        <SchemeMark place={props.version.place} />
        <span title={props.version.label}>{props.version.short}</span>
        <Show when={change()} fallback={<span class={styles.amount}>{amountText(amounts()?.[props.side])}</span>}>
          <span class={styles.amount}>
            <Change value={change()} text={(size) => decimalText(size, 2)} />
          </span>
        </Show>
      </h3>
      <Show when={props.explained.explanations[props.side]} fallback={<p class={styles.quiet}>{m().drill.noSteps}</p>}>
        {(tree) => (
          <StepTree
            label={m().drill.tree(props.version.short)}
            roots={roots(tree())}
            currency={figures()?.currency ?? ""}
            marked={props.explained.firstDifference?.names[props.side]}
            onReveal={(span) => props.onReveal(props.version, tree(), span)}
          />
        )}
      </Show>
    </div>
  );
}

const amountText = (amount: Parameters<typeof decimalText>[0] | undefined): string =>
  amount ? groupDigits(decimalText(amount, 2)) : "";

/** Number or title of the clause that a statement stands under; each step is looked at once. */
function clauseAt(roots: readonly Step[], span: Span): string | undefined {
  const seen = new Set<Step>();
  const open = [...roots];
  for (let step = open.pop(); step; step = open.pop()) {
    if (seen.has(step)) continue;
    seen.add(step);
    if (step.span.start === span.start) return step.clause.number || step.clause.title || undefined;
    open.push(...step.operands);
  }
  return undefined;
}
