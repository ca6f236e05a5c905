import { createEffect, createResource, createSignal, Match, Show, Switch } from "solid-js";
import type { SelfAppraisal } from "../../../server/api-types.ts";
import { ratingsApi } from "../../api/ratings.ts";
import { reason } from "../../api/reason.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { user } from "../../app/session.ts";
import { TopBar } from "../../app/top-bar.tsx";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { MonthField } from "../../components/month-field.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import page from "../../components/page.module.css";
import { TextArea } from "../../components/text-area.tsx";
import { notify } from "../../components/toast.tsx";
import { formatDateTime } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { m } from "./messages.ts";
import styles from "./self-appraisal.module.css";

/** An agent writes of a month, and hands it in. */
export default function SelfAppraisalPage() {
  const [month, setMonth] = createSignal(lastMonth());
  const agent = () => user()?.agent;
  const [loaded, { mutate, refetch }] = createResource(
    () => {
      const own = agent();
      return own !== undefined && month() !== "" ? { agent: own, month: month() } : undefined;
    },
    async (asked) => {
      const [written, lastDay] = await Promise.all([
        ratingsApi.selfAppraisal(asked.agent, asked.month),
        ratingsApi.lastDay(asked.month),
      ]);
      return { ...asked, written, lastDay };
    },
  );
  createEffect(() => {
    document.title = `${m().title} · ${t().app.name}`;
  });
  return (
    <>
      <TopBar actions={<QuickSwitches />}>
        <h1 class={page.title}>{m().title}</h1>
      </TopBar>
      <div class={page.page}>
        <Show when={agent()} fallback={<Notice title={m().noAgent} hint={m().noAgentHint} />}>
          <div class={styles.page}>
            <div class={styles.month}>
              <MonthField label={m().month} value={month()} onChange={setMonth} />
            </div>
            <Switch>
              <Match when={loaded.error}>
                <Notice role="alert" title={reason(loaded.error)}>
                  <Button onClick={() => refetch()}>{t().app.retry}</Button>
                </Notice>
              </Match>
              <Match when={loaded.loading}>
                <Loading title={m().loading} />
              </Match>
              <Match when={loaded()} keyed>
                {(found) => (
                  <Show
                    when={found.written?.handedInAt !== undefined && found.written}
                    fallback={<Draft {...found} onWritten={(written) => mutate({ ...found, written })} />}
                  >
                    {(written) => <HandedIn written={written()} />}
                  </Show>
                )}
              </Match>
            </Switch>
          </div>
        </Show>
      </div>
    </>
  );
}

const HandedIn = (props: { readonly written: SelfAppraisal }) => (
  <>
    <p class={`${page.note} ${styles.note}`}>
      {m().handedIn(formatDateTime(new Date(props.written.handedInAt ?? "")))}{" "}
      <Show when={props.written.late}>
        <Chip tone="warn">{m().late}</Chip>
      </Show>
    </p>
    <div class={styles.text}>{props.written.text}</div>
  </>
);

interface DraftProps {
  readonly agent: string;
  readonly month: string;
  readonly written: SelfAppraisal | null;
  readonly lastDay: string | undefined;
  readonly onWritten: (written: SelfAppraisal) => void;
}

function Draft(props: DraftProps) {
  const [text, setText] = createSignal(props.written?.text ?? "");
  const [asking, setAsking] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const send = async (handIn: boolean): Promise<void> => {
    setBusy(true);
    setFailure(undefined);
    try {
      const written = await ratingsApi.saveSelfAppraisal(props.agent, props.month, text(), handIn);
      notify(handIn ? m().done : m().saved);
      props.onWritten(written);
    } catch (error) {
      setFailure(reason(error));
    } finally {
      setBusy(false);
      setAsking(false);
    }
  };
  const isBlank = () => text().trim() === "";
  return (
    <>
      <TextArea label={m().text} value={text()} onChange={setText} rows={8} />
      <Show when={props.lastDay}>{(day) => <p class={`${page.note} ${styles.note}`}>{m().lastDay(day())}</p>}</Show>
      <Show when={failure()}>
        <p class={`${page.failure} ${styles.note}`} role="alert">
          {failure()}
        </p>
      </Show>
      <DialogActions>
        <Button disabled={busy() || isBlank()} onClick={() => void send(false)}>
          {m().save}
        </Button>
        <Button variant="primary" disabled={busy() || isBlank()} onClick={() => setAsking(true)}>
          {m().handIn}
        </Button>
      </DialogActions>
      <Dialog open={asking()} onClose={() => setAsking(false)} title={m().handInTitle} description={m().handInHint}>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>{t().app.cancel}</Button>
          <Button variant="primary" disabled={busy()} onClick={() => void send(true)}>
            {m().handIn}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}

function lastMonth(): string {
  const now = new Date();
  const last = new Date(now.getFullYear(), now.getMonth() - 1);
  return `${last.getFullYear()}-${String(last.getMonth() + 1).padStart(2, "0")}`;
}
