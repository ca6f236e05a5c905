import { createUniqueId } from "solid-js";
import { m } from "./messages.ts";
import styles from "./watermark.module.css";

/** Says on every picture of the page that the figures are simulated. */
export function Watermark() {
  const id = createUniqueId();
  return (
    <svg class={styles.watermark} aria-hidden="true">
      <pattern id={id} width="420" height="240" patternUnits="userSpaceOnUse" patternTransform="rotate(-28)">
        <text x="20" y="60">
          {m().watermark}
        </text>
        <text x="230" y="180">
          {m().watermark}
        </text>
      </pattern>
      <rect width="100%" height="100%" fill={`url(#${id})`} />
    </svg>
  );
}
