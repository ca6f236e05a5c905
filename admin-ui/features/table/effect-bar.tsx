import { createMemo, type JSX, Show } from "solid-js";
import type { Diagnostic } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { formatMonthShort, withSign } from "../../i18n/format.ts";
import { changeText } from "../../kernel/outcomes.ts";
import type { EditEffect } from "../../kernel/workbench-api.ts";
import type { Foreseen } from "./effect.ts";
import styles from "./effect-bar.module.css";
import { m } from "./messages.ts";
import { useTable } from "./table-context.ts";

interface EffectBarProps {
  /** What is about to be done, and instead of what where that is one value; absent where there is nothing. */
  readonly pending: { readonly before?: string | undefined; readonly after: string } | undefined;
  readonly foreseen: Foreseen | undefined;
  /** Why it cannot be done. */
  readonly refused?: string | undefined;
  /** How to do it and how not to. */
  readonly keys: string;
}

/** What an edit would do to people and money, before it is accepted. Floats below what is edited. */
export function EffectBar(props: EffectBarProps) {
  return (
    <div class={styles.place} role="status">
      <Show when={props.pending}>
        {(pending) => (
          <p class={styles.bar}>
            <span class={styles.values}>
              <Show when={pending().before !== undefined}>{pending().before || "—"} → </Show>
              <strong>{pending().after || "—"}</strong>
            </span>
            <Show when={props.refused} fallback={<ForeseenText foreseen={props.foreseen} />}>
              {(why) => (
                <span class={styles.figure} data-tone="down">
                  {why()}
                </span>
              )}
            </Show>
            <span class={styles.keys}>{props.keys}</span>
          </p>
        )}
      </Show>
    </div>
  );
}

/** The same in a few words, beside a choice. */
export function ForeseenText(props: { readonly foreseen: Foreseen | undefined }) {
  const table = useTable();
  const effect = (): EditEffect | undefined => (props.foreseen?.kind === "known" ? props.foreseen.effect : undefined);
  return (
    <Show
      when={effect()}
      fallback={
        <Show when={props.foreseen && table.month()}>
          <span class={styles.keys}>{m().asking}</span>
        </Show>
      }
    >
      {(found) => <EffectText effect={found()} />}
    </Show>
  );
}

export function EffectText(props: { readonly effect: EditEffect }): JSX.Element {
  const table = useTable();
  const people = (): number => props.effect.up + props.effect.down;
  const more = (): number => props.effect.failed - props.effect.failedBefore;
  /** What is wrong already is no consequence of the edit. */
  const newErrors = createMemo(() => {
    const known = new Set((table.workbench.analysis()?.diagnostics ?? []).map(({ message }) => message.zh));
    return props.effect.errors.filter(({ message }) => !known.has(message.zh));
  });
  const mismatches = (): number => newErrors().filter(isMismatch).length;
  const error = () => newErrors().find((found) => !isMismatch(found));
  const change = () => {
    const { column, total } = props.effect;
    return column && total?.difference ? { column, by: total.difference } : undefined;
  };
  return (
    <>
      <Show when={change()}>
        {(found) => (
          <>
            <Show when={people() > 0 || more() === 0}>
              <span class={styles.figure}>{m().affected(people())}</span>
            </Show>
            <span class={styles.figure} data-tone={toneOf(found().by.numerator)}>
              {m().monthChange(formatMonthShort(table.month() ?? ""), withSign(changeText(found().by, found().column)))}
            </span>
          </>
        )}
      </Show>
      <Show when={more() !== 0}>
        <span class={styles.figure} data-tone={more() > 0 ? "down" : "up"}>
          {more() > 0 ? m().failing(more()) : m().mending(-more())}
        </span>
      </Show>
      <Show when={mismatches() > 0}>
        <span class={styles.figure} data-tone="down">
          {m().wouldMismatch(mismatches())}
        </span>
      </Show>
      <Show when={error()}>
        {(found) => (
          <span class={styles.figure} data-tone="down">
            {m().wouldFail(found().message[language()])}
          </span>
        )}
      </Show>
    </>
  );
}

/** Examples that no longer hold are often what an edit means to change: they are counted, not quoted. */
export const isMismatch = ({ code }: Diagnostic): boolean =>
  code === "example-fails" || code === "example-error" || code === "example-no-error";

const toneOf = (change: bigint): "up" | "down" | undefined => (change > 0n ? "up" : change < 0n ? "down" : undefined);
