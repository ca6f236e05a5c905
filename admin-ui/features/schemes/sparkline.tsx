import { formatMonth } from "../../i18n/format.ts";
import { yuan } from "../../i18n/money.ts";
import { m } from "./messages.ts";
import type { VersionFigures } from "./scheme-groups.ts";
import styles from "./sparkline.module.css";

const [WIDTH, HEIGHT, MARGIN] = [88, 22, 3];

/** What a version has paid in its latest months, as a line; the figures are read aloud and shown on hover. */
export function Sparkline(props: { readonly payouts: VersionFigures["payouts"]; readonly current: boolean }) {
  const points = () => {
    const values = props.payouts.map(({ payout }) => payout);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const across = (WIDTH - 2 * MARGIN) / Math.max(1, values.length - 1);
    // A line that does not change lies in the middle.
    const y = (value: number): number =>
      high === low ? HEIGHT / 2 : HEIGHT - MARGIN - ((value - low) / (high - low)) * (HEIGHT - 2 * MARGIN);
    return values.map((value, at): readonly [number, number] => [MARGIN + at * across, y(value)]);
  };
  const last = () => points().at(-1);
  const said = () =>
    m().trend(props.payouts.map(({ month, payout }) => `${formatMonth(month)} ${yuan(payout)}`).join("; "));
  return (
    <svg
      class={styles.line}
      data-current={props.current}
      width={WIDTH}
      height={HEIGHT}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={said()}
    >
      <title>{said()}</title>
      <polyline
        points={points()
          .map((point) => point.join(","))
          .join(" ")}
      />
      <circle cx={last()?.[0]} cy={last()?.[1]} r="2.5" />
    </svg>
  );
}
