import { createMemo, createSignal, type JSX, Show } from "solid-js";
import { compare, divide, isZero, type Rational, rational, subtract } from "../../../engine/index.ts";
import { formatUnitWord } from "../../i18n/format.ts";
import { percentText } from "../../kernel/compare/amounts.ts";
import type { WhatIf } from "../../kernel/study/study-api.ts";
import { readBudget } from "../../kernel/what-if/what-if-address.ts";
import { Change } from "../compare/change.tsx";
import styles from "./headlines.module.css";
import { m } from "./messages.ts";
import { type Shown, sizeOf, toFen } from "./shown.ts";

interface HeadlinesProps {
  readonly shown: Shown;
  readonly figures: WhatIf;
  readonly onBudget: (budget: Rational | undefined) => void;
  readonly onMissing: () => void;
}

/** What it comes to, whether that is within the budget, who is touched most and who is not counted. */
export function Headlines(props: HeadlinesProps) {
  const change = createMemo(() => subtract(props.figures.after, props.figures.before));
  const ratio = (): string => {
    const { before } = props.figures;
    return isZero(before) ? "" : `（${percentText(divide(change(), before), 1).replace("-", "")}）`;
  };
  const person = (at: number): { name: string; place: string } => {
    const found = props.shown.info.people[at];
    return {
      name: found?.name || found?.agent || "",
      place: found?.attributes.find((value) => value !== undefined) ?? "",
    };
  };
  return (
    <div class={styles.headlines}>
      <Tile title={m().total} unit={formatUnitWord(props.shown.currency)}>
        <strong class={styles.total}>
          <Money value={props.figures.after} />
        </strong>
        <span class={styles.beside}>
          <Show when={!isZero(change())} fallback={m().noChange(props.shown.base)}>
            <Change value={change()} text={(size) => `${sizeOf(size)}${ratio()}`} />
            <span>{m().than("", props.shown.base).trim()}</span>
          </Show>
        </span>
      </Tile>
      <BudgetTile {...props} />
      <Tile title={m().largestGain} unit={formatUnitWord(props.shown.currency)}>
        <Show when={props.figures.largestGain} fallback={<span class={styles.none}>{m().nobodyGains}</span>}>
          {(found) => (
            <>
              <strong class={styles.value}>
                <Change value={found().change} text={sizeOf} />
              </strong>
              <span class={styles.beside}>
                <b>{person(found().person).name}</b> {person(found().person).place}
              </span>
            </>
          )}
        </Show>
      </Tile>
      <Tile title={m().largestLoss} unit={formatUnitWord(props.shown.currency)}>
        <Show when={props.figures.largestLoss} fallback={<span class={styles.none}>{m().nobodyLoses}</span>}>
          {(found) => (
            <>
              <strong class={styles.value}>
                <Change value={found().change} text={sizeOf} />
              </strong>
              <span class={styles.beside}>
                <b>{person(found().person).name}</b> {person(found().person).place}
              </span>
            </>
          )}
        </Show>
      </Tile>
      <Tile title={m().missing} unit={m().missingUnit}>
        <Show
          when={props.figures.missing.after > 0}
          fallback={<strong class={styles.none}>{m().nothingMissing}</strong>}
        >
          <strong class={styles.value}>{props.figures.missing.after}</strong>
        </Show>
        <span class={styles.beside}>
          <Show when={props.figures.missing.after > 0}>
            <button type="button" class={styles.list} onClick={props.onMissing}>
              {m().seeList}
            </button>
          </Show>
          <span>{m().ofPeople(props.figures.up + props.figures.down + props.figures.same)}</span>
        </span>
      </Tile>
    </div>
  );
}

const Tile = (props: { readonly title: string; readonly unit: string; readonly children: JSX.Element }) => (
  <section class={styles.tile} aria-label={props.title}>
    <h2 class={styles.title}>
      {props.title} <span>{props.unit}</span>
    </h2>
    {props.children}
  </section>
);

/** The cents are smaller than the amount. */
function Money(props: { readonly value: Rational }) {
  const parts = (): string[] => toFen(props.value).split(".");
  return (
    <>
      {parts()[0]}
      <span class={styles.cents}>.{parts()[1]}</span>
    </>
  );
}

function BudgetTile(props: HeadlinesProps) {
  const [typed, setTyped] = createSignal<string>();
  const [isWrong, setWrong] = createSignal(false);
  const left = createMemo(() => props.shown.budget && subtract(props.shown.budget, props.figures.after));
  const overMonths = (): number => {
    const { budget } = props.shown;
    const { months } = props.figures;
    if (!budget) return 0;
    const share = divide(budget, rational(months.length));
    return months.filter(({ after }) => compare(after, share) > 0).length;
  };
  const enter = (text: string): void => {
    const budget = readBudget(text);
    setWrong(text.trim() !== "" && budget === undefined);
    if (isWrong()) return;
    setTyped(undefined);
    props.onBudget(budget);
  };
  return (
    <Tile title={m().budget} unit={formatUnitWord(props.shown.currency)}>
      <input
        class={styles.budget}
        inputmode="decimal"
        autocomplete="off"
        aria-label={m().budgetLabel}
        aria-invalid={isWrong()}
        placeholder={m().budgetHint}
        value={typed() ?? (props.shown.budget ? toFen(props.shown.budget).replace(/\.00$/, "") : "")}
        onInput={(event) => setTyped(event.currentTarget.value)}
        onChange={(event) => enter(event.currentTarget.value)}
        onFocus={(event) => event.currentTarget.select()}
      />
      <Show when={left()} fallback={<span class={styles.beside}>{m().noBudget}</span>}>
        {(found) => (
          <>
            <strong class={styles.left} data-over={found().numerator < 0n ? "" : undefined}>
              <Show when={found().numerator < 0n} fallback={m().left(sizeOf(found()))}>
                <span aria-hidden="true">▲</span> {m().over(sizeOf(found()))}
              </Show>
            </strong>
            <span class={styles.beside}>{m().overMonths(overMonths())}</span>
          </>
        )}
      </Show>
    </Tile>
  );
}
