import { A, useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, createResource, Match, Show, Switch } from "solid-js";
import { readCatalogue } from "../../../engine/index.ts";
import type { DataSet, Scheme } from "../../../server/api-types.ts";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { language } from "../../app/preferences.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { Download, Link } from "../../components/icons.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { saveWorkbook } from "../../components/save-workbook.ts";
import { GroupPicker } from "../../components/study-pickers/group-picker.tsx";
import { MonthRange } from "../../components/study-pickers/month-range.tsx";
import { notify } from "../../components/toast.tsx";
import { formatMonths } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { groupText, MOST_SCHEMES, readGroup, readMonths, readSchemes } from "../../kernel/compare/compare-address.ts";
import { chosenPays, payChoices } from "../../kernel/compare/pay-choices.ts";
import { createStudyClient } from "../../kernel/study/study-client.ts";
import { versionPath } from "../schemes/scheme-groups.ts";
import { PayChoice, ViewChoice } from "./compare-controls.tsx";
import styles from "./compare-page.module.css";
import type { Compared, ComparedVersion } from "./compared.ts";
import { ComparedView } from "./compared-view.tsx";
import { type Asked, createComparing } from "./comparing.ts";
import { comparisonSheets } from "./export-comparison.ts";
import { m } from "./messages.ts";
import { VersionChips } from "./version-chips.tsx";
import { VersionPicker } from "./version-picker.tsx";
import { isView, type View } from "./view.ts";

/** All that can be compared, and over which data. */
interface Material {
  readonly schemes: readonly Scheme[];
  readonly catalogue: string;
  readonly institutions: readonly string[];
  readonly datasets: readonly DataSet[];
}

/** Two to four versions side by side over the same months. The address holds all that is looked at. */
export default function ComparePage() {
  const [material, { refetch }] = createResource(gather);
  const loaded = () => (material.error ? undefined : material.latest);
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });
  return (
    <Switch fallback={<Loading title={m().loading} />}>
      <Match when={material.error}>
        <Notice role="alert" title={reason(material.error)} hint={t().app.serverUnreachableHint}>
          <Button onClick={() => refetch()}>{t().app.retry}</Button>
        </Notice>
      </Match>
      <Match when={loaded()}>{(found) => <Desk material={found()} />}</Match>
    </Switch>
  );
}

async function gather(): Promise<Material> {
  const [{ schemes }, catalogue, { institutions }, { datasets }] = await Promise.all([
    api.schemes(),
    api.catalogue(),
    api.institutions(),
    api.datasets(),
  ]);
  return { schemes, catalogue: catalogue.text, institutions: institutions.map(({ text }) => text), datasets };
}

/** Names in the address are short, since people see and send them. */
interface Address {
  readonly schemes?: string;
  readonly data?: string;
  readonly from?: string;
  readonly to?: string;
  readonly group?: string;
  readonly pay?: string;
  readonly with?: string;
  readonly view?: string;
  readonly agent?: string;
  readonly month?: string;
}

function Desk(props: { readonly material: Material }) {
  const [search, setSearch] = useSearchParams<{ [Key in keyof Address]: string }>();
  const change = (next: { readonly [Key in keyof Address]: string | undefined }): void =>
    setSearch(next, { replace: true });
  const client = createStudyClient();

  const chosen = createMemo(() => readSchemes(search.schemes));
  const dataset = createMemo(
    () =>
      props.material.datasets.find(({ id }) => id === search.data) ??
      props.material.datasets.find(({ rows }) => rows > 0),
  );
  const months = createMemo(() => readMonths(dataset()?.months ?? [], search.from, search.to), undefined, {
    equals: same,
  });
  const group = createMemo(() => readGroup(search.group), undefined, { equals: same });

  const [versions] = createResource(chosen, (ids) => readVersions(ids, props.material.schemes));
  const read = (): readonly ComparedVersion[] => (versions.error ? [] : (versions.latest ?? []));
  const catalogue = createMemo(() => readCatalogue(props.material.catalogue).catalogue);
  const choices = createMemo(() => read().map(({ text }) => payChoices(text, catalogue())));
  const pay = createMemo(() => chosenPays(choices(), (search.pay ?? "").split(",")), undefined, { equals: same });

  const asked = createMemo((): Asked | undefined => {
    const [data, extent] = [dataset(), months()];
    if (!data || !extent || versions.loading || versions.error) return undefined;
    return {
      source: { dataset: data.id, ...extent },
      around: { catalogue: props.material.catalogue, institutions: props.material.institutions },
      versions: read(),
      group: group(),
      pay: pay(),
    };
  });
  const comparing = createComparing(asked, client);
  const other = (): number => {
    const place = Number(search.with ?? "1");
    return Number.isInteger(place) && place >= 1 && place < read().length ? place : 1;
  };
  const compared = createMemo((): Compared | undefined => {
    const answer = comparing.answer();
    if (!answer || comparing.problem() || chosen().length < 2) return undefined;
    return { ...answer, other: Math.min(other(), answer.versions.length - 1) };
  });

  const view = (): View => (isView(search.view) ? search.view : "people");
  const choose = (ids: readonly string[]): void =>
    change({ schemes: ids.join(",") || undefined, pay: undefined, with: undefined });
  const share = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      notify(m().shared);
    } catch {
      // Only pages over HTTPS, or of this machine, may write to the clipboard.
      notify(m().notShared);
    }
  };
  const save = async (found: Compared): Promise<void> => {
    const { from, to } = found.info.source;
    try {
      const name = `${m().sheets.file(formatMonths(from, to))}.xlsx`;
      await saveWorkbook(name, comparisonSheets(found, props.material.catalogue, group()));
    } catch (error) {
      notify(reason(error), "down");
    }
  };

  return (
    <>
      <TopBar
        actions={
          <>
            <Show when={compared()}>
              {(found) => (
                <>
                  <IconButton label={m().share} onClick={() => void share()}>
                    <Link size={16} />
                  </IconButton>
                  <IconButton label={m().export} onClick={() => void save(found())}>
                    <Download size={16} />
                  </IconButton>
                </>
              )}
            </Show>
            <QuickSwitches />
          </>
        }
      >
        <h1 class={styles.title}>{m().title}</h1>
        <div class={styles.inBar}>
          <VersionChips schemes={props.material.schemes} chosen={chosen()} onChange={choose} />
        </div>
      </TopBar>
      <div class={styles.page} aria-busy={comparing.busy()}>
        <div class={styles.inPage}>
          <VersionChips schemes={props.material.schemes} chosen={chosen()} onChange={choose} />
        </div>
        <Show when={chosen().length > 1}>
          <div class={styles.controls}>
            <Show when={comparing.info()}>
              {(info) => (
                <GroupPicker
                  attributes={info().attributes}
                  group={group()}
                  people={compared()?.comparison.people}
                  onChange={(next) => change({ group: groupText(next) })}
                />
              )}
            </Show>
            <Show when={months()}>
              {(extent) => (
                <MonthRange
                  months={dataset()?.months ?? []}
                  from={extent().from}
                  to={extent().to}
                  onChange={(from, to) => change({ from, to })}
                  dataSets={props.material.datasets.map(({ id, name }) => ({ value: id, label: name }))}
                  dataSet={dataset()?.id}
                  onDataSet={(data) => change({ data, from: undefined, to: undefined, group: undefined })}
                />
              )}
            </Show>
            <Show when={compared()}>
              {(found) => (
                <>
                  <PayChoice compared={found()} choices={choices()} onPay={(next) => change({ pay: next.join(",") })} />
                  <span class={styles.busy} role="status">
                    <Show when={comparing.busy()}>{m().recomputing}</Show>
                  </span>
                  <ViewChoice
                    compared={found()}
                    view={view()}
                    onView={(next) => change({ view: next === "people" ? undefined : next })}
                    onOther={(place) => change({ with: place === 1 ? undefined : String(place) })}
                  />
                </>
              )}
            </Show>
          </div>
        </Show>
        <Switch fallback={<Waiting progress={comparing.progress()} />}>
          <Match when={!months()}>
            <Notice title={m().noData} hint={m().noDataHint}>
              <A class="link" href="/imports">
                {m().toImports}
              </A>
            </Notice>
          </Match>
          <Match when={chosen().length < 2}>
            <section class={styles.chooser} aria-label={m().chooseTitle}>
              <h2>{chosen().length === 1 ? m().oneMore : m().chooseTitle}</h2>
              <p>{m().chooseHint}</p>
              <VersionPicker
                schemes={props.material.schemes}
                chosen={chosen()}
                full={chosen().length >= MOST_SCHEMES}
                onChoose={(id) => choose([...chosen(), id])}
              />
            </section>
          </Match>
          <Match when={versions.error}>
            <Notice role="alert" title={reason(versions.error)} />
          </Match>
          <Match when={comparing.failure()}>{(failure) => <Notice role="alert" title={failure()} />}</Match>
          <Match when={comparing.problem()}>
            {(problem) => (
              <Notice
                role="alert"
                title={m().cannot(problem().version?.label ?? "")}
                hint={problem().reason[language()]}
              >
                <div class={styles.problem}>
                  <ul class={styles.reasons}>
                    {problem()
                      .diagnostics.slice(0, MOST_REASONS)
                      .map(({ message }) => (
                        <li>{message[language()]}</li>
                      ))}
                    <Show when={problem().diagnostics.length > MOST_REASONS}>
                      <li>{m().more(problem().diagnostics.length - MOST_REASONS)}</li>
                    </Show>
                  </ul>
                  <div class={styles.ways}>
                    <A class="link" href={problem().version?.path ?? "/schemes"}>
                      {m().open}
                    </A>
                    <Button onClick={() => choose(chosen().filter((id) => id !== problem().version?.id))}>
                      {m().dropIt}
                    </Button>
                  </div>
                </div>
              </Notice>
            )}
          </Match>
          <Match when={compared()?.comparison.rows === 0}>
            <Notice title={m().emptyPeople} hint={m().emptyPeopleHint} />
          </Match>
          <Match when={compared()}>
            {(found) => (
              <ComparedView
                compared={found()}
                client={client}
                catalogue={props.material.catalogue}
                pay={comparing.answer()?.pay}
                view={view()}
                agent={search.agent}
                month={search.month}
                onPick={(agent, month) => change({ agent, view: undefined, ...(month !== undefined && { month }) })}
                onMonth={(month) => change({ month })}
                onClose={() => change({ agent: undefined, month: undefined })}
              />
            )}
          </Match>
        </Switch>
      </div>
    </>
  );
}

const MOST_REASONS = 4;

const Waiting = (props: { readonly progress: number | undefined }) => (
  <Loading title={props.progress === undefined ? m().computing : m().reading(props.progress)} />
);

/** @throws ApiError where there is no such version */
async function readVersions(ids: readonly string[], schemes: readonly Scheme[]): Promise<readonly ComparedVersion[]> {
  const found = await Promise.all(ids.map(async (id) => (await api.version(id)).version));
  return found.map(({ id, version, scheme, title, text }, place) => {
    const label = `${schemes.find((known) => known.versions.some((one) => one.id === id)) ? title : scheme} ${version}`;
    const isAlone = found.every((one) => one.id === id || one.version !== version);
    return {
      id,
      scheme,
      version,
      label,
      short: isAlone ? version : label,
      text,
      path: versionPath(scheme, version),
      place,
    };
  });
}

/** Plain data that says the same is no change. */
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
