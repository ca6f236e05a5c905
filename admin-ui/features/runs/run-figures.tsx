import { Show } from "solid-js";
import type { Run } from "../../../server/api-types.ts";
import { signedYuan, yuan } from "../../i18n/money.ts";
import { m } from "./messages.ts";
import styles from "./run-page.module.css";

/** What the month comes to; how much first. */
export function RunFigures(props: { readonly run: Run }) {
  const computation = () => props.run.revisions.at(-1)?.computation;
  return (
    <Show when={props.run.paid}>
      {(paid) => (
        <dl class={`${styles.card} ${styles.figures}`} data-testid="figures">
          <div class={`${styles.figure} ${styles.headline}`}>
            <dt>{m().net}</dt>
            <dd>
              <span class={styles.currency}>¥</span>
              {yuan(paid().net)}
            </dd>
          </div>
          <div class={styles.figure}>
            <dt>{m().payout}</dt>
            <dd>{yuan(paid().payout)}</dd>
          </div>
          <div class={styles.figure}>
            <dt>{m().adjustments}</dt>
            <dd>{signedYuan(paid().adjustments)}</dd>
          </div>
          <div class={styles.figure}>
            <dt>{m().corrections}</dt>
            <dd>{signedYuan(paid().corrections)}</dd>
          </div>
          <div class={styles.figure}>
            <dt>{m().withoutResult}</dt>
            <dd class={computation()?.withoutResult ? styles.failed : undefined}>
              {computation()?.withoutResult} <small>{m().ofPeople(computation()?.lines ?? 0)}</small>
            </dd>
          </div>
        </dl>
      )}
    </Show>
  );
}
