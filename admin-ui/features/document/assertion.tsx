/** What must hold for everyone in every month, and whether the checker has proven it. */
import { Show } from "solid-js";
import type { AssertionStatus, AssertStatement } from "../../../engine/index.ts";
import { Chip, type Tone } from "../../components/chip.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./plain-rules.module.css";
import { readable } from "./readable.ts";
import { Rule } from "./rule.tsx";
import { useScheme } from "./scheme-context.ts";

const TONES: Readonly<Record<AssertionStatus, Tone>> = { proven: "up", refuted: "down", undecided: "plain" };

export function AssertView(props: { readonly assertion: AssertStatement }) {
  const scheme = useScheme();
  const status = () => scheme.assertions.find(({ span }) => span.start === props.assertion.span.start)?.status;
  const property = (): string => {
    const { subject, trend } = props.assertion;
    return trend ? t().document.trend[trend.never](readable(subject), trend.driver.name) : readable(subject);
  };
  return (
    <Rule span={props.assertion.span} assumed={props.assertion.assumed?.reason}>
      <p class={styles.line}>
        <Chip tone="plain">{t().document.assertion}</Chip>
        <span class={styles.name}>{property()}</span>
        <Show when={status()}>
          {(known) => <Chip tone={TONES[known()]}>{t().document.assertionStatus[known()]}</Chip>}
        </Show>
      </p>
    </Rule>
  );
}
