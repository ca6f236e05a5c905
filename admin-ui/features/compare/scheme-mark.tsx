import styles from "./scheme-mark.module.css";

/** One for each scheme, on a grid of 10 px. */
const SHAPES = [
  "M5 1a4 4 0 1 0 0 8a4 4 0 1 0 0-8",
  "M1.5 1.5h7v7h-7z",
  "M5 .5 9.5 5 5 9.5.5 5z",
  "M5 1 9.5 9h-9z",
] as const;

/** The shape and colour that a scheme has wherever it appears; its name stands beside it. */
export const SchemeMark = (props: { readonly place: number }) => (
  <svg class={styles.mark} data-place={props.place + 1} width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
    <path d={SHAPES[props.place] ?? SHAPES[0]} />
  </svg>
);
