import { Index, Show } from "solid-js";
import type { DistributeStatement } from "../../../engine/index.ts";
import { t } from "../../i18n/i18n.ts";
import grid from "./grid.module.css";
import plain from "./plain-rules.module.css";
import { readable } from "./readable.ts";
import { groupText } from "./readable-windows.ts";
import { AssumedMark, Rule } from "./rule.tsx";
import { useScheme } from "./scheme-context.ts";
import { Wide } from "./wide.tsx";

/** A forced distribution: who is ranked among whom, the share of each grade, and how places are settled. */
export function DistributionView(props: { readonly distribution: DistributeStatement }) {
  const scheme = useScheme();
  const words = () => t().document.distribution;
  const among = (): string => groupText(props.distribution.group.map(({ name }) => name));
  return (
    <Rule span={props.distribution.span} assumed={props.distribution.assumed?.reason}>
      <p class={grid.caption}>
        {props.distribution.name.name}
        <span>{words().ranked(props.distribution.by.name, among())}</span>
      </p>
      <Wide label={props.distribution.name.name}>
        <table class={grid.grid}>
          <thead>
            <tr>
              <th scope="col">{words().grade}</th>
              <th scope="col" class={grid.number}>
                {words().share}
              </th>
            </tr>
          </thead>
          <tbody>
            <Index each={props.distribution.rows}>
              {(row) => (
                <tr
                  data-decided={scheme.sample?.reached(row().span) === true}
                  onClick={(event) => {
                    event.stopPropagation();
                    scheme.follow(row().span);
                  }}
                >
                  <th scope="row" class={grid.nowrap}>
                    {row().grade.name}{" "}
                    <Show when={row().assumed}>{(assumed) => <AssumedMark reason={assumed().reason} />}</Show>
                  </th>
                  <td class={grid.number}>
                    <strong>{readable(row().share)}</strong>
                  </td>
                </tr>
              )}
            </Index>
          </tbody>
        </table>
      </Wide>
      <p class={plain.line}>
        <span class={plain.detail}>{words().places[props.distribution.places]}</span>
        <span class={plain.detail}>{words().ties}</span>
        <span class={plain.detail}>
          {words().small(props.distribution.smallest, props.distribution.otherwise.name)}
        </span>
      </p>
    </Rule>
  );
}
