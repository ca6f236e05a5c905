import { createMemo, createSignal, For, Match, Show, Switch } from "solid-js";
import {
  canChangeValues,
  citationOf,
  describeEdit,
  describeProse,
  diffVersions,
  readCatalogue,
  readVersion,
  rulesBeside,
} from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { Notice } from "../../components/notice.tsx";
import { Segmented } from "../../components/segmented.tsx";
import { ruleBands } from "../../kernel/compare/rule-bands.ts";
import { type Compared, pairOf } from "./compared.ts";
import lists from "./lists.module.css";
import { m } from "./messages.ts";
import { RuleTable } from "./rule-table.tsx";
import styles from "./rules-view.module.css";
import { TextDiff } from "./text-diff.tsx";

const WAYS = ["aligned", "changes", "text"] as const;
type Way = (typeof WAYS)[number];

/** What the schemes say: rule by rule beside each other, as changes in sentences, or as text. */
export function RulesView(props: { readonly compared: Compared; readonly catalogue: string }) {
  const [way, setWay] = createSignal<Way>("aligned");
  const [onlyDifferences, setOnlyDifferences] = createSignal(true);
  const catalogue = createMemo(() => readCatalogue(props.catalogue).catalogue);
  const read = createMemo(() => props.compared.versions.map(({ text }) => readVersion(text, catalogue())));
  const rules = createMemo(() => rulesBeside(read()));
  const sections = createMemo(() =>
    ruleBands(
      rules(),
      props.compared.comparison.schemes.map(({ pay }) => pay),
      onlyDifferences(),
    ),
  );
  const alike = (): number => rules().filter(({ same }) => same).length;
  return (
    <section class={lists.card} aria-label={m().view.rules}>
      <header class={lists.head}>
        <Segmented
          label={m().rules.what}
          segments={WAYS.map((value) => ({ value, label: m().rules[value] }))}
          value={way()}
          onChange={setWay}
          small
        />
        <Show when={way() === "aligned"}>
          <Segmented
            label={m().table.filter}
            segments={[
              { value: "differences", label: m().rules.differences },
              { value: "all", label: m().rules.all },
            ]}
            value={onlyDifferences() ? "differences" : "all"}
            onChange={(value) => setOnlyDifferences(value === "differences")}
            small
          />
          <Show when={onlyDifferences() && alike() > 0}>
            <span>{m().rules.sameCount(alike())}</span>
          </Show>
        </Show>
      </header>
      <div class={lists.scroller}>
        <Switch>
          <Match when={way() === "text"}>
            <TextDiff left={pairOf(props.compared).base} right={pairOf(props.compared).other} />
          </Match>
          <Match when={way() === "changes"}>
            <Changes compared={props.compared} read={read()} />
          </Match>
          <Match when={sections().length === 0}>
            <Notice title={m().rules.same} />
          </Match>
          <Match when={true}>
            <RuleTable versions={props.compared.versions} sections={sections()} />
          </Match>
        </Switch>
      </div>
    </section>
  );
}

/** Only versions of one scheme have changes to tell: rules of another one are neither new nor gone. */
function Changes(props: { readonly compared: Compared; readonly read: readonly ReturnType<typeof readVersion>[] }) {
  const pair = createMemo(() => pairOf(props.compared));
  const changes = createMemo(() => {
    const [older, newer] = [props.read[0], props.read[props.compared.other]];
    if (!older || !newer || pair().base.scheme !== pair().other.scheme) return undefined;
    const { edits, prose } = diffVersions(older, newer);
    return [
      ...edits.map((edit) => ({
        clause: edit.clause && citationOf(edit.clause),
        sentence: describeEdit(edit),
        values: canChangeValues(edit),
      })),
      ...prose.map((change) => ({ clause: citationOf(change.clause), sentence: describeProse(change), values: false })),
    ];
  });
  return (
    <Show when={changes()} fallback={<Notice title={m().rules.otherSchemes} />}>
      {(found) => (
        <Show when={found().length > 0} fallback={<Notice title={m().rules.noChanges} />}>
          <ul class={styles.changes}>
            <For each={found()}>
              {({ clause, sentence, values }) => (
                <li data-values={values ? "" : undefined}>
                  <span class={styles.clause}>{clause}</span>
                  <span>{sentence[language()]}</span>
                  <Show when={!values}>
                    <span class={styles.quiet}>{m().rules.neutral}</span>
                  </Show>
                </li>
              )}
            </For>
          </ul>
        </Show>
      )}
    </Show>
  );
}
