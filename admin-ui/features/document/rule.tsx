import { type JSX, Show } from "solid-js";
import { contains, type Span } from "../../../engine/index.ts";
import { Pencil } from "../../components/icons.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./rule.module.css";
import { useScheme } from "./scheme-context.ts";

interface RuleProps {
  /** The statement in the text. */
  readonly span: Span;
  readonly assumed?: string | undefined;
  readonly children: JSX.Element;
}

/** The frame of a rule: where it stands in the text, and why its figures are assumed. */
export function Rule(props: RuleProps) {
  const scheme = useScheme();
  return (
    <div class={styles.rule} data-current={contains(props.span, scheme.cursor)}>
      <Show when={scheme.reveal}>
        {(reveal) => (
          <button
            type="button"
            class={styles.goTo}
            aria-label={t().workbench.goToLine(scheme.lineOf(props.span))}
            title={t().workbench.goToLine(scheme.lineOf(props.span))}
            onClick={() => reveal()(props.span)}
          >
            <Pencil size={13} />
          </button>
        )}
      </Show>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a convenience for the pointer; keys have the button above */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
      <div onClick={() => getSelection()?.isCollapsed && scheme.follow(props.span)}>
        {props.children}
        <Show when={props.assumed}>
          <p class={styles.assumed}>
            <span class={styles.mark}>{t().document.assumed}</span>
            {props.assumed}
          </p>
        </Show>
      </div>
    </div>
  );
}

/** Why one figure of several is assumed: a word, with the reason on hover. */
export const AssumedMark = (props: { readonly reason: string }) => (
  <span class={styles.mark} title={t().document.assumedWhy(props.reason)}>
    {t().document.assumed}
    <span class="visually-hidden">: {props.reason}</span>
  </span>
);
