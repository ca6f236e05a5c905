import { createResource, createSignal, For, Show } from "solid-js";
import type { Run, RunDifferences, RunRevision } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { runsApi } from "../../api/runs.ts";
import { Button } from "../../components/button.tsx";
import { DialogActions, WideDialog } from "../../components/dialog.tsx";
import { formatDateTime } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { signedYuan, yuan } from "../../i18n/money.ts";
import { m } from "./messages.ts";
import styles from "./run-page.module.css";

interface RunHistoryProps {
  readonly run: Run;
  /** What the figures depend on; absent while nothing was computed. */
  readonly state: string | undefined;
}

/** The month by department, and its revisions: why each was begun, and what the newest changed. */
export function RunHistory(props: RunHistoryProps) {
  const [totals] = createResource(
    () => props.state,
    () => runsApi.totals(props.run.id),
  );
  const [compared, setCompared] = createSignal<number>();
  const departments = () => (totals.error ? [] : (totals.latest?.departments ?? []));
  const isCompared = (revision: RunRevision): boolean =>
    props.state !== undefined && revision.computation !== undefined && revision.number < props.run.revision;
  return (
    <>
      <Show when={props.state !== undefined && departments().length > 0}>
        <section class={`${styles.card} ${styles.panel}`}>
          <header class={styles.panelHead}>
            <h2>{m().departments}</h2>
          </header>
          <table>
            <tbody>
              <For each={departments()}>
                {({ department, total }) => (
                  <tr>
                    <th scope="row">{department ?? m().noDepartment}</th>
                    <td class={styles.small}>{m().people(total.lines)}</td>
                    <td>{yuan(total.net)}</td>
                  </tr>
                )}
              </For>
            </tbody>
          </table>
        </section>
      </Show>
      <section class={`${styles.card} ${styles.panel}`}>
        <header class={styles.panelHead}>
          <h2>{m().history}</h2>
        </header>
        <ol class={styles.list}>
          <For each={props.run.revisions.toReversed()}>
            {(revision) => (
              <li>
                <p class={styles.row}>
                  <strong>{m().revision(revision.number)}</strong>
                  <Show when={isCompared(revision)}>
                    <button type="button" class={styles.text} onClick={() => setCompared(revision.number)}>
                      {m().compare(revision.number)}
                    </button>
                  </Show>
                </p>
                <Show when={revision.reason}>
                  <p class={styles.small} data-reason="">
                    {m().reason}: {revision.reason}
                  </p>
                </Show>
                <For each={stepsOf(revision)}>
                  {({ name, act }) => (
                    <p class={styles.small}>
                      {name} · {act.by.name} · {formatDateTime(new Date(act.at))}
                    </p>
                  )}
                </For>
                <Show when={revision.locked}>
                  {(locked) => (
                    <p class={`${styles.small} ${styles.hash}`} title={locked().seal}>
                      {locked().seal.slice(0, 16)}
                    </p>
                  )}
                </Show>
              </li>
            )}
          </For>
        </ol>
      </section>
      <WideDialog
        open={compared() !== undefined}
        onClose={() => setCompared(undefined)}
        title={m().differences(compared() ?? 0, props.run.revision)}
      >
        <Show when={compared()} keyed>
          {(from) => <Differences run={props.run.id} from={from} />}
        </Show>
        <DialogActions>
          <Button onClick={() => setCompared(undefined)}>{t().app.close}</Button>
        </DialogActions>
      </WideDialog>
    </>
  );
}

const stepsOf = ({ begun, computation, reviewed, locked, published }: RunRevision) =>
  [
    { name: m().begun, act: begun },
    { name: m().steps.computed, act: computation?.requested },
    { name: m().steps.reviewed, act: reviewed },
    { name: m().steps.locked, act: locked },
    { name: m().steps.published, act: published },
  ].flatMap(({ name, act }) => (act ? [{ name, act }] : []));

/** Whose result the newest revision changed, and the sums. */
function Differences(props: { readonly run: string; readonly from: number }) {
  const [first] = createResource(() => runsApi.differences(props.run, props.from));
  const [more, setMore] = createSignal<readonly RunDifferences[]>([]);
  const [failure, setFailure] = createSignal<string>();
  const pages = () => {
    const begun = first.error ? undefined : first.latest;
    return begun ? [begun, ...more()] : [];
  };
  const agents = () => pages().flatMap((page) => page.agents);
  const readOn = async (after: string): Promise<void> => {
    try {
      const page = await runsApi.differences(props.run, props.from, after);
      setMore((known) => [...known, page]);
    } catch (error) {
      setFailure(reason(error));
    }
  };
  return (
    <div class={styles.differences}>
      <Show when={first.error || failure()}>
        <p class={styles.failure} role="alert">
          {failure() ?? reason(first.error)}
        </p>
      </Show>
      <Show when={pages()[0]}>
        {(page) => (
          <>
            <table>
              <thead>
                <tr>
                  <th />
                  <For each={[m().before, m().after, m().change]}>{(name) => <td class={styles.small}>{name}</td>}</For>
                </tr>
              </thead>
              <tbody>
                <AmountRow name={m().payout} before={page().payout.before} after={page().payout.after} />
                <AmountRow name={m().adjustments} before={page().adjustments.before} after={page().adjustments.after} />
                <For each={agents()}>
                  {({ agent, before, after }) => (
                    <AmountRow name={agent} before={before?.payout} after={after?.payout} />
                  )}
                </For>
              </tbody>
            </table>
            <Show when={agents().length === 0}>
              <p class={styles.small}>{m().noDifferences}</p>
            </Show>
            <Show when={pages().at(-1)?.next}>
              {(next) => <Button onClick={() => void readOn(next())}>{m().more}</Button>}
            </Show>
          </>
        )}
      </Show>
    </div>
  );
}

interface AmountRowProps {
  readonly name: string;
  /** In fen; `null` without a result, `undefined` for who is not in it. */
  readonly before: number | null | undefined;
  readonly after: number | null | undefined;
}

function AmountRow(props: AmountRowProps) {
  const shown = (fen: number | null | undefined): string =>
    fen === undefined ? m().notThere : fen === null ? m().noValue : yuan(fen);
  const change = () => (props.after ?? 0) - (props.before ?? 0);
  return (
    <tr>
      <th scope="row">{props.name}</th>
      <td>{shown(props.before)}</td>
      <td>{shown(props.after)}</td>
      <td class={change() > 0 ? styles.up : change() < 0 ? styles.down : undefined}>
        {change() > 0 ? "▲ " : change() < 0 ? "▼ " : ""}
        {signedYuan(change())}
      </td>
    </tr>
  );
}
