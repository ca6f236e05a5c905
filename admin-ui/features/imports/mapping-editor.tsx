import { createMemo, createSignal, For, Show } from "solid-js";
import { createStore } from "solid-js/store";
import type { ColumnUse, Import, ImportMapping } from "../../../server/api-types.ts";
import { may } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { MonthField } from "../../components/month-field.tsx";
import page from "../../components/page.module.css";
import { Select } from "../../components/select.tsx";
import styles from "./imports.module.css";
import {
  draftOf,
  lacks,
  type MappingDraft,
  mappingOf,
  openColumns,
  possibleUses,
  type Reading,
  repeatedColumns,
  type Vocabulary,
} from "./mapping-draft.ts";
import { MappingRow } from "./mapping-row.tsx";
import { m } from "./messages.ts";

interface MappingEditorProps {
  readonly found: Import;
  readonly vocabulary: Vocabulary;
  /** The file is checked by it. */
  readonly onMap: (mapping: ImportMapping) => Promise<void>;
}

/** What each column of the file is, the questions first. */
export function MappingEditor(props: MappingEditorProps) {
  return <Show when={props.found.reading}>{(reading) => <Editor {...props} reading={reading()} />}</Show>;
}

function Editor(props: MappingEditorProps & { readonly reading: Reading }) {
  const first = draftOf(props.found, props.vocabulary);
  const [draft, setDraft] = createStore<{ columns: (ColumnUse | null)[]; month: string; log: string | undefined }>({
    ...first,
    columns: [...first.columns],
  });
  const [all, setAll] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const now = (): MappingDraft => draft;
  const open = createMemo(() => openColumns(now(), props.reading, props.vocabulary));
  const repeated = createMemo(() => repeatedColumns(now()));
  const missing = createMemo(() => lacks(now(), props.vocabulary));
  const mapping = createMemo(() => mappingOf(now(), props.reading, props.vocabulary));
  const uses = createMemo(() => possibleUses(props.vocabulary, draft.log));
  const left = () => new Set([...open(), ...repeated()]).size + missing().length;

  /** Once, so that rows stay where they are while they are answered. */
  const order = orderOf(first, props.reading, props.vocabulary);
  const isQuiet = (at: number): boolean => !order.asked.has(at) && first.columns[at]?.use === "ignored";
  const shown = createMemo(() => (all() ? order.columns : order.columns.filter((at) => !isQuiet(at))));
  const quiet = order.columns.filter(isQuiet).length;

  const check = async (confirmed: ImportMapping): Promise<void> => {
    setBusy(true);
    await props.onMap(confirmed);
    setBusy(false);
  };

  return (
    <section aria-label={m().mapping}>
      <div class={styles.section}>
        <header>
          <h2>{m().mapping}</h2>
          <span aria-live="polite">
            <Chip tone={left() === 0 ? "up" : "warn"}>{m().openLeft(left())}</Chip>
          </span>
          <p class={page.note}>{props.reading.remembered ? m().remembered : m().mappingHint}</p>
        </header>
        <For each={missing()}>{(lack) => <p class={styles.lack}>{m().lacks[lack]}</p>}</For>
        <Show when={props.vocabulary.kind !== "calls"}>
          <div class={styles.row}>
            <div class={styles.medium}>
              <MonthField label={m().month} value={draft.month} onChange={(month) => setDraft("month", month)} />
            </div>
          </div>
        </Show>
        <Show when={props.vocabulary.kind === "calls" && props.vocabulary.definitions.logs.size > 1}>
          <div class={styles.row}>
            <div class={styles.medium}>
              <span class={styles.label}>{m().log}</span>
              <Select
                label={m().log}
                options={[...props.vocabulary.definitions.logs.keys()].map((name) => ({ value: name, label: name }))}
                value={draft.log}
                onChange={(log) => setDraft("log", log)}
              />
            </div>
          </div>
        </Show>
      </div>
      <table class={page.table}>
        <thead>
          <tr>
            <th scope="col">#</th>
            <th scope="col">{m().column.header}</th>
            <th scope="col">{m().column.sample}</th>
            <th scope="col">{m().column.use}</th>
            <th scope="col">{m().column.detail}</th>
          </tr>
        </thead>
        <tbody>
          <For each={shown()}>
            {(at) => (
              <MappingRow
                at={at}
                use={draft.columns[at] ?? null}
                uses={uses()}
                reading={props.reading}
                vocabulary={props.vocabulary}
                log={draft.log}
                open={open().includes(at)}
                repeated={repeated().includes(at)}
                onUse={(use) => setDraft("columns", (columns) => columns.with(at, use))}
              />
            )}
          </For>
        </tbody>
      </table>
      <div class={styles.foot}>
        <Show when={quiet > 0}>
          <Button variant="quiet" onClick={() => setAll(!all())}>
            {all() ? m().hideIgnored : m().showIgnored(quiet)}
          </Button>
        </Show>
        <span class={styles.fill} />
        <Show when={may("editor")}>
          <Button
            variant={props.found.state === "checked" ? "secondary" : "primary"}
            disabled={busy() || mapping() === undefined}
            onClick={() => {
              const confirmed = mapping();
              if (confirmed) void check(confirmed);
            }}
          >
            {props.found.state === "checked" ? m().checkAgain : m().check}
          </Button>
        </Show>
      </div>
    </section>
  );
}

/** The columns with questions first, the others as they stand in the file. */
function orderOf(
  draft: MappingDraft,
  reading: Reading,
  vocabulary: Vocabulary,
): { readonly columns: readonly number[]; readonly asked: ReadonlySet<number> } {
  const questions = reading.questions.flatMap(({ column }) => (column === undefined ? [] : [column]));
  const asked = new Set([...openColumns(draft, reading, vocabulary), ...questions].sort((a, b) => a - b));
  return { columns: [...asked, ...[...draft.columns.keys()].filter((at) => !asked.has(at))], asked };
}
