import { Index, Show } from "solid-js";
import type { Expression, FormulaStatement, OutputStatement } from "../../../engine/index.ts";
import { Chip } from "../../components/chip.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./formula.module.css";
import { readable } from "./readable.ts";
import { Rule } from "./rule.tsx";

/** `name = …` as a policy prints it: rounding in words, a choice by condition as lines. */
export function FormulaView(props: { readonly statement: FormulaStatement | OutputStatement }) {
  const rounding = () => roundingOf(props.statement.body);
  const body = (): Expression | undefined => rounding()?.of ?? props.statement.body;
  const shown = (): number | undefined =>
    props.statement.kind === "output" ? props.statement.shown?.decimals : undefined;
  return (
    <Rule span={props.statement.span} assumed={props.statement.assumed?.reason}>
      <div class={styles.formula}>
        <div class={styles.equation}>
          <span class={styles.name}>{props.statement.name.name}</span>
          <span class={styles.equals}>=</span>
          <Show when={body()}>{(expression) => <Cases cases={casesOf(expression())} />}</Show>
        </div>
        <Show when={props.statement.kind === "output"}>
          <span class={styles.output}>
            <Chip tone="accent">{t().document.output}</Chip>
          </span>
        </Show>
        <Show when={rounding()}>{(found) => <p class={styles.note}>{t().document.rounded(found().decimals)}</p>}</Show>
        <Show when={shown() !== undefined}>
          <p class={styles.note}>{t().document.shown(shown() ?? 0)}</p>
        </Show>
      </div>
    </Rule>
  );
}

interface Case {
  readonly value: Expression;
  /** Absent for the last: otherwise. */
  readonly when?: Expression;
}

/** `if … then … else if …` as a list of cases; anything else is one case. */
function casesOf(expression: Expression): readonly Case[] {
  if (expression.kind !== "if") return [{ value: expression }];
  return [{ value: expression.consequent, when: expression.condition }, ...casesOf(expression.alternative)];
}

function Cases(props: { readonly cases: readonly Case[] }) {
  return (
    <Show
      when={props.cases.length > 1}
      fallback={<span class={styles.body}>{readable(props.cases[0]?.value as Expression)}</span>}
    >
      <ul class={styles.cases}>
        <Index each={props.cases}>
          {(each) => (
            <li>
              <span>{readable(each().value)}</span>
              <span class={styles.when}>
                <Show when={each().when} fallback={t().document.otherwise}>
                  {(condition) => `${t().document.if} ${readable(condition())}`}
                </Show>
              </span>
            </li>
          )}
        </Index>
      </ul>
    </Show>
  );
}

/** A formula that is rounded as a whole says so in words instead. */
function roundingOf(body: Expression | undefined): { of: Expression; decimals: number } | undefined {
  if (body?.kind !== "call" || body.callee.name !== "round") return undefined;
  const [of, places] = body.args;
  if (!of || body.args.length > 2) return undefined;
  if (!places) return { of, decimals: 0 };
  return places.kind === "number" && places.value.denominator === 1n
    ? { of, decimals: Number(places.value.numerator) }
    : undefined;
}
