import { createMemo, Index, Show } from "solid-js";
import type { ExampleColumn, ExampleRow, ExamplesStatement, Expression } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { Check, X } from "../../components/icons.tsx";
import { groupDigits } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import type { ExampleResult } from "../../kernel/workbench-api.ts";
import styles from "./examples.module.css";
import grid from "./grid.module.css";
import { readable } from "./readable.ts";
import { Rule } from "./rule.tsx";
import { useScheme } from "./scheme-context.ts";
import { Wide } from "./wide.tsx";

/** Worked cases, each with what the rules make of it. */
export function ExamplesView(props: { readonly examples: ExamplesStatement }) {
  const scheme = useScheme();
  const results = createMemo(() => new Map(scheme.examples.map((result) => [result.span.start, result])));
  const resultOf = (row: ExampleRow): ExampleResult | undefined => results().get(row.span.start);
  const count = (passes: boolean): number =>
    props.examples.rows.filter((row) => resultOf(row)?.passes === passes).length;
  const isNumeric = (at: number): boolean =>
    props.examples.rows.every(({ cells }) => cells[at] === undefined || cells[at].kind === "number");
  return (
    <Rule span={props.examples.span} assumed={props.examples.assumed?.reason}>
      <p class={grid.caption}>
        {t().document.examples}
        <Show when={count(true) > 0}>
          <span data-tone="up">{t().document.passed(count(true))}</span>
        </Show>
        <Show when={count(false) > 0}>
          <span data-tone="down">{t().document.failed(count(false))}</span>
        </Show>
      </p>
      <Wide label={t().document.examples}>
        <table class={`${grid.grid} ${styles.examples}`}>
          <thead>
            <tr>
              <th scope="col">
                <span class="visually-hidden">{t().document.result}</span>
              </th>
              <Index each={props.examples.columns}>
                {(column, at) => (
                  <th scope="col" class={isNumeric(at) ? grid.number : grid.nowrap} data-kind={column().kind}>
                    {columnText(column())}
                  </th>
                )}
              </Index>
            </tr>
          </thead>
          <tbody>
            <Index each={props.examples.rows}>
              {(row) => (
                <tr
                  data-problem={resultOf(row())?.passes === false ? "error" : undefined}
                  onClick={(event) => {
                    event.stopPropagation();
                    scheme.follow(row().span);
                  }}
                >
                  <td class={styles.mark}>
                    <Show when={resultOf(row())}>
                      {(result) => (
                        <Show
                          when={result().passes}
                          fallback={<X class={styles.failed} size={13} label={t().document.failed(1)} />}
                        >
                          <Check class={styles.passed} size={13} label={t().document.passed(1)} />
                        </Show>
                      )}
                    </Show>
                  </td>
                  <Index each={row().cells}>
                    {(cell, at) => (
                      <td
                        class={isNumeric(at) ? grid.number : grid.nowrap}
                        data-kind={props.examples.columns[at]?.kind}
                      >
                        <Show when={cell()}>{(written) => cellText(written())}</Show>
                        <Show when={actualOf(resultOf(row()), props.examples.columns[at])}>
                          {(actual) => <span class={styles.actual}>{actual()}</span>}
                        </Show>
                      </td>
                    )}
                  </Index>
                </tr>
              )}
            </Index>
          </tbody>
        </table>
      </Wide>
    </Rule>
  );
}

function columnText(column: ExampleColumn): string {
  switch (column.kind) {
    case "label":
      return t().document.case;
    case "agent":
      return t().document.agent;
    case "month":
      return t().document.month;
    case "error":
      return t().document.expectedError;
    default:
      return column.name.name;
  }
}

/** A label is text, but no quotation. */
const cellText = (cell: Expression): string => (cell.kind === "text" ? cell.value : readable(cell));

/** What came out instead, where an expected value is not met. */
function actualOf(result: ExampleResult | undefined, column: ExampleColumn | undefined): string | undefined {
  if (!result || column?.kind !== "expected") return undefined;
  const check = result.checks.find(({ name }) => name === column.name.name);
  if (!check || check.passes) return undefined;
  return `${t().document.actual} ${check.actual.error ? check.actual.error.message[language()] : groupDigits(check.actual.text)}`;
}
