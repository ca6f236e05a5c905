import { createEffect, createMemo, createSignal, createUniqueId, For, on, Show } from "solid-js";
import type { Move, Rational } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { formatUnitWord } from "../../i18n/format.ts";
import type { StudyLever } from "../../kernel/study/study-api.ts";
import { isWithin, onStep, placeOf, scaleOf, valueAt } from "../../kernel/what-if/lever-scale.ts";
import { numberText, readNumber, unitOf } from "../../kernel/what-if/lever-text.ts";
import { standing, turned, untouched } from "../../kernel/what-if/turn.ts";
import styles from "./lever-row.module.css";
import { m } from "./messages.ts";
import { leverValue } from "./shown.ts";

export interface LeverRowProps {
  readonly lever: StudyLever;
  readonly move: Move;
  readonly onMove: (move: Move) => void;
  /** All levers, for the names of the other weights. */
  readonly levers: readonly StudyLever[];
  /** What a step does, in a few words; absent while that is not known. */
  readonly sensitivity: string | undefined;
  /** Names the clause as well, where no heading above does. */
  readonly citesClause: boolean;
}

/** One figure of the scheme: a field, a slider, what it was and what a step does. */
export function LeverRow(props: LeverRowProps) {
  const id = createUniqueId();
  const [partner, setPartner] = createSignal<string>();
  const [typed, setTyped] = createSignal<string>();
  const [wrong, setWrong] = createSignal<string>();
  const label = (): string => props.lever.label[language()];
  const value = createMemo((): Rational => standing(props.lever, props.move));
  const scale = createMemo(() => scaleOf(props.lever, value()));
  const isMoved = (): boolean => props.move.has(props.lever.address);
  const unit = (): string => formatUnitWord(unitOf(props.lever));
  const turn = (to: Rational): void => {
    setWrong(undefined);
    setTyped(undefined);
    props.onMove(turned(props.move, props.lever, to, partner()));
  };
  // What is typed and not a value yet is given up when the lever moves by other means.
  createEffect(
    on(
      value,
      () => {
        setTyped(undefined);
        setWrong(undefined);
      },
      { defer: true },
    ),
  );

  const enter = (text: string): void => {
    const found = readNumber(text, props.lever);
    const { range } = props.lever;
    if (!found) return void setWrong(m().notANumber(unit()));
    if (range && !isWithin(props.lever, found)) {
      const [from, to] = [range.lower, range.upper].map((end) => leverValue(props.lever, end));
      return void setWrong(m().outOfRange(from ?? "", to ?? ""));
    }
    turn(onStep(props.lever, found));
  };
  const slide = (steps: number): void => turn(valueAt(scale(), steps));
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    slide(placeOf(scale(), value()) + step * (event.shiftKey ? 10 : 1));
  };
  /** Where a value stands between the ends, from 0 to 1. */
  const share = (of: Rational): number => {
    const { first, last } = scale();
    return last === first ? 0 : Math.min(1, Math.max(0, (placeOf(scale(), of) - first) / (last - first)));
  };
  const span = (): { left: number; width: number } => {
    const [one, other] = [share(props.lever.value), share(value())];
    return { left: Math.min(one, other), width: Math.abs(one - other) };
  };
  const nameOf = (address: string): string =>
    props.levers.find((each) => each.address === address)?.label[language()] ?? address;

  return (
    <div class={styles.row} data-moved={isMoved() ? "" : undefined} data-address={props.lever.address}>
      <div class={styles.head}>
        <span class={styles.label} id={id} title={props.lever.heading}>
          {label()}
          <Show when={props.citesClause && props.lever.clause}>
            {(clause) => <span class={styles.clause}>{clause()}</span>}
          </Show>
        </span>
        <span class={styles.field} data-wrong={wrong() ? "" : undefined}>
          <input
            class={styles.input}
            inputmode="decimal"
            autocomplete="off"
            aria-label={m().value(label())}
            aria-invalid={wrong() !== undefined}
            aria-describedby={wrong() ? `${id}-wrong` : undefined}
            value={typed() ?? numberText(value(), props.lever)}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onChange={(event) => enter(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === "Escape") {
                setTyped(undefined);
                setWrong(undefined);
              }
              if (event.key === "ArrowUp" || event.key === "ArrowDown") onKeyDown(event);
            }}
            onFocus={(event) => event.currentTarget.select()}
          />
          <Show when={unit()}>
            <span class={styles.unit}>{unit()}</span>
          </Show>
        </span>
      </div>
      <div class={styles.slide}>
        <span class={styles.end}>{leverValue(props.lever, valueAt(scale(), scale().first))}</span>
        <span
          class={styles.slider}
          style={{ "--base": share(props.lever.value), "--left": span().left, "--width": span().width }}
        >
          <span class={styles.span} aria-hidden="true" />
          <span class={styles.base} aria-hidden="true" />
          <input
            class={styles.range}
            type="range"
            aria-label={m().slider(label())}
            aria-valuetext={leverValue(props.lever, value())}
            min={scale().first}
            max={scale().last}
            step={1}
            value={placeOf(scale(), value())}
            onInput={(event) => slide(event.currentTarget.valueAsNumber)}
            onKeyDown={onKeyDown}
          />
        </span>
        <span class={styles.end}>{leverValue(props.lever, valueAt(scale(), scale().last))}</span>
      </div>
      <Show when={wrong()}>
        {(text) => (
          <p class={styles.wrong} id={`${id}-wrong`} role="alert">
            {text()}
          </p>
        )}
      </Show>
      <Show when={props.lever.others && isMoved()}>
        <label class={styles.partner}>
          {m().makesUp}
          <select value={partner() ?? ""} onChange={(event) => setPartner(event.currentTarget.value || undefined)}>
            <option value="">{m().allOthers}</option>
            <For each={props.lever.others}>{({ address }) => <option value={address}>{nameOf(address)}</option>}</For>
          </select>
        </label>
      </Show>
      <div class={styles.foot}>
        <Show when={isMoved()} fallback={<span>{m().notMoved}</span>}>
          <button
            type="button"
            class={styles.reset}
            aria-label={m().resetTo(label(), leverValue(props.lever, props.lever.value))}
            onClick={() => props.onMove(untouched(props.move, props.lever))}
          >
            {m().was(leverValue(props.lever, props.lever.value))}
          </button>
        </Show>
        <span>{props.sensitivity}</span>
      </div>
    </div>
  );
}
