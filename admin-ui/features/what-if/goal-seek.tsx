import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show, untrack } from "solid-js";
import { compare, divide, type Move, type Rational, rational, subtract } from "../../../engine/index.ts";
import { reason } from "../../api/reason.ts";
import { language } from "../../app/preferences.ts";
import { Button } from "../../components/button.tsx";
import { CheckBox } from "../../components/check-box.tsx";
import { Combobox } from "../../components/combobox.tsx";
import { Target } from "../../components/icons.tsx";
import { formatUnitWord } from "../../i18n/format.ts";
import type { Group, SeekAnswer, StudyClient, StudyLever } from "../../kernel/study/study-api.ts";
import { scaleOf } from "../../kernel/what-if/lever-scale.ts";
import { numberText, readNumber, unitOf } from "../../kernel/what-if/lever-text.ts";
import { standing, turned } from "../../kernel/what-if/turn.ts";
import styles from "./goal-seek.module.css";
import { m } from "./messages.ts";
import { leverValue, type Shown, toFen } from "./shown.ts";

export interface GoalSeekProps {
  readonly client: StudyClient;
  readonly text: string;
  /** What is paid, whose total is to be within the budget. */
  readonly pay: string;
  readonly shown: Shown;
  readonly months: number;
  readonly group: Group;
  readonly levers: readonly StudyLever[];
  readonly move: Move;
  readonly onMove: (move: Move) => void;
  /** Address of the lever that moves most, once that is known: proposed where none is chosen yet. */
  readonly strongest: string | undefined;
}

interface Sought {
  readonly lever: StudyLever;
  readonly answer: SeekAnswer;
  /** What stood when it was sought; the answer is of that. */
  readonly move: Move;
  readonly bound: Rational;
  readonly eachMonth: boolean;
  readonly step: Rational;
}

/** Which value of one lever brings the total within the budget. */
export function GoalSeek(props: GoalSeekProps) {
  const id = createUniqueId();
  const [address, setAddress] = createSignal<string>();
  const [eachMonth, setEachMonth] = createSignal(false);
  const [bounds, setBounds] = createSignal<{ readonly from: string; readonly to: string; readonly step: string }>();
  const [sought, setSought] = createSignal<Sought>();
  const [progress, setProgress] = createSignal<number>();
  const [failure, setFailure] = createSignal<string>();
  const lever = createMemo(() => props.levers.find((each) => each.address === address()) ?? props.levers[0]);
  /** As typed, else those of the slider. */
  const written = createMemo(() => {
    const found = lever();
    if (!found) return undefined;
    const { step } = scaleOf(found, found.value);
    return (
      bounds() ?? {
        from: numberText(found.range?.lower ?? found.least, found),
        to: numberText(found.range?.upper ?? found.most, found),
        step: numberText(step, found),
      }
    );
  });
  // The lever that moves most is proposed; not any more to somebody who is choosing one.
  const [isChoosing, setChoosing] = createSignal(false);
  createEffect(() => {
    if (untrack(address) === undefined && !untrack(isChoosing) && props.strongest !== undefined)
      setAddress(props.strongest);
  });
  createEffect(
    on(lever, () => {
      setBounds(undefined);
      setSought(undefined);
      setFailure(undefined);
    }),
  );
  const bound = (): Rational | undefined =>
    props.shown.budget && (eachMonth() ? divide(props.shown.budget, rational(props.months)) : props.shown.budget);
  /** Figures that have changed since make an answer one of the past. */
  const current = createMemo(() => {
    const found = sought();
    const wanted = bound();
    return found && found.move === props.move && wanted && compare(found.bound, wanted) === 0 ? found : undefined;
  });

  const seek = async (): Promise<void> => {
    const [found, wanted, typed] = [lever(), bound(), written()];
    if (!found || !wanted || !typed) return;
    const [from, to, step] = [typed.from, typed.to, typed.step].map((text) => readNumber(text, found));
    setFailure(undefined);
    setSought(undefined);
    if (!from || !to || !step || step.numerator <= 0n || compare(from, to) > 0) return void setFailure(m().badBounds);
    setProgress(0);
    const move = props.move;
    try {
      const answer = await props.client.seek(
        {
          text: props.text,
          move,
          lever: found.address,
          from,
          to,
          step,
          goals: [{ aggregate: "sum", name: props.pay, eachMonth: eachMonth(), operator: "<=", bound: wanted }],
          group: props.group,
        },
        (done, total) => setProgress(total > 0 ? Math.floor((100 * done) / total) : 0),
      );
      if (!answer) return;
      if ("problem" in answer) setFailure(answer.problem.reason[language()]);
      else setSought({ lever: found, answer, move, bound: wanted, eachMonth: eachMonth(), step });
    } catch (error) {
      setFailure(reason(error));
    } finally {
      setProgress(undefined);
    }
  };

  return (
    <section class={styles.seek} aria-labelledby={id} onFocusIn={() => setChoosing(true)}>
      <h2 id={id}>
        <Target size={15} />
        {m().seek}
      </h2>
      <div class={styles.sentence}>
        <span>{m().seekKeep}</span>
        <strong class={styles.budget}>
          {props.shown.budget
            ? `${toFen(bound() ?? props.shown.budget)} ${formatUnitWord(props.shown.currency)}`
            : m().needBudget}
        </strong>
        <span>{m().seekWithin}</span>
      </div>
      <Combobox
        label={m().seekLever}
        options={props.levers.map((each) => ({
          value: each.address,
          label: each.label[language()],
          hint: leverValue(each, standing(each, props.move)),
        }))}
        value={lever()?.address}
        onChange={setAddress}
      />
      <CheckBox checked={eachMonth()} onChange={setEachMonth}>
        {m().eachMonth}
      </CheckBox>
      <Show when={written()}>
        {(typed) => (
          <details class={styles.bounds}>
            <summary>{m().bounds}</summary>
            <div class={styles.fields}>
              <For each={["from", "to", "step"] as const}>
                {(field) => (
                  <label>
                    {m()[field]}
                    <span>
                      <input
                        inputmode="decimal"
                        autocomplete="off"
                        value={typed()[field]}
                        onInput={(event) => setBounds({ ...typed(), [field]: event.currentTarget.value })}
                      />
                      {formatUnitWord(lever() ? unitOf(lever() as StudyLever) : "")}
                    </span>
                  </label>
                )}
              </For>
            </div>
          </details>
        )}
      </Show>
      <div role="status">
        <Show when={progress() !== undefined}>
          <p class={styles.note}>{m().seeking(progress() ?? 0)}</p>
        </Show>
        <Show when={failure()}>{(text) => <p class={styles.failure}>{text()}</p>}</Show>
        <Show when={sought() && !current() && progress() === undefined}>
          <p class={styles.note}>{m().outdated}</p>
        </Show>
        <Show when={current()}>{(found) => <Answer sought={found()} currency={props.shown.currency} />}</Show>
      </div>
      <div class={styles.acts}>
        <Show
          when={progress() === undefined}
          fallback={<Button onClick={() => props.client.giveUp("seek")}>{m().giveUp}</Button>}
        >
          <Show when={adoptable(current())}>
            {(found) => (
              <Button variant="primary" onClick={() => props.onMove(turned(props.move, found().lever, found().value))}>
                {m().adopt(leverValue(found().lever, found().value))}
              </Button>
            )}
          </Show>
          <Button
            variant={adoptable(current()) ? "secondary" : "primary"}
            disabled={!bound() || !lever()}
            onClick={() => void seek()}
          >
            {m().seekStart}
          </Button>
        </Show>
      </div>
    </section>
  );
}

/** The best value, where it is another than stands. */
function adoptable(found: Sought | undefined): { readonly lever: StudyLever; readonly value: Rational } | undefined {
  const value = found?.answer.best?.value;
  if (!found || !value || compare(value, standing(found.lever, found.move)) === 0) return undefined;
  return { lever: found.lever, value };
}

function Answer(props: { readonly sought: Sought; readonly currency: string }) {
  const show = (value: Rational): string => leverValue(props.sought.lever, value);
  const unit = (): string => formatUnitWord(props.currency);
  const now = (): Rational => standing(props.sought.lever, props.sought.move);
  const answer = (): SeekAnswer => props.sought.answer;
  return (
    <Show
      when={answer().best}
      fallback={
        <>
          <p class={styles.failure}>{m().noSolution}</p>
          <p class={styles.note}>{m().noSolutionHint}</p>
          <p class={styles.note}>{m().tried(answer().tried, answer().refused)}</p>
        </>
      }
    >
      {(best) => (
        <>
          <p class={styles.result}>
            <Show when={compare(best().value, now()) !== 0} fallback={m().alreadyThere}>
              <span>{show(now())} → </span>
              <strong>{show(best().value)}</strong>
            </Show>
          </p>
          <Show when={best().reached}>
            {(reached) => (
              <p class={styles.reached}>
                {props.sought.eachMonth
                  ? m().worstMonth(toFen(reached()), unit())
                  : m().reached(toFen(reached()), toFen(subtract(props.sought.bound, reached())), unit())}
              </p>
            )}
          </Show>
          <p class={styles.note}>
            <Show when={answer().beyond?.reached} fallback={m().beyondEnd(show(props.sought.step))}>
              {(reached) =>
                m().beyond(
                  show(answer().beyond?.value ?? best().value),
                  toFen(subtract(reached(), props.sought.bound)),
                  show(props.sought.step),
                )
              }
            </Show>
          </p>
          <Show
            when={answer().ranges.length > 1}
            fallback={
              <For each={answer().ranges}>
                {({ first, last }) => <p class={styles.note}>{m().oneRange(show(first), show(last))}</p>}
              </For>
            }
          >
            <p class={styles.note}>{m().severalRanges(answer().ranges.length)}</p>
            <ul class={styles.note}>
              <For each={answer().ranges}>{({ first, last }) => <li>{m().oneRange(show(first), show(last))}</li>}</For>
            </ul>
          </Show>
          <p class={styles.note}>{m().tried(answer().tried, answer().refused)}</p>
        </>
      )}
    </Show>
  );
}
