import { useNavigate } from "@solidjs/router";
import { createEffect, createSignal, on } from "solid-js";
import { reason } from "../../api/reason.ts";
import { versionsApi } from "../../api/versions.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { TextField } from "../../components/text-field.tsx";
import { t } from "../../i18n/i18n.ts";
import styles from "./new-draft-dialog.module.css";
import { versionPath } from "./scheme-groups.ts";
import { VERSION_NAME } from "./version-name.ts";

interface Source {
  readonly scheme: { readonly id: string };
  readonly version: { readonly id: string; readonly version: string; readonly title: string };
}

/** Open while there is a source to copy. */
export function NewDraftDialog(props: { readonly source: Source | undefined; readonly onClose: () => void }) {
  const navigate = useNavigate();
  const [name, setName] = createSignal("");
  const [error, setError] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  createEffect(
    on(
      () => props.source,
      () => {
        setName("");
        setError(undefined);
      },
    ),
  );

  const create = async (source: Source): Promise<void> => {
    const wanted = name().trim();
    if (wanted === "") return void setError(t().newDraft.versionMissing);
    if (!VERSION_NAME.test(wanted)) return void setError(t().newDraft.versionMalformed);
    setBusy(true);
    try {
      const { version } = await versionsApi.newDraft(source.version.id, { version: wanted });
      props.onClose();
      navigate(versionPath(version.scheme, version.version));
    } catch (failure) {
      setError(reason(failure));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog
      open={props.source !== undefined}
      onClose={props.onClose}
      title={t().newDraft.title}
      description={props.source && t().newDraft.description(props.source.version.title, props.source.version.version)}
    >
      <form
        class={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (props.source) void create(props.source);
        }}
      >
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
        <DialogActions>
          <Button onClick={props.onClose}>{t().app.cancel}</Button>
          <Button variant="primary" type="submit" disabled={busy()}>
            {busy() ? t().newDraft.creating : t().newDraft.create}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
