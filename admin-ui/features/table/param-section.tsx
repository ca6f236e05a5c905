import { createMemo, createSignal, Index, Show } from "solid-js";
import type { ParamStatement, Rational, TextEdit } from "../../../engine/index.ts";
import { Chip } from "../../components/chip.tsx";
import { formatMonthShort, formatUnitWord, groupDigits, withSign } from "../../i18n/format.ts";
import {
  numberOf,
  placeOf,
  scaleOf,
  shareOf,
  textAt,
  textMoved,
  textOf,
  typeValue,
  valueParts,
} from "../../kernel/edit-param.ts";
import { changeText } from "../../kernel/outcomes.ts";
import { createForesight } from "./effect.ts";
import { EffectBar } from "./effect-bar.tsx";
import { m } from "./messages.ts";
import styles from "./param-section.module.css";
import { createStepEffects, type StepEffect } from "./step-effects.ts";
import { useTable } from "./table-context.ts";

/** The figures that HR tunes: digits with their unit, a slider within the range, and what one step costs. */
export function ParamSection(props: { readonly params: readonly ParamStatement[] }) {
  const table = useTable();
  const steps = createStepEffects(table, () => props.params);
  return (
    <section class={styles.section} aria-label={m().params}>
      <header class={styles.heading}>
        <h3 class={styles.title}>{m().params}</h3>
        <span class={styles.note}>{m().baseMark(table.baseLabel())}</span>
      </header>
      <table class={styles.params}>
        <thead>
          <tr>
            <th scope="col">{m().name}</th>
            <th scope="col">{m().value}</th>
            <th scope="col">{m().range}</th>
            <th scope="col" class={styles.effect}>
              <Show when={table.month()}>{(month) => m().perStep(formatMonthShort(month()))}</Show>
            </th>
          </tr>
        </thead>
        <tbody>
          <Index each={props.params}>
            {(param) => <ParamRow param={param()} step={steps().get(param().name.name)} />}
          </Index>
        </tbody>
      </table>
    </section>
  );
}

function ParamRow(props: { readonly param: ParamStatement; readonly step: StepEffect | undefined }) {
  const table = useTable();
  const { editing, workbench } = table;
  const name = (): string => props.param.name.name;
  const place = createMemo(() => table.shift()(props.param.value.span));
  const written = createMemo((before: string) => {
    const where = place();
    return where ? editing.text().slice(where.start, where.end) : before;
  }, "");
  const readOnly = (): boolean => editing.readOnly() || place() === undefined;
  const parts = createMemo(() => valueParts(written()));
  const scale = createMemo(() => scaleOf(props.param));

  /** Typed or dragged to, and not accepted yet. */
  const [typed, setTyped] = createSignal<string>();
  const [dragging, setDragging] = createSignal(false);
  const editsFor = (text: string): readonly TextEdit[] | undefined => {
    const [where, value] = [place(), typeValue(written(), text)];
    return where && value !== undefined && value !== written() ? [{ span: where, text: value }] : undefined;
  };
  const edits = createMemo(() => {
    const text = typed();
    return text === undefined || text === parts().digits ? undefined : editsFor(text);
  });
  const foreseen = createForesight(workbench.client, edits);
  const accept = (): boolean => {
    const text = typed();
    if (text === undefined) return true;
    const made = editsFor(text);
    if (text.trim() !== parts().digits && !made && typeValue(written(), text) === undefined) return false;
    setTyped(undefined);
    if (made) editing.apply(made);
    return true;
  };

  const shown = (): string => typed() ?? parts().digits;
  const value = (): Rational | undefined => numberOf({ percent: scale()?.percent ?? false }, shown());
  const base = createMemo(() => {
    const text = table.base().param(name());
    return text === undefined || text === written() ? undefined : valueParts(text);
  });
  const baseValue = (): Rational | undefined => {
    const text = table.base().param(name());
    return text === undefined ? undefined : numberOf({ percent: scale()?.percent ?? false }, valueParts(text).digits);
  };
  const unit = (): string => formatUnitWord(parts().unit);
  const isHole = (): boolean => /^[?？]$/.test(parts().digits);

  return (
    <tr class={styles.row}>
      <th scope="row" class={styles.name}>
        {name()} <Show when={props.param.clause.number}>{(number) => <Chip tone="accent">{number()}</Chip>}</Show>{" "}
        <Show when={props.param.assumed}>
          {(assumed) => (
            <span title={assumed().reason}>
              <Chip tone="warn">{m().assumed}</Chip>
            </span>
          )}
        </Show>
        <Show when={isHole()}>
          <Chip tone="down">{m().hole}</Chip>
        </Show>
      </th>
      <td>
        <span class={styles.field} data-changed={base() ? "" : undefined}>
          <input
            class={styles.input}
            aria-label={m().field(name(), unit())}
            value={shown()}
            readOnly={readOnly()}
            inputmode="decimal"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => setTyped(event.currentTarget.value)}
            onBlur={() => accept() || setTyped(undefined)}
            onKeyDown={(event) => {
              if (event.isComposing) return;
              if (event.key === "Enter") accept();
              else if (event.key === "Escape") setTyped(undefined);
              else if (typed() === undefined && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z")
                event.shiftKey ? editing.redo() : editing.undo();
              else if (typed() === undefined && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "y")
                editing.redo();
              else return;
              event.preventDefault();
            }}
          />
          <Show when={unit()}>
            <span class={styles.unit}>{unit()}</span>
          </Show>
        </span>
        <Show when={base()}>
          {(before) => (
            <span class={styles.before}>
              {m().baseValue(table.baseLabel(), `${groupDigits(before().digits)} ${formatUnitWord(before().unit)}`)}
            </span>
          )}
        </Show>
      </td>
      <td>
        <Show when={scale()}>
          {(known) => (
            <span class={styles.slide}>
              <span class={styles.end}>{groupDigits(textOf(known(), known().lower))}</span>
              <span
                class={styles.track}
                style={trackStyle(
                  value() && shareOf(known(), value() ?? known().lower),
                  baseValue() && shareOf(known(), baseValue() ?? known().lower),
                )}
              >
                <input
                  class={styles.slider}
                  type="range"
                  aria-label={m().slider(name())}
                  aria-valuetext={`${shown()} ${unit()}`}
                  min={0}
                  max={known().places}
                  step={1}
                  disabled={readOnly()}
                  value={value() ? placeOf(known(), value() ?? known().lower) : 0}
                  onInput={(event) => {
                    setDragging(true);
                    setTyped(textAt(known(), event.currentTarget.valueAsNumber));
                  }}
                  onChange={() => {
                    setDragging(false);
                    accept();
                  }}
                  onKeyDown={(event) => {
                    // From where the value is: it may lie between two places.
                    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
                    const from = value();
                    if (by === undefined || !from || readOnly()) return;
                    event.preventDefault();
                    setTyped(textMoved(known(), from, event.shiftKey ? by * 10 : by));
                    accept();
                  }}
                />
              </span>
              <span class={styles.end}>{groupDigits(textOf(known(), known().upper))}</span>
            </span>
          )}
        </Show>
        <EffectBar
          pending={edits() && { before: parts().digits, after: shown() }}
          foreseen={foreseen()}
          keys={dragging() ? m().slideConfirm : m().confirm}
        />
      </td>
      <td class={styles.effect}>
        <StepText step={props.step} unit={unit()} percent={scale()?.percent ?? false} />
      </td>
    </tr>
  );
}

function StepText(props: { readonly step: StepEffect | undefined; readonly unit: string; readonly percent: boolean }) {
  const by = (step: StepEffect): string => `${textOf(props, step.step)} ${props.unit}`.trim().replace(" %", "%");
  return (
    <Show when={props.step}>
      {(step) => (
        <>
          <span data-tone={step().change.numerator === 0n ? "none" : ""}>
            {m().amount(withSign(changeText(step().change, step().column)))}
          </span>{" "}
          <span class={styles.per}>{m().perEach(by(step()))}</span>
        </>
      )}
    </Show>
  );
}

/** The grey tick stands at the base, the accent runs from there to the value. */
function trackStyle(value: number | undefined, base: number | undefined): Record<string, string> {
  const [at, from] = [value ?? base ?? 0, base ?? value ?? 0];
  return {
    "--base": `${from * 100}%`,
    "--base-shown": base === undefined ? "0" : "1",
    "--low": `${Math.min(at, from) * 100}%`,
    "--high": `${Math.max(at, from) * 100}%`,
  };
}
