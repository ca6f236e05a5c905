import { createMemo, Index, Show } from "solid-js";
import { add, type Indicator, ONE, type Rational, type ScoreStatement, subtract, ZERO } from "../../../engine/index.ts";
import { Check } from "../../components/icons.tsx";
import { t } from "../../i18n/i18n.ts";
import { constantValue } from "./constants.ts";
import grid from "./grid.module.css";
import { numberText, readable, unitText } from "./readable.ts";
import { AssumedMark, Rule } from "./rule.tsx";
import { useScheme } from "./scheme-context.ts";
import styles from "./score.module.css";
import { Wide } from "./wide.tsx";

/** Shares of accent in the bar, strongest first; text stays readable on each. */
const TINTS = [100, 86, 40, 31, 23, 16] as const;
const STRONG = 80;
const tintOfRank = (rank: number): number => TINTS[Math.min(rank, TINTS.length - 1)] ?? 16;

/** A weighted score: the weights as a bar, each indicator with what feeds and limits it. */
export function ScoreView(props: { readonly score: ScoreStatement }) {
  const scheme = useScheme();
  const weights = createMemo(() => props.score.indicators.map(({ weight }) => constantValue(weight, scheme.constants)));
  /** The heavier, the stronger; equal weights in the order of the text. */
  const ranks = createMemo((): readonly number[] => {
    const shares = weights().map(share);
    const order = shares.map((_, at) => at).sort((a, b) => (shares[b] ?? 0) - (shares[a] ?? 0));
    return shares.map((_, at) => order.indexOf(at));
  });
  const tintAt = (at: number): number => tintOfRank(ranks()[at] ?? at);
  const total = createMemo((): Rational | undefined => {
    const known = weights();
    return known.every((weight) => weight !== undefined) ? known.reduce(add, ZERO) : undefined;
  });
  const difference = (): Rational => subtract(total() ?? ONE, ONE);
  const some = (has: (indicator: Indicator) => unknown): boolean => props.score.indicators.some(has);
  const hasLimits = (): boolean => some(({ lower, upper }) => lower ?? upper);
  const hasSource = (): boolean => some(({ source, ratedBy }) => source || ratedBy);
  return (
    <Rule span={props.score.span} assumed={props.score.assumed?.reason}>
      <p class={grid.caption}>
        {props.score.name.name}
        <Show when={props.score.unit}>{(unit) => ` (${unitText(unit())})`}</Show>
        <span>{t().document.indicators(props.score.indicators.length)}</span>
      </p>
      <div class={styles.bar} aria-hidden="true">
        <Index each={weights()}>
          {(weight, at) => (
            <div
              class={styles.part}
              data-strong={tintAt(at) >= STRONG}
              style={{
                "flex-grow": share(weight()),
                background: `color-mix(in srgb, var(--accent) ${tintAt(at)}%, var(--surface))`,
              }}
            >
              <Show when={weight()}>{(known) => numberText(known(), true)}</Show>
            </div>
          )}
        </Index>
      </div>
      <Wide label={props.score.name.name}>
        <table class={grid.grid}>
          <thead>
            <tr>
              <th scope="col">{t().document.indicator}</th>
              <th scope="col" class={grid.number}>
                {t().document.weight}
              </th>
              <th scope="col">{t().document.score}</th>
              <Show when={hasLimits()}>
                <th scope="col" class={grid.number}>
                  {t().document.limits}
                </th>
              </Show>
              <Show when={hasSource()}>
                <th scope="col">{t().document.sourceOrRater}</th>
              </Show>
            </tr>
          </thead>
          <tbody>
            <Index each={props.score.indicators}>
              {(indicator, at) => (
                <tr
                  onClick={(event) => {
                    event.stopPropagation();
                    scheme.follow(indicator().span);
                  }}
                >
                  <th scope="row" class={grid.nowrap}>
                    <span
                      class={styles.swatch}
                      style={{ background: `color-mix(in srgb, var(--accent) ${tintAt(at)}%, var(--surface))` }}
                    />
                    {indicator().name.name}{" "}
                    <Show when={indicator().assumed}>{(assumed) => <AssumedMark reason={assumed().reason} />}</Show>
                  </th>
                  <td class={grid.number}>
                    <strong>{readable(indicator().weight)}</strong>
                  </td>
                  <td>{readable(indicator().score)}</td>
                  <Show when={hasLimits()}>
                    <td class={grid.quietNumber}>{limitsText(indicator())}</td>
                  </Show>
                  <Show when={hasSource()}>
                    <td class={grid.quiet}>
                      {[indicator().source, indicator().ratedBy].filter((part) => part).join(" · ")}
                    </td>
                  </Show>
                </tr>
              )}
            </Index>
          </tbody>
        </table>
      </Wide>
      <Show when={total()}>
        {(sum) => (
          <p class={styles.total} data-off={difference().numerator !== 0n}>
            <Show when={difference().numerator === 0n}>
              <Check size={13} />
            </Show>
            {t().document.weightsTotal(numberText(sum(), true))}
            <Show when={difference().numerator !== 0n}>
              <span>{t().document.weightsOff(numberText(difference(), true))}</span>
            </Show>
          </p>
        )}
      </Show>
    </Rule>
  );
}

const limitsText = ({ lower, upper }: Indicator): string =>
  [lower, upper].map((limit) => (limit ? readable(limit) : "")).join(" – ");

/** Width in the bar; a weight that is unknown or not positive gets a sliver. */
const share = (weight: Rational | undefined): number =>
  weight && weight.numerator > 0n ? Number(weight.numerator) / Number(weight.denominator) : 0.01;
