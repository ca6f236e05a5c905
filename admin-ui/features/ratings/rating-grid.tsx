import { createMemo, createSignal, For, Show } from "solid-js";
import { createStore } from "solid-js/store";
import { type Catalogue, formatCell, isRowError, readCell } from "../../../engine/index.ts";
import type { RatingList, SelfAppraisal } from "../../../server/api-types.ts";
import { ratingsApi } from "../../api/ratings.ts";
import { reason } from "../../api/reason.ts";
import { language } from "../../app/preferences.ts";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { Drawer } from "../../components/dialog.tsx";
import page from "../../components/page.module.css";
import { notify } from "../../components/toast.tsx";
import { m } from "./messages.ts";
import { changedRatings } from "./rating-draft.ts";
import styles from "./ratings.module.css";

type Rated = RatingList["agents"][number];

interface RatingGridProps {
  readonly dataSet: string;
  readonly month: string;
  readonly list: RatingList;
  readonly appraisals: readonly SelfAppraisal[];
  readonly catalogue: Catalogue;
  readonly onSaved: () => void;
}

/** Reports by metrics; what was typed is saved together. */
export function RatingGrid(props: RatingGridProps) {
  const [typed, setTyped] = createStore<Record<string, Record<string, string>>>(
    Object.fromEntries(props.list.agents.map(({ agent }) => [agent, {}])),
  );
  const [reading, setReading] = createSignal<{ readonly rated: Rated; readonly appraisal: SelfAppraisal }>();
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const changed = createMemo(() => changedRatings(props.list, typed));
  /** Why a value may not be given; absent where it may. */
  const faultOf = (metric: string, text: string): string | undefined => {
    const known = props.catalogue.metrics.get(metric);
    const read = known && readCell(known, text);
    return read !== undefined && isRowError(read) ? read.message[language()] : undefined;
  };
  const faults = () => changed().filter(({ metric, value }) => value !== null && faultOf(metric, value) !== undefined);
  const permitted = (metric: string): string | undefined => {
    const known = props.catalogue.metrics.get(metric);
    if (known?.permitted?.kind !== "list") return undefined;
    return m().permitted(known.permitted.values.map((value) => formatCell(known, value)).join(" / "));
  };

  const save = async (): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    const given = changed();
    try {
      await ratingsApi.enter(props.dataSet, props.month, given);
      notify(m().saved(given.length));
      props.onSaved();
    } catch (error) {
      setFailure(reason(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <table class={page.table}>
        <thead>
          <tr>
            <th scope="col">{m().agent}</th>
            <th scope="col">{m().appraisal}</th>
            <For each={props.list.metrics}>
              {(metric) => (
                <th scope="col" class={page.number}>
                  {metric}
                  <Show when={permitted(metric)}>{(values) => <span class={page.sub}>{values()}</span>}</Show>
                </th>
              )}
            </For>
          </tr>
        </thead>
        <tbody>
          <For each={props.list.agents}>
            {(rated) => (
              <tr>
                <th scope="row">
                  {rated.name}
                  <span class={`${page.sub} ${page.code}`}>{rated.agent}</span>
                </th>
                <td>
                  <Show
                    when={props.appraisals.find(({ agent }) => agent === rated.agent)}
                    fallback={<span class={page.note}>{m().noAppraisal}</span>}
                  >
                    {(appraisal) => (
                      <>
                        <button
                          type="button"
                          class="link"
                          aria-label={m().readAppraisal(rated.name)}
                          onClick={() => setReading({ rated, appraisal: appraisal() })}
                        >
                          {m().read}
                        </button>{" "}
                        <Show when={appraisal().late}>
                          <Chip tone="warn">{m().late}</Chip>
                        </Show>
                      </>
                    )}
                  </Show>
                </td>
                <For each={props.list.metrics}>
                  {(metric, at) => {
                    const kept = () => rated.values[at()] ?? "";
                    const value = () => typed[rated.agent]?.[metric] ?? kept();
                    const fault = () => faultOf(metric, value());
                    return (
                      <td class={styles.cell}>
                        <input
                          aria-label={m().cell(rated.name, metric)}
                          aria-invalid={fault() !== undefined}
                          title={fault()}
                          data-changed={value().trim() === kept() ? undefined : ""}
                          data-column={at()}
                          value={value()}
                          disabled={!props.list.open}
                          autocomplete="off"
                          onInput={(event) => setTyped(rated.agent, metric, event.currentTarget.value)}
                          onKeyDown={moveBetweenRows}
                        />
                      </td>
                    );
                  }}
                </For>
              </tr>
            )}
          </For>
        </tbody>
      </table>
      <div class={page.strip}>
        <Show when={props.list.open} fallback={<p class={page.note}>{m().closed}</p>}>
          <span aria-live="polite">
            {faults().length > 0 ? m().faults(faults().length) : m().changed(changed().length)}
          </span>
          <Show when={failure()}>
            <p class={page.failure} role="alert">
              {failure()}
            </p>
          </Show>
          <span class={styles.fill} />
          <Button variant="primary" type="submit" disabled={busy() || changed().length === 0 || faults().length > 0}>
            {m().save}
          </Button>
        </Show>
      </div>
      <Drawer
        open={reading() !== undefined}
        onClose={() => setReading(undefined)}
        title={m().appraisalOf(reading()?.rated.name ?? "")}
      >
        <Show when={reading()}>
          {(open) => (
            <div class={styles.text}>
              <h2>{m().appraisalOf(open().rated.name)}</h2>
              {open().appraisal.text}
            </div>
          )}
        </Show>
      </Drawer>
    </form>
  );
}

/** Up and down move to the same metric of the next agent, as in a spreadsheet. */
function moveBetweenRows(event: KeyboardEvent & { readonly currentTarget: HTMLInputElement }): void {
  if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
  const row = event.currentTarget.closest("tr");
  const next = event.key === "ArrowUp" ? row?.previousElementSibling : row?.nextElementSibling;
  const cell = next?.querySelector<HTMLInputElement>(`[data-column="${event.currentTarget.dataset.column}"]`);
  if (!cell) return;
  event.preventDefault();
  cell.focus();
  cell.select();
}
