import { createMemo, Index, Show } from "solid-js";
import type { Rational, TiersStatement, UnitExpression } from "../../../engine/index.ts";
import { t } from "../../i18n/i18n.ts";
import { constantValue } from "./constants.ts";
import grid from "./grid.module.css";
import { HeadCell, HeadHeader, HeadNotes, HeadTotal } from "./head-notes.tsx";
import { readable, unitText } from "./readable.ts";
import { AssumedMark, Rule } from "./rule.tsx";
import { useScheme } from "./scheme-context.ts";
import { tierAt, tierCurve } from "./tier-curve.ts";
import { TierCurveView } from "./tier-curve-view.tsx";
import { Wide } from "./wide.tsx";

/** Tiers of an amount: from where to where each one goes, what it gives, and both as a small chart. */
export function TiersView(props: { readonly tiers: TiersStatement }) {
  const scheme = useScheme();
  const counts = createMemo(() => scheme.heads?.grid(props.tiers.name.name, props.tiers.rows.length));
  const figures = createMemo(() => scheme.heads?.figures(props.tiers.name.name, props.tiers.rows.length));
  const curve = createMemo(() => tierCurve(props.tiers, scheme.constants));
  /** The tier that the sample agent's amount ends in. */
  const decided = createMemo(() => props.tiers.rows.findLastIndex(({ span }) => scheme.sample?.reached(span) === true));
  /** What is cut into tiers, for the sample agent; only where it falls into the tier that the engine names. */
  const amount = createMemo((): Rational | undefined => {
    const sample = scheme.sample;
    if (!sample) return undefined;
    const found = constantValue(props.tiers.subject, { get: (name) => sample.value(name)?.value });
    return found && tierAt(props.tiers, found, scheme.constants) === decided() ? found : undefined;
  });
  const isPoint = (): boolean => props.tiers.method === "interpolated";
  const words = () => t().document.tiers;
  const stretch = (at: number): string => {
    const [from, next] = [props.tiers.rows[at]?.from, props.tiers.rows[at + 1]?.from];
    if (isPoint()) return from ? readable(from) : "";
    if (from && next) return words().between(readable(from), readable(next));
    if (from) return words().above(readable(from));
    return next ? words().below(readable(next)) : t().document.any;
  };
  return (
    <Rule span={props.tiers.span} assumed={props.tiers.assumed?.reason}>
      <p class={grid.caption}>
        {props.tiers.name.name}
        <span>{words().method[props.tiers.method](readable(props.tiers.subject))}</span>
        <Show when={props.tiers.ends}>{(ends) => <span>{words().ends[ends()]}</span>}</Show>
      </p>
      <Wide label={props.tiers.name.name}>
        <table class={grid.grid}>
          <thead>
            <tr>
              <th scope="col">{withUnit(isPoint() ? words().point : words().stretch, props.tiers.fromUnit)}</th>
              <th scope="col" class={grid.number}>
                {withUnit(isPoint() ? words().value : words().rate, props.tiers.valueUnit)}
              </th>
              <Show when={counts()}>
                <HeadHeader />
              </Show>
            </tr>
          </thead>
          <tbody>
            <Index each={props.tiers.rows}>
              {(row, at) => (
                <tr
                  data-decided={decided() === at}
                  onClick={(event) => {
                    event.stopPropagation();
                    scheme.follow(row().span);
                  }}
                >
                  <td class={grid.nowrap}>
                    {stretch(at)}{" "}
                    <Show when={row().assumed}>{(assumed) => <AssumedMark reason={assumed().reason} />}</Show>
                  </td>
                  <td class={grid.number}>
                    <strong>{readable(row().value)}</strong>
                  </td>
                  <Show when={counts()}>
                    {(found) => <HeadCell count={found().rows[at]?.hits ?? 0} paid={figures()?.rows[at]?.paid} />}
                  </Show>
                </tr>
              )}
            </Index>
          </tbody>
          <Show when={counts() && figures()}>{(found) => <HeadTotal figures={found().all} columns={2} />}</Show>
        </table>
      </Wide>
      <Show when={counts()}>{(found) => <HeadNotes counts={found()} hasLine={false} hasGapRows={false} />}</Show>
      <Show when={curve()}>{(found) => <TierCurveView tiers={props.tiers} curve={found()} amount={amount()} />}</Show>
    </Rule>
  );
}

const withUnit = (word: string, unit: UnitExpression | undefined): string =>
  unit ? `${word} (${unitText(unit)})` : word;
