/** What follows from the results: actions, lists and budgets. */
import { Index, Show } from "solid-js";
import type { ActionStatement, BudgetStatement, ReportStatement } from "../../../engine/index.ts";
import { Chip } from "../../components/chip.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./plain-rules.module.css";
import { readable } from "./readable.ts";
import { Rule } from "./rule.tsx";

export const ActionView = (props: { readonly action: ActionStatement }) => (
  <Rule span={props.action.span} assumed={props.action.assumed?.reason}>
    <div class={styles.exception}>
      <p>
        <Chip tone="warn">{t().document.action}</Chip> <strong>{props.action.name.name}</strong>{" "}
        <Show when={props.action.orderedBy}>
          {(who) => <span class={styles.detail}>{t().document.orderedBy(who().name)}</span>}
        </Show>
      </p>
      <p>
        {t().document.exceptionWhen} {readable(props.action.condition)}
        <Show when={props.action.lasting}>
          {(lasting) => t().document.lasting(lasting().months, lasting().exactly)}
        </Show>
      </p>
    </div>
  </Rule>
);

export const ReportView = (props: { readonly report: ReportStatement }) => (
  <Rule span={props.report.span} assumed={props.report.assumed?.reason}>
    <p class={styles.line}>
      <Chip tone="plain">{t().document.report}</Chip>
      <span class={styles.name}>{props.report.name.name}</span>
      <Show when={props.report.place}>
        {(place) => <span class={styles.detail}>{t().document.issued[place().edge][place().unit]}</span>}
      </Show>
      <Index each={props.report.columns}>{(column) => <span>{column().name.name}</span>}</Index>
    </p>
  </Rule>
);

export const BudgetView = (props: { readonly budget: BudgetStatement }) => (
  <Rule span={props.budget.span} assumed={props.budget.assumed?.reason}>
    <p class={styles.line}>
      <Chip tone="plain">{t().document.budget}</Chip>
      <span class={styles.name}>{t().document.monthlyTotal(props.budget.name.name)}</span>
      <span>≤ {readable(props.budget.limit)}</span>
    </p>
  </Rule>
);
