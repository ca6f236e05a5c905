/** How a scheme is made and kept: what an institution requires, and what a scheme submits to and waives. */
import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import type {
  DeadlineStatement,
  HeldStatement,
  Requirement,
  RequireStatement,
  WaiveStatement,
} from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { Chip } from "../../components/chip.tsx";
import { t } from "../../i18n/i18n.ts";
import { institutionPath } from "../institutions/institution-path.ts";
import styles from "./plain-rules.module.css";
import { Rule } from "./rule.tsx";
import { useScheme } from "./scheme-context.ts";

export const RequireView = (props: { readonly requirement: RequireStatement }) => (
  <Rule span={props.requirement.span} assumed={props.requirement.assumed?.reason}>
    <p class={styles.line}>
      <Chip tone="accent">{t().document.requirement}</Chip>
      <span>{requirementText(props.requirement.requirement)}</span>
    </p>
  </Rule>
);

function requirementText(requirement: Requirement): string {
  const words = t().document.requirements;
  switch (requirement.kind) {
    case "indicators":
      return words.indicators(requirement.least, requirement.most);
    case "attributes":
      return words.attributes(
        requirement.attributes.map((each) => words.attribute[each]).join(t().document.listSeparator),
      );
    case "unchanged":
      return words.unchanged(requirement.months);
  }
}

export const DeadlineView = (props: { readonly deadline: DeadlineStatement }) => (
  <Rule span={props.deadline.span} assumed={props.deadline.assumed?.reason}>
    <p class={styles.line}>
      <Chip tone="plain">{t().document.deadline}</Chip>
      <span class={styles.name}>{props.deadline.name.name}</span>
      <span>
        {props.deadline.due.kind === "next-month"
          ? t().document.dueNextMonth(props.deadline.due.day)
          : t().document.dueAfterPublication(props.deadline.due.days)}
      </span>
    </p>
  </Rule>
);

export function HeldView(props: { readonly held: HeldStatement }) {
  const scheme = useScheme();
  const id = () => props.held.institution.name;
  return (
    <Rule span={props.held.span}>
      <p class={styles.line}>
        <Chip tone="accent">{t().document.heldTo}</Chip>
        <Show when={scheme.institutionTitle(id())} fallback={<span class={styles.name}>{id()}</span>}>
          {(title) => (
            <A class="link" href={institutionPath(id())} onClick={(event) => event.stopPropagation()}>
              {title()}
            </A>
          )}
        </Show>
      </p>
    </Rule>
  );
}

/** A waiver with what it accepts, which quotes its reason; the reason alone where it accepts nothing. */
export function WaiveView(props: { readonly waiver: WaiveStatement }) {
  const scheme = useScheme();
  const accepted = () =>
    scheme.diagnostics.filter(({ code, waived }) => code === props.waiver.code.name && waived === props.waiver.reason);
  return (
    <Rule span={props.waiver.span}>
      <div class={styles.exception}>
        <p>
          <Chip tone="warn">{t().document.accepted}</Chip> <span class={styles.detail}>{props.waiver.code.name}</span>
        </p>
        <ul>
          <For each={accepted()} fallback={<li>{props.waiver.reason}</li>}>
            {(found) => <li>{found.message[language()]}</li>}
          </For>
        </ul>
      </div>
    </Rule>
  );
}
