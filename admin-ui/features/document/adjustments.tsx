/** What changes a score besides its indicators. */
import { Show } from "solid-js";
import type { DeductStatement, VetoStatement } from "../../../engine/index.ts";
import { Chip } from "../../components/chip.tsx";
import { t } from "../../i18n/i18n.ts";
import { OverrideHeads } from "./head-notes.tsx";
import styles from "./plain-rules.module.css";
import { readable } from "./readable.ts";
import { Rule } from "./rule.tsx";
import { useScheme } from "./scheme-context.ts";

export const DeductView = (props: { readonly deduction: DeductStatement }) => (
  <Rule span={props.deduction.span} assumed={props.deduction.assumed?.reason}>
    <p class={styles.line}>
      <Chip tone="plain">{t().document.deduction(props.deduction.score.name)}</Chip>
      <span class={styles.name}>{props.deduction.name.name}</span>
      <span>
        {readable(props.deduction.amount)}
        <Show when={props.deduction.atMost}>{(limit) => t().document.atMost(readable(limit()))}</Show>
      </span>
    </p>
  </Rule>
);

export function VetoView(props: { readonly veto: VetoStatement }) {
  const scheme = useScheme();
  const counts = () => scheme.heads?.veto(props.veto.score.name, props.veto.name.name);
  return (
    <Rule span={props.veto.span} assumed={props.veto.assumed?.reason}>
      <div class={styles.exception}>
        <p>
          <Chip tone="warn">{t().document.veto}</Chip> <strong>{props.veto.name.name}</strong>{" "}
          {t().document.exceptionWhen} {readable(props.veto.condition)} <OverrideHeads counts={counts()} />
        </p>
        <p>
          {props.veto.score.name} = {readable(props.veto.value)}
        </p>
      </div>
    </Rule>
  );
}
