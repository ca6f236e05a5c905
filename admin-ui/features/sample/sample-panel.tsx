import { createMemo, Show } from "solid-js";
import type { Span } from "../../../engine/index.ts";
import type { DataSet } from "../../../server/api-types.ts";
import { Combobox } from "../../components/combobox.tsx";
import { User } from "../../components/icons.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { Select } from "../../components/select.tsx";
import { formatMonth } from "../../i18n/format.ts";
import { headlineColumn, shownAs } from "../../kernel/outcomes.ts";
import { rowAt } from "../../kernel/population-rows.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import { ActionList } from "./action-list.tsx";
import { ExampleList } from "./example-list.tsx";
import { Headline } from "./headline.tsx";
import { m } from "./messages.ts";
import { PeopleTouched } from "./people-touched.tsx";
import styles from "./sample-panel.module.css";
import { headlineFirst } from "./step-nodes.ts";
import { StepTree } from "./step-tree.tsx";

export interface SamplePanelProps {
  readonly workbench: Workbench;
  readonly dataSets: readonly DataSet[];
  /** Id of the chosen one. */
  readonly dataSet: string | undefined;
  readonly onDataSet: (id: string) => void;
  /** Months of the data set, in order. */
  readonly months: readonly string[];
  readonly month: string;
  readonly onMonth: (month: string) => void;
  /** The pinned agent; absent before one is chosen, when the first of the month is shown. */
  readonly agent: string | undefined;
  readonly onAgent: (agent: string) => void;
  /** What the base version is called; absent without one. */
  readonly baseLabel: string | undefined;
  readonly onReveal: (span: Span) => void;
}

/** One agent of one month under the text as it stands: what comes out, how, and what the examples say. */
export function SamplePanel(props: SamplePanelProps) {
  const population = () => props.workbench.population();
  const sample = () => props.workbench.sample();
  const currency = (): string => props.workbench.analysis()?.header.currency ?? "";
  /** The same people are the same list, whatever the text says of them. */
  const everyone = createMemo(() => population()?.people ?? []);
  const people = createMemo(() =>
    everyone().map(({ agent, name, department, position }) => ({
      value: agent,
      label: name === "" ? agent : `${name} ${agent}`,
      hint: [department, position].filter((part) => part !== "").join(" · "),
    })),
  );
  const headline = createMemo(() => {
    const [all, shown] = [population(), sample()];
    const at = all && headlineColumn(all.columns);
    const column = at === undefined ? undefined : all?.columns[at];
    if (!all || !shown || at === undefined || column === undefined) return undefined;
    const row = rowAt(
      all,
      everyone().findIndex(({ agent }) => agent === shown.agent),
    );
    const step = shown.explanation.outputs.find(({ name }) => name === column.name);
    return step && { column, cell: shownAs(step.outcome, column), difference: row?.differences[at] };
  });
  return (
    <div class={styles.panel}>
      <h2 class={styles.title}>{m().title}</h2>
      <div class={styles.pickers}>
        <Show when={props.dataSets.length > 1}>
          <div class={styles.data}>
            <Select
              label={m().dataSet}
              options={props.dataSets.map(({ id, name }) => ({ value: id, label: name }))}
              value={props.dataSet ?? ""}
              onChange={props.onDataSet}
            />
          </div>
        </Show>
        <Combobox
          label={m().agent}
          options={people()}
          value={sample()?.agent ?? props.agent}
          onChange={props.onAgent}
          icon={<User size={14} />}
        />
        <Select
          label={m().month}
          options={props.months.map((month) => ({ value: month, label: formatMonth(month) }))}
          value={props.month}
          onChange={props.onMonth}
        />
      </div>
      <Show when={population()} fallback={<Loading title={m().waiting} />}>
        <Show when={people().length > 0} fallback={<Notice title={m().empty} />}>
          <Show when={headline()}>{(found) => <Headline {...found()} baseLabel={props.baseLabel} />}</Show>
          <Show when={sample()} fallback={<Loading title={m().waiting} />}>
            {(found) => (
              <>
                <StepTree
                  label={m().steps}
                  roots={headlineFirst(found().explanation.outputs, headline()?.column.name)}
                  currency={currency()}
                  onReveal={props.onReveal}
                />
                <ActionList
                  steps={found().explanation.actions}
                  actions={props.workbench.analysis()?.actions ?? []}
                  currency={currency()}
                  onReveal={props.onReveal}
                />
              </>
            )}
          </Show>
        </Show>
      </Show>
      <Show when={props.workbench.analysis()}>
        {(analysis) => <ExampleList examples={analysis().examples} onReveal={props.onReveal} />}
      </Show>
      <Show when={population()?.changes}>
        {(changes) => (
          <PeopleTouched changes={changes()} month={formatMonth(props.month)} baseLabel={props.baseLabel} />
        )}
      </Show>
    </div>
  );
}
