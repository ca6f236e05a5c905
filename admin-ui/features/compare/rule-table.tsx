import { A } from "@solidjs/router";
import { For, Show } from "solid-js";
import { citationOf } from "../../../engine/index.ts";
import type { NamedSide, RuleBand, RuleSection } from "../../kernel/compare/rule-bands.ts";
import type { ComparedVersion } from "./compared.ts";
import { m } from "./messages.ts";
import styles from "./rules-view.module.css";
import { SchemeMark } from "./scheme-mark.tsx";

interface RuleTableProps {
  readonly versions: readonly ComparedVersion[];
  readonly sections: readonly { readonly section: RuleSection; readonly bands: readonly RuleBand[] }[];
}

/** A column for each scheme; what has the same name stands on one line. */
export function RuleTable(props: RuleTableProps) {
  return (
    <table class={styles.rules} style={{ "--count": props.versions.length }}>
      <thead>
        <tr>
          <For each={props.versions}>
            {({ label, place, path }) => (
              <th scope="col">
                <span class={styles.version}>
                  <SchemeMark place={place} />
                  <A href={path} title={m().rules.goTo(label)}>
                    {label}
                  </A>
                </span>
              </th>
            )}
          </For>
        </tr>
      </thead>
      <For each={props.sections}>
        {({ section, bands }) => (
          <tbody>
            <tr>
              <th class={styles.section} scope="rowgroup" colSpan={props.versions.length}>
                {m().rules.section[section]}
              </th>
            </tr>
            <For each={bands}>
              {({ sides, same }) => (
                <tr data-same={same ? "" : undefined}>
                  <For each={sides}>
                    {(rules, at) => (
                      <td>
                        <For each={rules} fallback={<span class={styles.quiet}>—</span>}>
                          {(rule) => <Rule rule={rule} version={props.versions[at()]} />}
                        </For>
                      </td>
                    )}
                  </For>
                </tr>
              )}
            </For>
          </tbody>
        )}
      </For>
    </table>
  );
}

/** Its columns must stay below each other. */
const isGrid = (text: string): boolean => /^\s*\|/m.test(text);

const Rule = (props: { readonly rule: NamedSide; readonly version: ComparedVersion | undefined }) => (
  <div class={styles.rule}>
    <Show when={citationOf(props.rule.clause)}>
      {(clause) => (
        <A
          class={styles.clause}
          href={`${props.version?.path ?? ""}?clause=${encodeURIComponent(props.rule.clause.number || props.rule.clause.title)}`}
          title={clause()}
        >
          {props.rule.clause.number || props.rule.clause.title}
        </A>
      )}
    </Show>
    <Show when={isGrid(props.rule.text)} fallback={<pre class={styles.text}>{props.rule.text}</pre>}>
      <pre
        class={styles.text}
        data-grid=""
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide grid is scrolled with the arrow keys
        tabIndex={0}
      >
        {props.rule.text}
      </pre>
    </Show>
  </div>
);
