import { createMemo, createResource, createSignal, For, Show } from "solid-js";
import { toExact } from "../../../engine/index.ts";
import type { NewScenario, Scenario } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { scenariosApi, type TaggedScenario } from "../../api/scenarios.ts";
import { may } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { IconButton } from "../../components/icon-button.tsx";
import { X } from "../../components/icons.tsx";
import { Popover } from "../../components/popover.tsx";
import { TextArea } from "../../components/text-area.tsx";
import { TextField } from "../../components/text-field.tsx";
import { notify } from "../../components/toast.tsx";
import { formatDateTime } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { movesOf } from "../../kernel/what-if/what-if-address.ts";
import type { LookedAt } from "./looked-at.ts";
import { m } from "./messages.ts";
import styles from "./what-if-bar.module.css";

/** What was tried before: opened, saved under a name, deleted. */
export function ScenarioPicker(props: { readonly looked: LookedAt }) {
  const [open, setOpen] = createSignal(false);
  const [naming, setNaming] = createSignal(false);
  const [deleting, setDeleting] = createSignal<Scenario>();
  const [pages, setPages] = createSignal<{ readonly scenarios: readonly Scenario[]; readonly next?: string }>();
  const [failure, setFailure] = createSignal<string>();
  const [current, { mutate, refetch }] = createResource(
    () => props.looked.scenario(),
    async (id): Promise<TaggedScenario | undefined> => {
      try {
        return await scenariosApi.find(id);
      } catch (error) {
        notify(m().scenarioGone);
        setFailure(reason(error));
        return undefined;
      }
    },
  );
  const found = (): TaggedScenario | undefined =>
    props.looked.scenario() === undefined || current.error ? undefined : current.latest;
  const read = async (after?: string): Promise<void> => {
    try {
      const page = await scenariosApi.list(after);
      setFailure(undefined);
      setPages({
        scenarios: [...(after === undefined ? [] : (pages()?.scenarios ?? [])), ...page.scenarios],
        ...(page.next !== undefined && { next: page.next }),
      });
    } catch (error) {
      setFailure(reason(error));
    }
  };
  const toggle = (next: boolean): void => {
    setOpen(next);
    if (next) void read();
  };
  /** What is looked at now, as the server keeps it. */
  const body = createMemo((): Omit<NewScenario, "name"> | undefined => {
    const { version, dataSet, months, against, group, budget, move } = props.looked;
    const [of, data, extent] = [version(), dataSet(), months()];
    if (!of || !data || !extent) return undefined;
    const [baseline, total] = [against(), budget()];
    return {
      version: of.version.id,
      dataSet: data.id,
      ...extent,
      group: group().map(({ metric, values }) => ({ metric, values: [...values] })),
      moves: movesOf(move()),
      ...(baseline !== undefined && { baseline }),
      ...(total && { budget: toExact(total) }),
    };
  });
  const update = async ({ scenario, etag }: TaggedScenario): Promise<void> => {
    const now = body();
    if (!now) return;
    try {
      const { name, note } = scenario;
      mutate(await scenariosApi.change(scenario.id, { ...now, name, ...(note && { note }) }, etag));
      notify(m().scenarioSaved(name));
      setOpen(false);
    } catch (error) {
      notify(reason(error), "down");
      void refetch();
    }
  };
  const remove = async ({ id, name }: Scenario): Promise<void> => {
    try {
      await scenariosApi.delete(id);
      notify(m().scenarioDeleted(name));
      if (props.looked.scenario() === id) props.looked.change({ scenario: "" });
      setDeleting(undefined);
    } catch (error) {
      notify(reason(error), "down");
    }
  };
  const maySave = (): boolean => may("editor", "reviewer", "approver");
  return (
    <>
      <Popover label={m().scenario} value={found()?.scenario.name ?? m().scenario} open={open()} onOpenChange={toggle}>
        <div class={styles.scenarios}>
          <Show when={maySave()}>
            <div class={styles.acts}>
              <Show when={found()?.scenario.changeable ? found() : undefined}>
                {(tagged) => (
                  <Button onClick={() => void update(tagged())}>{m().updateScenario(tagged().scenario.name)}</Button>
                )}
              </Show>
              <Button
                onClick={() => {
                  setOpen(false);
                  setNaming(true);
                }}
              >
                {m().saveAs}
              </Button>
            </div>
          </Show>
          <Show when={failure()}>{(why) => <p class={styles.quiet}>{why()}</p>}</Show>
          <p class={styles.quiet}>{m().scenarios}</p>
          <Show when={pages()?.scenarios.length === 0}>
            <p class={styles.quiet}>{m().noScenarios}</p>
          </Show>
          <ul class={styles.found}>
            <For each={pages()?.scenarios}>
              {(scenario) => (
                <li class={styles.scenario} data-open={scenario.id === props.looked.scenario() ? "" : undefined}>
                  <button
                    type="button"
                    class={styles.openScenario}
                    title={scenario.note}
                    onClick={() => {
                      props.looked.open(scenario);
                      setOpen(false);
                    }}
                  >
                    <strong>{scenario.name}</strong>
                    <span>{m().by(scenario.madeBy.name, formatDateTime(new Date(scenario.updatedAt)))}</span>
                  </button>
                  <Show when={scenario.changeable}>
                    <IconButton label={m().deleteScenario(scenario.name)} onClick={() => setDeleting(scenario)}>
                      <X size={14} />
                    </IconButton>
                  </Show>
                </li>
              )}
            </For>
          </ul>
          <Show when={pages()?.next}>{(next) => <Button onClick={() => void read(next())}>{m().more}</Button>}</Show>
        </div>
      </Popover>
      <SaveDialog
        open={naming()}
        onClose={() => setNaming(false)}
        body={body()}
        onSaved={({ scenario }) => props.looked.change({ scenario: scenario.id })}
      />
      <Dialog
        open={deleting() !== undefined}
        onClose={() => setDeleting(undefined)}
        title={m().reallyDelete(deleting()?.name ?? "")}
        description={m().deleteHint}
      >
        <DialogActions>
          <Button onClick={() => setDeleting(undefined)}>{t().app.cancel}</Button>
          <Button
            variant="primary"
            onClick={() => {
              const scenario = deleting();
              if (scenario) void remove(scenario);
            }}
          >
            {m().delete}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

interface SaveDialogProps {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly body: Omit<NewScenario, "name"> | undefined;
  readonly onSaved: (tagged: TaggedScenario) => void;
}

const SaveDialog = (props: SaveDialogProps) => (
  <Dialog open={props.open} onClose={props.onClose} title={m().saveScenario}>
    <SaveForm {...props} />
  </Dialog>
);

function SaveForm(props: SaveDialogProps) {
  const [name, setName] = createSignal("");
  const [note, setNote] = createSignal("");
  const [error, setError] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const save = async (): Promise<void> => {
    const written = note().trim();
    if (name().trim() === "") return void setError(m().scenarioNameMissing);
    if (!props.body) return;
    setBusy(true);
    try {
      const tagged = await scenariosApi.add({
        ...props.body,
        name: name().trim(),
        ...(written !== "" && { note: written }),
      });
      props.onSaved(tagged);
      notify(m().scenarioSaved(tagged.scenario.name));
      props.onClose();
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
        void save();
      }}
    >
      <TextField
        label={m().scenarioName}
        hint={m().scenarioNameHint}
        error={error()}
        value={name()}
        onChange={(value) => {
          setName(value);
          setError(undefined);
        }}
      />
      <TextArea label={m().note} value={note()} onChange={setNote} />
      <DialogActions>
        <Button onClick={props.onClose}>{t().app.cancel}</Button>
        <Button variant="primary" type="submit" disabled={busy()}>
          {busy() ? m().saving : m().save}
        </Button>
      </DialogActions>
    </form>
  );
}
