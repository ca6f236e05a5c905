import { useNavigate } from "@solidjs/router";
import { createEffect, createResource, createSignal, createUniqueId, Show } from "solid-js";
import { api } from "../../api/client.ts";
import { type ImportKind, importsApi } from "../../api/imports.ts";
import { reason } from "../../api/reason.ts";
import { Button } from "../../components/button.tsx";
import page from "../../components/page.module.css";
import { Segmented } from "../../components/segmented.tsx";
import { Select } from "../../components/select.tsx";
import { TextField } from "../../components/text-field.tsx";
import styles from "./imports.module.css";
import { m } from "./messages.ts";

const KINDS: readonly ImportKind[] = ["agent-months", "roster", "calls"];
/** Of the choice that makes a data set. */
const NEW = "new";

/** Takes a file, and goes on to what was recognised in it. */
export function UploadForm() {
  const navigate = useNavigate();
  const fileId = createUniqueId();
  const [dataSets, { refetch }] = createResource(api.datasets);
  const [kind, setKind] = createSignal<ImportKind>("agent-months");
  const [chosen, setChosen] = createSignal<string>();
  const [name, setName] = createSignal("");
  const [file, setFile] = createSignal<File>();
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const known = () => (dataSets.error ? [] : (dataSets.latest?.datasets ?? []));
  createEffect(() => {
    if (!dataSets.loading && chosen() === undefined) setChosen(known()[0]?.id ?? NEW);
  });
  const intoData = () => kind() !== "roster";
  const complete = () => file() !== undefined && (!intoData() || chosen() !== NEW || name().trim() !== "");

  /** Where the file goes; made now where it is a new one. */
  const target = async (): Promise<{ readonly dataSet?: string }> => {
    const id = chosen();
    if (!intoData() || id === undefined) return {};
    if (id !== NEW) return { dataSet: id };
    const made = await importsApi.newDataSet(name().trim());
    await refetch();
    setChosen(made.id);
    return { dataSet: made.id };
  };
  const upload = async (sent: File): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const { id } = await importsApi.upload({ kind: kind(), ...(await target()) }, sent);
      navigate(`/imports/${encodeURIComponent(id)}`);
    } catch (error) {
      setFailure(reason(error));
      setBusy(false);
    }
  };

  return (
    <form
      class={styles.upload}
      onSubmit={(event) => {
        event.preventDefault();
        const sent = file();
        if (sent) void upload(sent);
      }}
    >
      <div class={styles.kind}>
        <Segmented
          label={m().kind}
          segments={KINDS.map((value) => ({ value, label: m().kinds[value] }))}
          value={kind()}
          onChange={setKind}
        />
        <p class={page.note}>{m().kindHints[kind()]}</p>
      </div>
      <Show when={intoData()}>
        <div class={styles.fields}>
          <div>
            <span class={styles.label}>{m().dataSet}</span>
            <Select
              label={m().dataSet}
              options={[
                ...known().map(({ id, name: label }) => ({ value: id, label })),
                { value: NEW, label: m().newDataSet },
              ]}
              value={chosen()}
              onChange={setChosen}
            />
          </div>
          <Show when={chosen() === NEW}>
            <TextField
              label={m().newDataSetName}
              hint=""
              error={undefined}
              value={name()}
              onChange={setName}
              autofocus={false}
            />
          </Show>
        </div>
      </Show>
      <div>
        <label class={styles.label} for={fileId}>
          {m().file}
        </label>
        {/* What the browser would show speaks the browser's language: the field lies unseen over our own. */}
        <div class={styles.file}>
          <span class={styles.choose} aria-hidden="true">
            {m().choose}
          </span>
          <span class={styles.chosen} aria-hidden="true">
            {file()?.name ?? m().noFile}
          </span>
          <input
            id={fileId}
            type="file"
            accept=".csv,.xlsx,.txt"
            aria-describedby={`${fileId}-hint`}
            onChange={(event) => setFile(event.currentTarget.files?.[0])}
          />
        </div>
      </div>
      <Button variant="primary" type="submit" disabled={busy() || !complete()}>
        {busy() ? m().uploading : m().upload}
      </Button>
      <p class={`${page.note} ${styles.wide}`} id={`${fileId}-hint`}>
        {m().fileHint}
      </p>
      <Show when={failure()}>
        <p class={`${page.failure} ${styles.wide}`} role="alert">
          {failure()}
        </p>
      </Show>
    </form>
  );
}
