import { A } from "@solidjs/router";
import { createMemo, createResource, createSignal, Match, onMount, Show, Switch } from "solid-js";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { language } from "../../app/preferences.ts";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { groupDigits } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import type { StudyScheme, Surroundings } from "../../kernel/study/study-api.ts";
import { createStudyClient } from "../../kernel/study/study-client.ts";
import { peopleMoved } from "../../kernel/what-if/people-moved.ts";
import { versionPath } from "../schemes/scheme-groups.ts";
import card from "./cards.module.css";
import { GoalSeek } from "./goal-seek.tsx";
import { Headlines } from "./headlines.tsx";
import { HeatMap } from "./heat-map.tsx";
import { LeverPanel } from "./lever-panel.tsx";
import { createLookedAt, type LookedAt, type Offered } from "./looked-at.ts";
import { m } from "./messages.ts";
import { MissingDialog } from "./missing-dialog.tsx";
import { MonthChart } from "./month-chart.tsx";
import { createPaced } from "./paced.ts";
import { paidMonths } from "./paid-months.ts";
import { PeopleCard } from "./people-card.tsx";
import type { Shown } from "./shown.ts";
import { createSimulation, type Simulation, type Subject } from "./simulation.ts";
import { SpreadChart } from "./spread-chart.tsx";
import { TornadoChart } from "./tornado-chart.tsx";
import { Watermark } from "./watermark.tsx";
import { WhatIfBar } from "./what-if-bar.tsx";
import styles from "./what-if-page.module.css";
import { WhyChart } from "./why-chart.tsx";

interface Material extends Offered {
  readonly around: Surroundings;
}

/** A version's figures moved over past months: what it would come to, for whom and why. Writes nothing. */
export default function WhatIfPage() {
  const [material, { refetch }] = createResource(gather);
  onMount(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });
  return (
    <Switch fallback={<Loading title={m().loading} />}>
      <Match when={material.error}>
        <Notice role="alert" title={reason(material.error)}>
          <Button onClick={() => refetch()}>{t().app.retry}</Button>
        </Notice>
      </Match>
      <Match when={material()}>{(found) => <Desk material={found()} />}</Match>
    </Switch>
  );
}

async function gather(): Promise<Material> {
  const [schemes, { versions }, catalogue, { institutions }, { datasets }] = await Promise.all([
    api.schemes(),
    api.schemeFigures(),
    api.catalogue(),
    api.institutions(),
    api.datasets(),
  ]);
  return {
    schemes,
    figures: versions,
    dataSets: datasets,
    around: { catalogue: catalogue.text, institutions: institutions.map(({ text }) => text) },
  };
}

function Desk(props: { readonly material: Material }) {
  const looked = createLookedAt(props.material);
  const client = createStudyClient();
  const [version] = createResource(
    () => looked.version()?.version.id,
    async (id) => (await api.version(id)).version,
  );
  const [baseline] = createResource(
    () => {
      const [against, dataSet, months] = [looked.against(), looked.dataSet(), looked.months()];
      return against && dataSet && months ? { against, dataSet: dataSet.id, ...months } : undefined;
    },
    async ({ against, dataSet, from, to }): Promise<StudyScheme | "no runs"> => {
      if (against !== "runs") return { kind: "version", text: (await api.version(against)).version.text };
      const paid = await paidMonths(dataSet, from, to);
      return paid ? { kind: "runs", paid } : "no runs";
    },
  );
  const opened = () => (version.error ? undefined : version());
  const heldAgainst = () => (baseline.error ? undefined : baseline());
  const subject = createMemo((): Subject | undefined => {
    const [found, dataSet, months] = [opened(), looked.dataSet(), looked.months()];
    if (!found || !dataSet || !months || version.loading) return undefined;
    const held = looked.against() ? heldAgainst() : undefined;
    if (looked.against() && (held === undefined || held === "no runs" || baseline.loading)) return undefined;
    return {
      source: { dataset: dataSet.id, ...months },
      around: props.material.around,
      text: found.text,
      baseline: held === "no runs" ? undefined : held,
      group: looked.group(),
    };
  });
  const simulation = createSimulation(client, subject, looked.move);
  const failure = (): string | undefined => {
    const error: unknown = version.error ?? baseline.error;
    return error === undefined ? simulation.failure() : reason(error);
  };
  const base = (): string => {
    const against = looked.against();
    return against === "runs" ? m().shortRuns : against ? m().shortOther : m().shortAsWritten;
  };
  const currency = createMemo(() => simulation.figures()?.answer.currency);
  // Nothing that changes with a lever: every drawing depends on it.
  const shown = createMemo((): Shown | undefined => {
    const [info, money] = [simulation.info(), currency()];
    return info && money !== undefined ? { info, base: base(), currency: money, budget: looked.budget() } : undefined;
  });
  return (
    <>
      <WhatIfBar
        looked={looked}
        dataSets={props.material.dataSets}
        version={opened()}
        simulation={simulation}
        shown={shown()}
      />
      <Switch fallback={<Waiting simulation={simulation} />}>
        <Match when={looked.versions.length === 0}>
          <Notice title={m().noVersions} />
        </Match>
        <Match when={!looked.version()}>
          <Notice title={m().noVersion} hint={m().noVersionHint} />
        </Match>
        <Match when={!looked.months()}>
          <Notice title={m().noData} hint={m().noDataHint}>
            <A class="link" href="/imports">
              {m().toImports}
            </A>
          </Notice>
        </Match>
        <Match when={failure()}>{(why) => <Notice role="alert" title={why()} />}</Match>
        <Match when={heldAgainst() === "no runs" && looked.against() === "runs"}>
          <Notice title={m().noRuns} hint={m().noRunsHint} />
        </Match>
        <Match when={simulation.problem()}>
          {(problem) => (
            <Notice
              role="alert"
              title={m().cannot}
              hint={[problem().reason[language()], problem().diagnostics[0]?.message[language()] ?? ""]
                .filter((text) => text !== "")
                .join(" ")}
            >
              <Show when={looked.version()}>
                {(found) => (
                  <A class="link" href={versionPath(found().scheme.id, found().version.version)}>
                    {m().openVersion}
                  </A>
                )}
              </Show>
            </Notice>
          )}
        </Match>
        <Match when={simulation.figures()?.answer.rows === 0}>
          <Notice title={m().noPeople} hint={m().noPeopleHint} />
        </Match>
        <Match when={shown()}>
          {(found) => (
            <Board
              looked={looked}
              simulation={simulation}
              shown={found()}
              client={client}
              text={opened()?.text ?? ""}
            />
          )}
        </Match>
      </Switch>
    </>
  );
}

const Waiting = (props: { readonly simulation: Simulation }) => {
  const text = (): string => {
    const percent = props.simulation.reading();
    if (percent !== undefined) return m().reading(percent);
    return props.simulation.info() ? m().computing : m().loading;
  };
  return <Loading title={text()} />;
};

const NoSpread = () => (
  <section class={card.card} aria-label={m().spread}>
    <header class={card.head}>
      <h3>{m().spread}</h3>
    </header>
    <Notice title={m().nobodyChanges} />
  </section>
);

/** In ms, while a lever is dragged. */
const BETWEEN_DRAWINGS = 100;

interface BoardProps {
  readonly looked: LookedAt;
  readonly simulation: Simulation;
  readonly shown: Shown;
  readonly client: ReturnType<typeof createStudyClient>;
  readonly text: string;
}

function Board(props: BoardProps) {
  const [picked, setPicked] = createSignal<number>();
  const [target, setTarget] = createSignal<string | undefined>(undefined, { equals: false });
  const [listsMissing, setListsMissing] = createSignal(false);
  const levers = () => props.simulation.levers() ?? [];
  const figures = () => props.simulation.figures();
  /** What drawings show: the figures above them come first while a lever is dragged. */
  const drawn = createPaced(figures, BETWEEN_DRAWINGS);
  const details = createPaced(() => props.simulation.details()?.answer, BETWEEN_DRAWINGS);
  const people = createMemo(() => {
    const found = details()?.details;
    return found ? peopleMoved(found) : [];
  });
  const refused = (): string | undefined => {
    const found = props.simulation.edited();
    if (found && found.move === figures()?.move && "refused" in found.answer) {
      return found.answer.refused.message[language()];
    }
    return figures()?.answer.refused?.message[language()];
  };
  /** Whether an answer is of a move that was overtaken. */
  const isStale = (answer: { readonly move: unknown } | undefined): boolean => answer?.move !== figures()?.move;
  const strongest = (): string | undefined => {
    const bar = props.simulation.tornado()?.answer[0];
    return bar && levers()[bar.lever]?.address;
  };
  return (
    <div class={styles.board}>
      <aside class={styles.levers}>
        <LeverPanel
          levers={levers()}
          move={props.looked.move()}
          onMove={props.looked.setMove}
          bars={isStale(props.simulation.tornado()) ? undefined : props.simulation.tornado()?.answer}
          refused={refused()}
          target={target()}
        />
        <Show when={levers().length > 0 && figures()}>
          {(found) => (
            <GoalSeek
              client={props.client}
              text={props.text}
              pay={found().answer.pay}
              shown={props.shown}
              months={found().answer.months.length}
              group={props.looked.group()}
              levers={levers()}
              move={props.looked.move()}
              onMove={props.looked.setMove}
              strongest={strongest()}
            />
          )}
        </Show>
      </aside>
      <Show when={figures()}>
        {(found) => (
          <div class={styles.figures}>
            <Watermark />
            <Headlines
              shown={props.shown}
              figures={found().answer}
              onBudget={(budget) => props.looked.setBudget(budget)}
              onMissing={() => setListsMissing(true)}
            />
            <div class={styles.first}>
              <MonthChart shown={props.shown} figures={(drawn() ?? found()).answer} />
              <WhyChart shown={props.shown} why={props.simulation.why()} stale={isStale(props.simulation.why())} />
            </div>
            <Show when={details()} fallback={<Loading title={m().computing} />}>
              {(full) => (
                <div class={styles.second}>
                  <PeopleCard
                    shown={props.shown}
                    people={people()}
                    up={found().answer.up}
                    down={found().answer.down}
                    picked={picked()}
                    onPick={(person) => setPicked((before) => (before === person ? undefined : person))}
                  />
                  <Show
                    when={found().answer.up + found().answer.down > 0 ? full().details : undefined}
                    fallback={<NoSpread />}
                  >
                    {(each) => <SpreadChart shown={props.shown} details={each()} people={people()} picked={picked()} />}
                  </Show>
                  <HeatMap shown={props.shown} figures={full()} />
                </div>
              )}
            </Show>
            <TornadoChart
              shown={props.shown}
              levers={levers()}
              move={props.looked.move()}
              bars={props.simulation.tornado()?.answer}
              stale={isStale(props.simulation.tornado())}
              onLever={setTarget}
            />
            <p class={styles.timing}>
              {m().timing(groupDigits(String(found().answer.rows)), Math.round(found().answer.milliseconds))}
            </p>
            <MissingDialog
              open={listsMissing()}
              onClose={() => setListsMissing(false)}
              info={props.shown.info}
              missing={found().answer.missing}
            />
          </div>
        )}
      </Show>
    </div>
  );
}
