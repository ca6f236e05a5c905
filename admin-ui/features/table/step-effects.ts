import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";
import { add, type ParamStatement, type Rational } from "../../../engine/index.ts";
import { numberOf, type Scale, scaleOf, textOf, typeValue, valueParts } from "../../kernel/edit-param.ts";
import type { OutputColumn } from "../../kernel/workbench-api.ts";
import type { TableContext } from "./table-context.ts";

/** What one step of a param upwards does to what is paid in the month. */
export interface StepEffect {
  readonly step: Rational;
  readonly change: Rational;
  readonly column: OutputColumn;
}

/** A pause after the last change: these are many questions, and none is urgent. */
const PAUSE = 350;

/** By name, one after the other, and anew whenever text or figures change; what is not known yet is absent. */
export function createStepEffects(
  table: TableContext,
  params: Accessor<readonly ParamStatement[]>,
): Accessor<ReadonlyMap<string, StepEffect>> {
  const [effects, setEffects] = createSignal<ReadonlyMap<string, StepEffect>>(new Map());
  createEffect(() => {
    const text = table.editing.text();
    const [current, population] = [table.isCurrent(), table.workbench.population()];
    if (!current || !population) return;
    const asked = params();
    const giveUp = new AbortController();
    const ask = async (): Promise<void> => {
      const found = new Map<string, StepEffect>();
      for (const param of asked) {
        const moved = oneStep(param, text);
        if (!moved) continue;
        const edit = { span: param.value.span, text: moved.text };
        const effect = await table.workbench.client.effectOf([edit], giveUp.signal);
        if (giveUp.signal.aborted) return;
        const { column, total } = effect ?? {};
        if (column && total?.difference)
          found.set(param.name.name, { step: moved.step, change: total.difference, column });
      }
      setEffects(found);
    };
    const timer = setTimeout(() => void ask(), PAUSE);
    onCleanup(() => {
      clearTimeout(timer);
      giveUp.abort();
    });
  });
  return effects;
}

/** The value one step higher; above the range it is refused, and then nothing is said. */
function oneStep(param: ParamStatement, text: string): { readonly step: Rational; readonly text: string } | undefined {
  const scale: Scale | undefined = scaleOf(param);
  const written = text.slice(param.value.span.start, param.value.span.end);
  const value = scale && numberOf(scale, valueParts(written).digits);
  if (!scale || !value) return undefined;
  const moved = typeValue(written, textOf(scale, add(value, scale.step)));
  return moved === undefined ? undefined : { step: scale.step, text: moved };
}
