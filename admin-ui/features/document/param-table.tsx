import { Index, Show } from "solid-js";
import { cover, type Expression, type ParamStatement, type RangeTest } from "../../../engine/index.ts";
import { Chip } from "../../components/chip.tsx";
import { t } from "../../i18n/i18n.ts";
import grid from "./grid.module.css";
import { readable, unitText } from "./readable.ts";
import { AssumedMark, Rule } from "./rule.tsx";
import { useScheme } from "./scheme-context.ts";

/** The figures that HR tunes: value and unit, and within what range they may be set. */
export function ParamTable(props: { readonly params: readonly ParamStatement[] }) {
  const scheme = useScheme();
  const span = () => props.params.map((param) => param.span).reduce(cover);
  const some = (has: (param: ParamStatement) => unknown): boolean => props.params.some(has);
  return (
    <Rule span={span()}>
      <table class={grid.grid}>
        <thead>
          <tr>
            <th scope="col">{t().document.parameter}</th>
            <th scope="col" class={grid.number}>
              {t().document.value}
            </th>
            <Show when={some(({ range }) => range)}>
              <th scope="col" class={grid.number}>
                {t().document.range}
              </th>
            </Show>
            <Show when={some(({ step }) => step)}>
              <th scope="col" class={grid.number}>
                {t().document.step}
              </th>
            </Show>
          </tr>
        </thead>
        <tbody>
          <Index each={props.params}>
            {(param) => (
              <tr
                onClick={(event) => {
                  event.stopPropagation();
                  scheme.follow(param().span);
                }}
              >
                <th scope="row">
                  {param().name.name}{" "}
                  <Show when={param().assumed}>{(assumed) => <AssumedMark reason={assumed().reason} />}</Show>
                </th>
                <td class={grid.number}>
                  <Figure value={param().value} />
                </td>
                <Show when={some(({ range }) => range)}>
                  <td class={grid.quietNumber}>
                    <Show when={param().range}>{(range) => rangeText(range())}</Show>
                  </td>
                </Show>
                <Show when={some(({ step }) => step)}>
                  <td class={grid.quietNumber}>
                    <Show when={param().step}>{(step) => readable(step())}</Show>
                  </td>
                </Show>
              </tr>
            )}
          </Index>
        </tbody>
      </table>
    </Rule>
  );
}

/** The number first, its unit smaller after it. */
function Figure(props: { readonly value: Expression }) {
  const parts = (): { digits: string; unit: string } => {
    const { value } = props;
    if (value.kind !== "number" || !value.unit) return { digits: readable(value), unit: "" };
    const { unit, ...bare } = value;
    return { digits: readable(bare), unit: unitText(unit) };
  };
  return (
    <Show when={props.value.kind !== "hole"} fallback={<Chip tone="down">{t().document.hole}</Chip>}>
      <strong>{parts().digits}</strong> <span class={grid.unit}>{parts().unit}</span>
    </Show>
  );
}

/** Ends that are not included are rare enough to be said. */
const rangeText = ({ lower, lowerIncluded, upper, upperIncluded }: RangeTest): string =>
  `${lowerIncluded ? "" : "> "}${readable(lower)} – ${upperIncluded ? "" : "< "}${readable(upper)}`;
