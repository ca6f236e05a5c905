import { createMemo, createSignal, lazy, Match, Show, Suspense, Switch } from "solid-js";
import { Loading } from "../../components/notice.tsx";
import { Segmented } from "../../components/segmented.tsx";
import type { StudyClient } from "../../kernel/study/study-api.ts";
import { BoxChart } from "./box-chart.tsx";
import type { Compared } from "./compared.ts";
import styles from "./compared-view.module.css";
import { DifferenceChart } from "./difference-chart.tsx";
import { DrillIn } from "./drill-in.tsx";
import { Failures } from "./failures.tsx";
import { GroupsTable } from "./groups-table.tsx";
import { HistogramChart } from "./histogram-chart.tsx";
import { m } from "./messages.ts";
import { Migration } from "./migration.tsx";
import { PeopleTable } from "./people-table.tsx";
import { ScatterChart } from "./scatter-chart.tsx";
import { TenthsChart } from "./tenths-chart.tsx";
import { Tiles } from "./tiles.tsx";
import type { View } from "./view.ts";

const RulesView = lazy(async () => ({ default: (await import("./rules-view.tsx")).RulesView }));

interface ComparedViewProps {
  readonly compared: Compared;
  readonly client: StudyClient;
  readonly catalogue: string;
  readonly pay: readonly string[] | undefined;
  readonly view: View;
  /** Who is looked at in full, and in which month. */
  readonly agent: string | undefined;
  readonly month: string | undefined;
  /** Shows how the agent's month comes about, beside the table of everyone. */
  readonly onPick: (agent: string, month?: string) => void;
  readonly onMonth: (month: string) => void;
  readonly onClose: () => void;
}

/** The headline tiles, and below them one of four views of the same comparison. */
export function ComparedView(props: ComparedViewProps) {
  const month = createMemo(() => {
    const { months } = props.compared.info;
    return months.find((known) => known === props.month) ?? months.at(-1) ?? "";
  });
  return (
    <>
      <Tiles compared={props.compared} />
      <Switch>
        <Match when={props.view === "people"}>
          <div class={styles.charts}>
            <ScatterChart compared={props.compared} picked={props.agent} onPick={props.onPick} />
            <DifferenceChart compared={props.compared} picked={props.agent} onPick={props.onPick} />
            <Migration compared={props.compared} />
          </div>
          <div class={styles.below}>
            <PeopleTable compared={props.compared} picked={props.agent} onPick={props.onPick} />
            <Show when={props.agent}>
              {(agent) => (
                <DrillIn
                  compared={props.compared}
                  pay={props.pay}
                  agent={agent()}
                  month={month()}
                  client={props.client}
                  onMonth={props.onMonth}
                  onClose={props.onClose}
                />
              )}
            </Show>
          </div>
        </Match>
        <Match when={props.view === "spread"}>
          <Spread compared={props.compared} />
        </Match>
        <Match when={props.view === "rules"}>
          <Suspense fallback={<Loading title={m().rules.loading} />}>
            <RulesView compared={props.compared} catalogue={props.catalogue} />
          </Suspense>
        </Match>
        <Match when={props.view === "failures"}>
          <Failures compared={props.compared} onPick={props.onPick} />
        </Match>
      </Switch>
    </>
  );
}

/** How amounts and changes lie: over everyone, by tenth, by department, grade or the like. */
function Spread(props: { readonly compared: Compared }) {
  const [chosen, setChosen] = createSignal(0);
  const attributes = () => props.compared.info.attributes;
  const attribute = (): number => (chosen() < attributes().length ? chosen() : 0);
  return (
    <>
      <div class={styles.spread}>
        <HistogramChart compared={props.compared} />
        <TenthsChart compared={props.compared} />
      </div>
      <Show when={attributes().length > 0}>
        <div class={styles.choice}>
          <Segmented
            label={m().boxes.choose}
            segments={attributes().map(({ metric }, at) => ({ value: String(at), label: metric }))}
            value={String(attribute())}
            onChange={(at) => setChosen(Number(at))}
          />
        </div>
        <div class={styles.spread}>
          <BoxChart compared={props.compared} attribute={attribute()} />
          <GroupsTable compared={props.compared} attribute={attribute()} />
        </div>
      </Show>
    </>
  );
}
