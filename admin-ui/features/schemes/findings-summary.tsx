import { For, Show } from "solid-js";
import type { Findings } from "../../../server/api-types.ts";
import { Check } from "../../components/icons.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./version-row.module.css";

/** How many findings of each kind a text has. */
export function FindingsSummary(props: { readonly findings: Findings }) {
  const counts = () =>
    [
      { tone: "down", count: props.findings.errors, text: t().schemes.errors },
      { tone: "warn", count: props.findings.warnings, text: t().schemes.warnings },
      { tone: "plain", count: props.findings.assumed, text: t().schemes.assumed },
    ].filter(({ count }) => count > 0);
  return (
    <span class={styles.findings}>
      <Show when={props.findings.errors + props.findings.warnings === 0}>
        <Check class={styles.clean} size={15} label={t().schemes.clean} />
      </Show>
      <For each={counts()}>{(found) => <span data-tone={found.tone}>{found.text(found.count)}</span>}</For>
    </span>
  );
}
