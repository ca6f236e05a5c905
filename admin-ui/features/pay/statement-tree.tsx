import { createSignal, createUniqueId, For, Show } from "solid-js";
import type { StatementStep } from "../../../server/api-types.ts";
import { language } from "../../app/preferences.ts";
import { ChevronRight } from "../../components/icons.tsx";
import { formatMonthShort, formatUnitWord, groupDigits } from "../../i18n/format.ts";
import { readableFormula } from "../sample/readable-formula.ts";
import { m } from "./messages.ts";
import styles from "./statement.module.css";

interface StatementTreeProps {
  readonly label: string;
  readonly steps: readonly StatementStep[];
  /** Names at the top of the tree. */
  readonly roots: readonly string[];
}

/** How the pay came about: each name with its clause, its formula with figures filled in, and what it rests on. */
export function StatementTree(props: StatementTreeProps) {
  const byName = () => new Map(props.steps.map((step) => [step.name, step]));
  return (
    <ul class={styles.tree} aria-label={props.label}>
      <Children names={props.roots} byName={byName()} above={[]} opened />
    </ul>
  );
}

interface ChildrenProps {
  readonly names: readonly string[];
  readonly byName: ReadonlyMap<string, StatementStep>;
  /** Names on the way down. */
  readonly above: readonly string[];
  readonly opened: boolean;
}

const Children = (props: ChildrenProps) => (
  <For each={props.names}>
    {(name, at) => (
      <Show when={props.byName.get(name)}>
        {(step) => (
          <Step
            step={step()}
            byName={props.byName}
            above={props.above}
            opened={props.opened && (props.above.length > 0 || at() === 0)}
          />
        )}
      </Show>
    )}
  </For>
);

interface StepProps extends Omit<ChildrenProps, "names"> {
  readonly step: StatementStep;
}

function Step(props: StepProps) {
  const id = createUniqueId();
  const isGiven = ({ kind }: StatementStep): boolean => kind === "input" || kind === "param";
  const children = () => props.step.operands.filter((name) => props.byName.has(name) && !props.above.includes(name));
  /** Figures alone stand in the formula already. */
  const leadsOn = () => children().some((name) => !isGiven(props.byName.get(name) ?? props.step));
  const [open, setOpen] = createSignal(props.opened && leadsOn());
  return (
    <li class={styles.step} data-given={isGiven(props.step) ? "" : undefined}>
      <div class={styles.line}>
        <Show when={children().length > 0} fallback={<span class={styles.leaf} />}>
          <button
            type="button"
            class={styles.toggle}
            aria-expanded={open()}
            aria-controls={id}
            aria-label={m().open(props.step.name)}
            onClick={() => setOpen(!open())}
          >
            <ChevronRight size={14} />
          </button>
        </Show>
        <span class={styles.name}>{props.step.name}</span>
        <span class={styles.clause} title={props.step.clause.title}>
          {props.step.clause.number || props.step.clause.title}
        </span>
        <Show when={props.step.assumed}>
          {(why) => (
            <span class={styles.assumed} title={why()}>
              {m().assumed}
            </span>
          )}
        </Show>
        <span class={styles.value} data-error={props.step.error ? "" : undefined}>
          {props.step.error ? m().noResult : shownValue(props.step)}
        </span>
      </div>
      <Details step={props.step} />
      <Show when={open()}>
        <ul id={id} class={styles.children}>
          <Children
            names={children()}
            byName={props.byName}
            above={[...props.above, props.step.name]}
            opened={props.opened}
          />
        </ul>
      </Show>
    </li>
  );
}

const Details = (props: { readonly step: StatementStep }) => (
  <>
    <Show when={props.step.formula}>
      {(formula) => (
        <p class={styles.detail} title={formula().text}>
          {readableFormula(formula().filled)}
        </p>
      )}
    </Show>
    <Show when={props.step.decision}>
      {(decision) => (
        <p class={styles.detail}>
          {decision().decided === undefined ? m().noRow : m().matched(decidedRow(props.step))}
        </p>
      )}
    </Show>
    <Show when={props.step.placement}>
      {(placement) => <p class={styles.detail}>{m().rank(placement().rank, placement().size)}</p>}
    </Show>
    <For each={props.step.windows}>
      {(window) => (
        <p class={styles.detail}>
          {m().windowOf(window.months.length, window.outOf, window.months.map(formatMonthShort).join(", "))}
        </p>
      )}
    </For>
    <For each={props.step.parts}>
      {(part) => (
        <p class={`${styles.detail} ${styles.part}`}>
          <span>{part.indicator}</span>
          <span>
            {part.held} × {part.weight} = {part.points}
          </span>
        </p>
      )}
    </For>
    <For each={props.step.deductions}>
      {(deduction) => (
        <p class={`${styles.detail} ${styles.part}`}>
          <span>{deduction.name}</span>
          <span>{groupDigits(deduction.points)}</span>
        </p>
      )}
    </For>
    <For each={props.step.tiers?.filter(({ reached }) => reached)}>
      {(tier) => (
        <p class={`${styles.detail} ${styles.part}`}>
          <span>
            {tier.label} {readableFormula(tier.shown)}
          </span>
          <span>{readableFormula(tier.adds ?? tier.amount ?? "")}</span>
        </p>
      )}
    </For>
    <For each={props.step.roundings}>
      {({ decimals, mode, before, after }) => (
        <p class={styles.rounding}>{m().rounded(decimals, mode, groupDigits(before), groupDigits(after))}</p>
      )}
    </For>
    <Show when={props.step.error?.name === props.step.name ? props.step.error : undefined}>
      {(error) => <p class={styles.error}>{error().message[language()]}</p>}
    </Show>
  </>
);

function decidedRow({ decision }: StatementStep): string {
  const row = decision?.rows.find(({ id }) => id === decision.decided);
  const tests = row?.cells.map(({ test }) => test).join(", ") ?? "";
  return row === undefined ? "" : tests === row.id ? tests : `${row.id} ${tests}`;
}

function shownValue({ shown, value }: StatementStep): string {
  if (value === "true") return m().yes;
  if (value === "false") return m().no;
  return groupDigits(formatUnitWord(shown ?? value ?? ""));
}
