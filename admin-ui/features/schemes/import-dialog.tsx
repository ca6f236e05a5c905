import { useNavigate } from "@solidjs/router";
import { createSignal, createUniqueId, Show } from "solid-js";
import type { Scheme } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { versionsApi } from "../../api/versions.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { TextArea } from "../../components/text-area.tsx";
import { TextField } from "../../components/text-field.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./import-dialog.module.css";
import { m } from "./messages.ts";
import { versionPath } from "./scheme-groups.ts";
import { VERSION_NAME } from "./version-name.ts";

interface ImportDialogProps {
  readonly open: boolean;
  readonly schemes: readonly Scheme[];
  readonly onClose: () => void;
}

/** A scheme document from elsewhere becomes a new draft of the scheme that it names. */
export const ImportDialog = (props: ImportDialogProps) => (
  <Dialog open={props.open} onClose={props.onClose} title={m().importTitle} description={m().importHint}>
    <ImportForm {...props} />
  </Dialog>
);

interface Read {
  readonly text: string;
  readonly scheme: Scheme;
}

function ImportForm(props: ImportDialogProps) {
  const navigate = useNavigate();
  const fileId = createUniqueId();
  const [document, setDocument] = createSignal<Read>();
  const [name, setName] = createSignal("");
  const [why, setWhy] = createSignal("");
  const [fileError, setFileError] = createSignal<string>();
  const [nameError, setNameError] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);

  const choose = async (file: File | undefined): Promise<void> => {
    setDocument(undefined);
    setFileError(undefined);
    if (!file) return;
    try {
      const [text, { documentHeader }] = await Promise.all([file.text(), import("./document-header.ts")]);
      const header = documentHeader(text);
      const scheme = props.schemes.find(({ id }) => id === header.scheme);
      if (header.scheme === undefined) return void setFileError(m().noScheme);
      if (!scheme) return void setFileError(m().foreign(header.scheme));
      setDocument({ text, scheme });
      setName(header.version ?? "");
    } catch {
      setFileError(m().unreadable);
    }
  };

  const send = async ({ text, scheme }: Read): Promise<void> => {
    const wanted = name().trim();
    if (wanted === "") return void setNameError(t().newDraft.versionMissing);
    if (!VERSION_NAME.test(wanted)) return void setNameError(t().newDraft.versionMalformed);
    if (scheme.versions.some(({ version }) => version === wanted)) return void setNameError(m().taken(wanted));
    const base = baseOf(scheme);
    if (!base) return;
    setBusy(true);
    try {
      const because = why().trim();
      const body = { version: wanted, text, ...(because !== "" && { reason: because }) };
      const { version } = await versionsApi.newDraft(base.id, body);
      props.onClose();
      navigate(versionPath(version.scheme, version.version));
    } catch (failure) {
      setNameError(reason(failure));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      class={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        const found = document();
        if (found) void send(found);
        else if (!fileError()) setFileError(m().fileMissing);
      }}
    >
      <div>
        <label class={styles.label} for={fileId}>
          {m().file}
        </label>
        <input
          id={fileId}
          class={styles.file}
          type="file"
          accept=".md,.markdown,.txt"
          aria-describedby={`${fileId}-said`}
          onChange={(event) => void choose(event.currentTarget.files?.[0])}
        />
        <p id={`${fileId}-said`} class={styles.said} role="status">
          <Show
            when={fileError()}
            fallback={
              <Show when={document()}>
                {(found) => (
                  <>
                    {m().scheme} {found().scheme.title}
                  </>
                )}
              </Show>
            }
          >
            {(why) => <span class={styles.error}>{why()}</span>}
          </Show>
        </p>
      </div>
      <Show when={document()}>
        <TextField
          label={t().newDraft.version}
          hint={t().newDraft.versionHint}
          error={nameError()}
          value={name()}
          onChange={(value) => {
            setName(value);
            setNameError(undefined);
          }}
        />
        <TextArea label={m().reason} value={why()} onChange={setWhy} />
      </Show>
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.cancel}</Button>
        <Button variant="primary" type="submit" disabled={busy()}>
          {busy() ? m().importing : m().import}
        </Button>
      </DialogActions>
    </form>
  );
}

/** What the draft is said to come from: the version in force, else the one that was changed last. */
const baseOf = ({ versions }: Scheme) =>
  versions.find(({ status }) => status === "effective") ??
  [...versions].sort((a, b) => b.updatedAt.localeCompare(a.updatedAt))[0];
