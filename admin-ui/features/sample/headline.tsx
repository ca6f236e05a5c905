import { Show } from "solid-js";
import type { Rational } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { groupDigits, withSign } from "../../i18n/format.ts";
import { changeText } from "../../kernel/outcomes.ts";
import type { OutputColumn, Shown } from "../../kernel/workbench-api.ts";
import { m } from "./messages.ts";
import styles from "./sample-panel.module.css";

interface HeadlineProps {
  readonly column: OutputColumn;
  readonly cell: Shown;
  /** Against the base version; absent without one. */
  readonly difference: Rational | undefined;
  readonly baseLabel: string | undefined;
}

/** The amount that everything else leads up to, and what the edit does to it. */
export function Headline(props: HeadlineProps) {
  const direction = (): "up" | "down" | "same" => {
    const change = props.difference?.numerator ?? 0n;
    return change > 0n ? "up" : change < 0n ? "down" : "same";
  };
  const sign = (): string => (props.column.money ? currencySign(props.column.currency) : "");
  return (
    <div class={styles.headline}>
      <p class={styles.amount} data-testid="headline" aria-live="polite">
        <Show when={props.cell.value !== undefined} fallback={<span class={styles.noResult}>{m().none}</span>}>
          <span class={styles.sign}>{sign()}</span>
          {groupDigits(props.cell.text)}
        </Show>
      </p>
      <p class={styles.of}>{m().current(props.column.name)}</p>
      <Show when={props.baseLabel !== undefined && props.difference}>
        {(difference) => (
          <p class={styles.difference} data-direction={direction()}>
            <Show when={direction() !== "same"} fallback={m().unchanged}>
              <span aria-hidden="true">{direction() === "up" ? "▲" : "▼"}</span>{" "}
              {withSign(changeText(difference(), props.column))}
            </Show>
            <span class={styles.against}>{m().against(props.baseLabel ?? "")}</span>
          </p>
        )}
      </Show>
      <Show when={props.cell.error}>{(error) => <p class={styles.reason}>{error().message[language()]}</p>}</Show>
    </div>
  );
}

/** ¥ for CNY; the code itself where there is no shorter sign. */
function currencySign(code: string): string {
  try {
    const parts = new Intl.NumberFormat("zh-CN", { style: "currency", currency: code }).formatToParts(0);
    return parts.find(({ type }) => type === "currency")?.value ?? code;
  } catch {
    return code;
  }
}
