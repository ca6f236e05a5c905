import { useNavigate } from "@solidjs/router";
import { createMemo, createSignal, For } from "solid-js";
import type { Move } from "../../../engine/index.ts";
import type { Version } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { versionsApi } from "../../api/versions.ts";
import { language } from "../../app/preferences.ts";
import { Button } from "../../components/button.tsx";
import { DialogActions, WideDialog } from "../../components/dialog.tsx";
import { TextArea } from "../../components/text-area.tsx";
import { TextField } from "../../components/text-field.tsx";
import { formatMonths, formatUnitWord } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { versionPath } from "../schemes/scheme-groups.ts";
import { VERSION_NAME } from "../schemes/version-name.ts";
import { m } from "./messages.ts";
import { leverValue, type Shown, toFen } from "./shown.ts";
import type { Simulation } from "./simulation.ts";
import styles from "./what-if-bar.module.css";

interface DraftDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** Whose text is edited. */
  readonly version: Version;
  readonly shown: Shown;
  readonly move: Move;
  readonly simulation: Simulation;
}

/** The moves as a new draft, with the reason that the simulation gives. */
export const DraftDialog = (props: DraftDialogProps) => (
  <WideDialog open={props.open} onClose={props.onClose} title={m().draftTitle} description={m().draftHint}>
    <DraftForm {...props} />
  </WideDialog>
);

function DraftForm(props: DraftDialogProps) {
  const navigate = useNavigate();
  const changes = createMemo(() =>
    (props.simulation.levers() ?? []).flatMap((lever) => {
      const value = props.move.get(lever.address);
      if (!value) return [];
      return [m().moveSentence(lever.label[language()], leverValue(lever, lever.value), leverValue(lever, value))];
    }),
  );
  const proposed = (): string => {
    const { from, to } = props.shown.info.source;
    const figures = props.simulation.figures()?.answer;
    if (!figures) return "";
    const list = changes().join(m().sentenceSeparator);
    const unit = formatUnitWord(props.shown.currency);
    return m().draftReasonText(formatMonths(from, to), list, toFen(figures.before), toFen(figures.after), unit);
  };
  const [name, setName] = createSignal("");
  const [why, setWhy] = createSignal(proposed());
  const [error, setError] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const create = async (): Promise<void> => {
    const wanted = name().trim();
    const edited = props.simulation.edited()?.answer;
    if (wanted === "") return void setError(t().newDraft.versionMissing);
    if (!VERSION_NAME.test(wanted)) return void setError(t().newDraft.versionMalformed);
    if (!edited || "refused" in edited) return;
    const text = why().trim();
    setBusy(true);
    try {
      const { version } = await versionsApi.newDraft(props.version.id, {
        version: wanted,
        text: edited.text,
        ...(text !== "" && { reason: text }),
      });
      props.onClose();
      navigate(versionPath(version.scheme, version.version));
    } catch (failure) {
      setError(reason(failure));
    } finally {
      setBusy(false);
    }
  };
  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <ul class={styles.changes} aria-label={m().draftChanges}>
        <For each={changes()}>{(sentence) => <li>{sentence}</li>}</For>
      </ul>
      <TextField
        label={t().newDraft.version}
        hint={t().newDraft.versionHint}
        error={error()}
        value={name()}
        onChange={(value) => {
          setName(value);
          setError(undefined);
        }}
      />
      <TextArea label={m().draftReason} value={why()} onChange={setWhy} rows={3} />
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.cancel}</Button>
        <Button variant="primary" type="submit" disabled={busy()}>
          {busy() ? t().newDraft.creating : t().newDraft.create}
        </Button>
      </DialogActions>
    </form>
  );
}
