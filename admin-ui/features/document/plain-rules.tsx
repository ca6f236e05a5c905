/** Rules that read as a sentence: inputs, choices, exceptions, and what could not be read. */
import { Index, Show } from "solid-js";
import type { ChoiceStatement, ExceptStatement, InputStatement, UnreadableStatement } from "../../../engine/index.ts";
import { Chip } from "../../components/chip.tsx";
import { t } from "../../i18n/i18n.ts";
import { OverrideHeads } from "./head-notes.tsx";
import styles from "./plain-rules.module.css";
import { readable } from "./readable.ts";
import { Rule } from "./rule.tsx";
import { useScheme } from "./scheme-context.ts";

export const InputView = (props: { readonly input: InputStatement }) => (
  <Rule span={props.input.span} assumed={props.input.assumed?.reason}>
    <p class={styles.line}>
      <Chip tone="plain">{t().document.inputs}</Chip>
      <Index each={props.input.names}>{(name) => <span class={styles.name}>{name().name}</span>}</Index>
      <Show when={props.input.fallback}>
        {(fallback) => <span class={styles.detail}>{t().document.fallback(readable(fallback()))}</span>}
      </Show>
    </p>
  </Rule>
);

export const ChoiceView = (props: { readonly choice: ChoiceStatement }) => (
  <Rule span={props.choice.span} assumed={props.choice.assumed?.reason}>
    <p class={styles.line}>
      <span class={styles.name}>{props.choice.name.name}</span>
      <span class={styles.detail}>
        {t().document.choice(props.choice.values.map(({ name }) => name).join(t().document.listSeparator))}
      </span>
    </p>
  </Rule>
);

export function ExceptView(props: { readonly exception: ExceptStatement }) {
  const scheme = useScheme();
  const counts = () => {
    const [first] = props.exception.overrides;
    return first && scheme.heads?.exception(first.name.name, scheme.ordinalOf(props.exception));
  };
  return (
    <Rule span={props.exception.span} assumed={props.exception.assumed?.reason}>
      <div class={styles.exception}>
        <p>
          <Chip tone="warn">{t().document.exception}</Chip> {t().document.exceptionWhen}{" "}
          <strong>{readable(props.exception.condition)}</strong> <OverrideHeads counts={counts()} />
        </p>
        <ul>
          <Index each={props.exception.overrides}>
            {(override) => (
              <li>
                {override().name.name} = {readable(override().value)}
              </li>
            )}
          </Index>
        </ul>
      </div>
    </Rule>
  );
}

export function UnreadableView(props: { readonly statement: UnreadableStatement }) {
  const scheme = useScheme();
  return (
    <Rule span={props.statement.span}>
      <p class={styles.unreadable}>
        <Chip tone="down">{t().document.unreadable}</Chip>
        <code>{scheme.text.slice(props.statement.span.start, props.statement.span.end)}</code>
      </p>
    </Rule>
  );
}
