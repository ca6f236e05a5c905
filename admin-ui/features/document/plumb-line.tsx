import { Show } from "solid-js";
import styles from "./plumb-line.module.css";

/** Where the sample agent stands on a chart, and what the chart says of it. */
export interface Plumb {
  /** From 0, the left end, to 1. */
  readonly at: number;
  readonly text: string;
}

const left = ({ at }: Plumb) => ({ left: `${(at * 100).toFixed(2)}%` });

/** The row above a chart that holds the agent's name, empty where nobody stands on it. */
export const PlumbName = (props: { readonly plumb: Plumb | undefined }) => (
  <div class={styles.who} aria-hidden={props.plumb === undefined}>
    <Show when={props.plumb}>
      {(found) => (
        <span class={styles.name} data-side={found().at > 0.5 ? "left" : "right"} style={left(found())}>
          {found().text}
        </span>
      )}
    </Show>
  </div>
);

/** The line with its bob, from the name down through the chart it stands in. */
export const PlumbLine = (props: { readonly plumb: Plumb | undefined }) => (
  <Show when={props.plumb}>
    {(found) => (
      <span class={styles.plumb} style={left(found())} aria-hidden="true">
        <span class={styles.bob} />
      </span>
    )}
  </Show>
);
