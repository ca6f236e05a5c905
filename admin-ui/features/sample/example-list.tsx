import { For, Show } from "solid-js";
import type { Span } from "../../../engine/index.ts";
import { Check, X } from "../../components/icons.tsx";
import { groupDigits } from "../../i18n/format.ts";
import type { ExampleResult } from "../../kernel/workbench-api.ts";
import styles from "./example-list.module.css";
import { m } from "./messages.ts";

/** The scheme's own worked cases, and whether the text still gives what they expect. */
export function ExampleList(props: {
  readonly examples: readonly ExampleResult[];
  readonly onReveal: (span: Span) => void;
}) {
  const failed = (): number => props.examples.filter(({ passes }) => !passes).length;
  return (
    <section class={styles.section} aria-label={m().examples}>
      <header class={styles.head}>
        <h3>{m().examples}</h3>
        <Show when={props.examples.length > 0}>
          <span class={styles.count}>
            <span class={styles.passed}>{m().passed(props.examples.length - failed())}</span>
            <Show when={failed() > 0}>
              {" · "}
              <span class={styles.failed}>{m().failed(failed())}</span>
            </Show>
          </span>
        </Show>
      </header>
      <ul>
        <For each={props.examples} fallback={<li class={styles.none}>{m().noExamples}</li>}>
          {(example, at) => <ExampleLine example={example} number={at() + 1} onReveal={props.onReveal} />}
        </For>
      </ul>
    </section>
  );
}

interface ExampleLineProps {
  readonly example: ExampleResult;
  readonly number: number;
  readonly onReveal: (span: Span) => void;
}

function ExampleLine(props: ExampleLineProps) {
  /** The check that failed, else what the example is about: its last result. */
  const told = () => props.example.checks.find(({ passes }) => !passes) ?? props.example.checks.at(-1);
  return (
    <li>
      <button class={styles.line} type="button" onClick={() => props.onReveal(props.example.span)}>
        <span class={props.example.passes ? styles.passed : styles.failed}>
          <Show when={props.example.passes} fallback={<X size={14} aria-label={m().failed(1)} />}>
            <Check size={14} aria-label={m().passed(1)} />
          </Show>
        </span>
        <span class={styles.name}>{props.example.label ?? m().example(props.number)}</span>
        <span class={styles.value} data-fails={props.example.passes ? undefined : ""}>
          <Show when={told()} fallback={props.example.expectedError}>
            {(check) => (check().actual.error ? m().none : groupDigits(check().actual.text))}
          </Show>
        </span>
        <Show when={!props.example.passes}>
          <span class={styles.expected}>
            <Show
              when={props.example.expectedError}
              fallback={
                <Show when={told()}>{(check) => m().expected(check().name, groupDigits(check().expected))}</Show>
              }
            >
              {(code) => m().expectedError(code())}
            </Show>
          </span>
        </Show>
      </button>
    </li>
  );
}
