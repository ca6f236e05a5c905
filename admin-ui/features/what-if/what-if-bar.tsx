import { createSignal, Show } from "solid-js";
import type { DataSet, Version } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { may } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { Download, Link, Save, Sliders } from "../../components/icons.tsx";
import { saveWorkbook } from "../../components/save-workbook.ts";
import { GroupPicker } from "../../components/study-pickers/group-picker.tsx";
import { MonthRange } from "../../components/study-pickers/month-range.tsx";
import { notify } from "../../components/toast.tsx";
import { formatMonths } from "../../i18n/format.ts";
import { groupText } from "../../kernel/compare/compare-address.ts";
import { BaselinePicker } from "./baseline-picker.tsx";
import { DraftDialog } from "./draft-dialog.tsx";
import type { LookedAt } from "./looked-at.ts";
import { m } from "./messages.ts";
import { ScenarioPicker } from "./scenario-picker.tsx";
import type { Shown } from "./shown.ts";
import type { Simulation } from "./simulation.ts";
import styles from "./what-if-bar.module.css";
import { whatIfSheets } from "./what-if-sheets.ts";

export interface WhatIfBarProps {
  readonly looked: LookedAt;
  readonly dataSets: readonly DataSet[];
  /** Whose levers are moved. */
  readonly version: Version | undefined;
  readonly simulation: Simulation;
  /** Absent while there is nothing to show. */
  readonly shown: Shown | undefined;
}

/** What is looked at, and what can be done with it. */
export function WhatIfBar(props: WhatIfBarProps) {
  const [drafting, setDrafting] = createSignal(false);
  const share = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(props.looked.link());
      notify(m().shared);
    } catch {
      // Only pages over HTTPS, or of this machine, may write to the clipboard.
      notify(m().notShared);
    }
  };
  const save = async (shown: Shown): Promise<void> => {
    const { from, to } = shown.info.source;
    const name = `${m().title} ${formatMonths(from, to)}.xlsx`;
    try {
      await saveWorkbook(name, whatIfSheets(props.looked, props.version, props.simulation, shown));
      notify(m().exported(name));
    } catch (error) {
      notify(reason(error), "down");
    }
  };
  /** Why no draft can be made now. */
  const blocked = (): string | undefined => {
    const edited = props.simulation.edited();
    if (props.looked.move().size === 0) return m().draftNothing;
    if (!edited || edited.move !== props.simulation.figures()?.move) return m().draftWait;
    return "refused" in edited.answer ? m().draftRefused : undefined;
  };
  return (
    <>
      <TopBar
        actions={
          <>
            <Show when={props.shown}>
              <ScenarioPicker looked={props.looked} />
            </Show>
            <IconButton label={m().share} onClick={() => void share()}>
              <Link size={16} />
            </IconButton>
            <IconButton
              label={m().export}
              disabled={!props.shown}
              onClick={() => props.shown && void save(props.shown)}
            >
              <Download size={16} />
            </IconButton>
            <Show when={may("editor")}>
              <span class={styles.draft} title={blocked()}>
                <Button variant="primary" disabled={blocked() !== undefined} onClick={() => setDrafting(true)}>
                  <Save size={15} />
                  <span class={styles.draftWord}>{m().saveDraft}</span>
                </Button>
              </span>
            </Show>
            <QuickSwitches />
          </>
        }
      >
        <h1 class={styles.title}>{m().title}</h1>
        <span class={styles.chip} title={m().simulation}>
          <Chip tone="accent">
            <Sliders size={12} />
            <span class={styles.word}>{m().simulation}</span>
          </Chip>
        </span>
        <div class={styles.inBar}>
          <Pickers {...props} />
        </div>
      </TopBar>
      <div class={styles.inPage}>
        <Pickers {...props} />
      </div>
      <Show when={props.version && props.shown ? { version: props.version, shown: props.shown } : undefined}>
        {(found) => (
          <DraftDialog
            open={drafting()}
            onClose={() => setDrafting(false)}
            version={found().version}
            shown={found().shown}
            move={props.looked.move()}
            simulation={props.simulation}
          />
        )}
      </Show>
    </>
  );
}

/** Which version, which months, which people. */
const Pickers = (props: WhatIfBarProps) => (
  <>
    <span class={styles.baseline}>
      <BaselinePicker looked={props.looked} />
    </span>
    <Show when={props.looked.months()}>
      {(months) => (
        <MonthRange
          months={props.looked.dataSet()?.months ?? []}
          from={months().from}
          to={months().to}
          onChange={(from, to) => props.looked.change({ from, to })}
          dataSets={props.dataSets.map(({ id, name }) => ({ value: id, label: name }))}
          dataSet={props.looked.dataSet()?.id}
          onDataSet={(data) => props.looked.change({ data, from: "", to: "", group: "" })}
        />
      )}
    </Show>
    <Show when={props.simulation.info()}>
      {(info) => (
        <GroupPicker
          attributes={info().attributes}
          group={props.looked.group()}
          people={props.looked.group().length === 0 ? info().people.length : undefined}
          onChange={(group) => props.looked.change({ group: groupText(group) ?? "" })}
        />
      )}
    </Show>
  </>
);
