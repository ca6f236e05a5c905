import { For, Show } from "solid-js";
import { Segmented } from "../../components/segmented.tsx";
import { Select } from "../../components/select.tsx";
import styles from "./compare-page.module.css";
import type { Compared } from "./compared.ts";
import { m } from "./messages.ts";
import { schemeSign } from "./scheme-color.ts";
import { SchemeMark } from "./scheme-mark.tsx";
import { VIEWS, type View } from "./view.ts";

interface PayChoiceProps {
  readonly compared: Compared;
  /** By place of the scheme the amounts that can be compared. */
  readonly choices: readonly (readonly string[])[];
  readonly onPay: (pay: readonly string[]) => void;
}

/** Which of its amounts each scheme is compared by; those with one amount leave no choice. */
export function PayChoice(props: PayChoiceProps) {
  const pays = () => props.compared.comparison.schemes.map(({ pay }) => pay);
  return (
    <ul class={styles.pays} aria-label={m().pays}>
      <For each={props.compared.versions}>
        {({ place, short }) => (
          <Show when={(props.choices[place]?.length ?? 0) > 1}>
            <li class={styles.pay}>
              <SchemeMark place={place} />
              <Select
                label={m().payOf(short)}
                options={(props.choices[place] ?? []).map((name) => ({ value: name, label: name }))}
                value={pays()[place]}
                onChange={(name) => props.onPay(pays().with(place, name))}
              />
            </li>
          </Show>
        )}
      </For>
      <Show when={new Set(pays()).size > 1 && props.choices.some((choices) => choices.length > 1)}>
        <li class={styles.differ} title={m().paysDifferHint}>
          {m().paysDiffer}
        </li>
      </Show>
    </ul>
  );
}

interface ViewChoiceProps {
  readonly compared: Compared;
  readonly view: View;
  readonly onView: (view: View) => void;
  readonly onOther: (place: number) => void;
}

/** Which scheme is held against the base in charts and lists, and what is looked at. */
export function ViewChoice(props: ViewChoiceProps) {
  const label = (view: View): string =>
    view === "failures" ? m().failuresOf(props.compared.comparison.failures.count) : m().view[view];
  return (
    <>
      <Show when={props.compared.versions.length > 2}>
        <Segmented
          label={m().against}
          segments={props.compared.versions.slice(1).map(({ place, short }) => ({
            value: String(place),
            label: `${schemeSign(place)} ${short}`,
          }))}
          value={String(props.compared.other)}
          onChange={(place) => props.onOther(Number(place))}
        />
      </Show>
      <Segmented
        label={m().views}
        segments={VIEWS.map((value) => ({ value, label: label(value) }))}
        value={props.view}
        onChange={props.onView}
      />
    </>
  );
}
