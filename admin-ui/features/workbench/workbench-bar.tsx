import { A, useSearchParams } from "@solidjs/router";
import { createMemo, createSignal, Show } from "solid-js";
import type { Version } from "../../../server/api-types.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { may } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { Columns2, PanelRight, Redo, Undo } from "../../components/icons.tsx";
import { Menu } from "../../components/menu.tsx";
import { Segmented, ToggleSet } from "../../components/segmented.tsx";
import { t } from "../../i18n/i18n.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import { DecideDialog } from "../approval/decide-dialog.tsx";
import { HistoryDialog } from "../approval/history-dialog.tsx";
import { StepButtons } from "../approval/step-buttons.tsx";
import { NewDraftDialog } from "../schemes/new-draft-dialog.tsx";
import { STATUS_TONES } from "../schemes/status-chip.tsx";
import { m } from "../versions/messages.ts";
import { VersionsDialog } from "../versions/versions-dialog.tsx";
import type { Draft } from "./draft.ts";
import { countFindings } from "./findings.ts";
import type { Layout, View } from "./layout.ts";
import { SaveStatus } from "./save-status.tsx";
import styles from "./workbench-bar.module.css";

interface WorkbenchBarProps {
  readonly draft: Draft;
  readonly workbench: Workbench;
  readonly layout: Layout;
  readonly basedOn: Version | undefined;
  /** Opens the sample where it is no column of its own. */
  readonly onSample: () => void;
  /** Opens the question that a conflict asks. */
  readonly onDecide: () => void;
}

/** What is open, whether it is saved, and what can be done with it. */
export function WorkbenchBar(props: WorkbenchBarProps) {
  const [copying, setCopying] = createSignal(false);
  const version = () => props.draft.version();
  const [showingHistory, setShowingHistory] = createSignal(false);
  const [withdrawing, setWithdrawing] = createSignal(false);
  /** In the address, so that a comparison can be linked to: the id of the other version, `none` for the one before. */
  const [search, setSearch] = useSearchParams<{ against?: string }>();
  const compareWith = (other: string | undefined): void => setSearch({ against: other ?? null });
  const print = (): void => {
    props.layout.show("doc");
    requestAnimationFrame(() => window.print());
  };
  const isDraft = () => version().status === "draft";
  const isEditable = () => isDraft() && may("editor");
  const counts = createMemo(() => {
    const analysis = props.workbench.analysis();
    return analysis && analysis.text === props.draft.text() ? countFindings(analysis.diagnostics) : undefined;
  });
  /** Why it cannot be submitted yet. */
  const blocked = (): string | undefined => {
    const found = counts();
    if (!found) return t().approval.blockedByAnalysis;
    if (found.errors > 0) return t().approval.blockedByErrors(found.errors);
    return props.draft.state().kind === "saved" ? undefined : t().approval.blockedByUnsaved;
  };
  return (
    <>
      <TopBar
        actions={
          <>
            <SaveStatus draft={props.draft} short={!props.layout.sampleIsColumn()} onDecide={props.onDecide} />
            <Show when={isEditable()}>
              <div class={styles.pair}>
                <IconButton label={t().workbench.undo} disabled={!props.draft.canUndo()} onClick={props.draft.undo}>
                  <Undo />
                </IconButton>
                <IconButton label={t().workbench.redo} disabled={!props.draft.canRedo()} onClick={props.draft.redo}>
                  <Redo />
                </IconButton>
              </div>
            </Show>
            <ViewSwitch layout={props.layout} />
            <Show when={!props.layout.sampleIsColumn()}>
              <Button onClick={props.onSample}>
                <PanelRight size={15} />
                {t().workbench.showSample}
              </Button>
            </Show>
            <Show when={props.basedOn}>
              {(base) => (
                <Button onClick={() => compareWith(base().id)}>
                  <Columns2 size={15} />
                  {m().compareWith(base().version)}
                </Button>
              )}
            </Show>
            <StepButtons
              version={version()}
              blocked={blocked()}
              errors={counts()?.errors ?? 0}
              onTake={(request) => props.draft.take(request)}
            />
            <Show when={!isDraft() && may("editor")}>
              <Button onClick={() => setCopying(true)}>{t().schemes.newDraft}</Button>
            </Show>
            <div class={styles.pair}>
              <QuickSwitches />
              <Menu
                label={t().schemes.more(version().title, version().version)}
                items={[
                  ...(may("editor") ? [{ label: t().schemes.newDraft, onSelect: () => setCopying(true) }] : []),
                  { label: m().versions, onSelect: () => compareWith(props.basedOn?.id ?? "none") },
                  { label: m().print, onSelect: print },
                  { label: t().approval.history, onSelect: () => setShowingHistory(true) },
                  ...(version().steps.includes("withdraw")
                    ? [{ label: t().approval.actions.withdraw, onSelect: () => setWithdrawing(true) }]
                    : []),
                ]}
              />
            </div>
          </>
        }
      >
        <A class={styles.back} href="/schemes">
          {t().app.schemes} /
        </A>
        <h1 class={styles.title} title={version().title}>
          {version().title}
        </h1>
        <Chip tone={STATUS_TONES[version().status]} dot>
          {statusText(version())}
        </Chip>
        <Show when={props.basedOn}>
          {(base) => <span class={styles.base}>{t().workbench.basedOn(base().version)}</span>}
        </Show>
      </TopBar>
      <HistoryDialog open={showingHistory()} version={version()} onClose={() => setShowingHistory(false)} />
      <VersionsDialog
        open={search.against !== undefined}
        scheme={version().scheme}
        title={version().title}
        version={version().id}
        against={search.against}
        onClose={() => compareWith(undefined)}
      />
      <DecideDialog
        decision={withdrawing() ? "withdraw" : undefined}
        version={version()}
        onClose={() => setWithdrawing(false)}
        onTake={(request) => props.draft.take(request)}
      />
      <NewDraftDialog
        source={copying() ? { scheme: { id: version().scheme }, version: version() } : undefined}
        onClose={() => setCopying(false)}
      />
    </>
  );
}

/** `V6.1 草稿`; a draft that is called draft says so once. */
const statusText = ({ version, status }: Version): string =>
  version === status ? t().status[status] : `${version} ${t().status[status]}`;

/** Where there is room for one source only, it is chosen rather than added. */
function ViewSwitch(props: { readonly layout: Layout }) {
  const segments = (): { value: View; label: string }[] => [
    { value: "doc", label: t().workbench.document },
    { value: "table", label: t().workbench.table },
    { value: "text", label: t().workbench.text },
    { value: "people", label: t().workbench.everyone },
  ];
  return (
    <Show
      when={props.layout.isWide()}
      fallback={
        <Segmented
          label={t().workbench.views}
          segments={segments()}
          value={props.layout.views()[0] ?? "doc"}
          onChange={(view) => props.layout.setViews([view])}
        />
      }
    >
      <ToggleSet
        label={t().workbench.views}
        segments={segments()}
        value={props.layout.views()}
        onChange={props.layout.setViews}
      />
    </Show>
  );
}
