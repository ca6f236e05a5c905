import { For, Show } from "solid-js";
import { language } from "../../app/preferences.ts";
import { WideDialog } from "../../components/dialog.tsx";
import { formatMonth } from "../../i18n/format.ts";
import type { PopulationInfo, WhatIf } from "../../kernel/study/study-api.ts";
import { m } from "./messages.ts";
import styles from "./missing-dialog.module.css";

interface MissingDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly info: PopulationInfo;
  readonly missing: WhatIf["missing"];
}

/** Whose months have no result, and why: they are in no figure. */
export function MissingDialog(props: MissingDialogProps) {
  const names = () => new Map(props.info.people.map(({ agent, name }) => [agent, name]));
  return (
    <WideDialog
      open={props.open}
      onClose={props.onClose}
      title={`${m().missing} ${m().missingOf(props.missing.after)}`}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section class={styles.scroller} tabIndex={0} aria-label={m().missing}>
        <ul>
          <For each={props.missing.first}>
            {({ agent, month, reasons }) => (
              <li class={styles.one}>
                <strong>{names().get(agent) || agent}</strong>
                <span class={styles.quiet}>
                  {agent} {formatMonth(month)}
                </span>
                <p>{reasons.find((found) => found !== undefined)?.[language()]}</p>
              </li>
            )}
          </For>
        </ul>
        <Show when={props.missing.after > props.missing.first.length}>
          <p class={styles.quiet}>{m().range(props.missing.first.length, props.missing.after)}</p>
        </Show>
      </section>
    </WideDialog>
  );
}
