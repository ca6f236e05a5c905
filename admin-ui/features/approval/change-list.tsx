import { createResource, For, Match, Show, Switch } from "solid-js";
import type { ChangeSentence } from "../../../server/api-types.ts";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { language } from "../../app/preferences.ts";
import { t } from "../../i18n/i18n.ts";
import styles from "./approval.module.css";

/** What a version says differently from the one it takes the place of. */
export function Changes(props: { readonly version: string }) {
  const [diff] = createResource(() => props.version, api.versionDiff);
  return (
    <section class={styles.changes} aria-label={t().approval.changes}>
      <h3>{t().approval.changes}</h3>
      <Switch fallback={<p class={styles.quiet}>{t().approval.comparing}</p>}>
        <Match when={diff.error}>
          <p class={styles.quiet}>{reason(diff.error)}</p>
        </Match>
        <Match when={diff()}>
          {(found) => (
            <Show
              when={found().against !== undefined}
              fallback={<p class={styles.quiet}>{t().approval.nothingToCompare}</p>}
            >
              <ChangeList changes={found().changes} />
            </Show>
          )}
        </Match>
      </Switch>
    </section>
  );
}

export function ChangeList(props: { readonly changes: readonly ChangeSentence[] }) {
  return (
    <Show when={props.changes.length > 0} fallback={<p class={styles.quiet}>{t().approval.noChanges}</p>}>
      <ul class={styles.sentences}>
        <For each={props.changes}>
          {(change) => (
            <li data-values={change.changesValues ? "" : undefined}>
              <Show when={change.clause !== ""}>
                <span class={styles.clause}>{change.clause}</span>
              </Show>
              {change[language()]}
            </li>
          )}
        </For>
      </ul>
    </Show>
  );
}
