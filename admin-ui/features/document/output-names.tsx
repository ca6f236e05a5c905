import { Index, Show } from "solid-js";
import { cover, type OutputStatement } from "../../../engine/index.ts";
import { Chip } from "../../components/chip.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./plain-rules.module.css";
import { Rule } from "./rule.tsx";

/** Outputs that are only named here; other rules define them. */
export function OutputNames(props: { readonly outputs: readonly OutputStatement[] }) {
  const span = () => props.outputs.map((output) => output.span).reduce(cover);
  return (
    <Rule span={span()}>
      <p class={styles.line}>
        <Chip tone="accent">{t().document.output}</Chip>
        <Index each={props.outputs}>
          {(output) => (
            <span class={styles.name}>
              {output().name.name}
              <Show when={output().shown}>
                {(shown) => <span class={styles.detail}> {t().document.shown(shown().decimals)}</span>}
              </Show>
            </span>
          )}
        </Index>
      </p>
    </Rule>
  );
}
