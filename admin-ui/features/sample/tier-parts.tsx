import { For, Show } from "solid-js";
import type { Span, TierPart } from "../../../engine/index.ts";
import { groupDigits } from "../../i18n/format.ts";
import { m } from "./messages.ts";
import styles from "./step-tree.module.css";
import { readableBounds } from "./tier-label.ts";

interface TierPartsProps {
  readonly tiers: readonly TierPart[];
  readonly currency: string;
  readonly onReveal: (span: Span) => void;
}

/** Each tier or point with what it gives; those that the amount reaches stand out. */
export function TierParts(props: TierPartsProps) {
  const figure = (shown: string): string => groupDigits(shown.replace(` ${props.currency}`, ""));
  return (
    <ol class={styles.rows}>
      <For each={props.tiers}>
        {(tier) => (
          <li class={styles.tier} data-holds={tier.reached ? "" : undefined}>
            <button class={styles.rowName} type="button" onClick={() => props.onReveal(tier.span)}>
              {readableBounds(tier.label)}
              <Show when={tier.reached}>
                <span class="visually-hidden"> {m().reached}</span>
              </Show>
            </button>
            <span>
              <Show when={tier.share} fallback={figure(tier.shown)}>
                {(share) => (
                  <>
                    {figure(share().amount)} × {figure(tier.shown)} = <strong>{figure(share().adds)}</strong>
                  </>
                )}
              </Show>
            </span>
          </li>
        )}
      </For>
    </ol>
  );
}
