import { createMemo, createSignal, Show } from "solid-js";
import { reason } from "../../api/reason.ts";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { notify } from "../../components/toast.tsx";
import { Tooltip } from "../../components/tooltip.tsx";
import { t } from "../../i18n/i18n.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import type { Draft } from "./draft.ts";
import { countFindings } from "./findings.ts";
import styles from "./publish-button.module.css";

/** Blocked while the text has errors or is not saved; the button says why. */
export function PublishButton(props: { readonly draft: Draft; readonly workbench: Workbench }) {
  const [asking, setAsking] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const counts = createMemo(() => {
    const analysis = props.workbench.analysis();
    return analysis && analysis.text === props.draft.text() ? countFindings(analysis.diagnostics) : undefined;
  });
  const blocked = (): string | undefined => {
    const found = counts();
    if (!found) return t().publish.blockedByAnalysis;
    if (found.errors > 0) return t().publish.blockedByErrors(found.errors);
    return props.draft.state().kind === "saved" ? undefined : t().publish.blockedByUnsaved;
  };
  const publish = async (): Promise<void> => {
    setBusy(true);
    try {
      await props.draft.publish();
      notify(t().publish.done(props.draft.version().version));
      setAsking(false);
    } catch (failure) {
      notify(`${t().publish.failed}: ${reason(failure)}`, "down");
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Show
        when={blocked()}
        fallback={
          <Button variant="primary" onClick={() => setAsking(true)}>
            {t().publish.action}
          </Button>
        }
      >
        {(why) => (
          <Tooltip text={why()} class={styles.blocked} aria-disabled>
            {t().publish.action}
            <Show when={counts()?.errors}>
              {(errors) => <Chip tone="down">{t().publish.errorsShort(errors())}</Chip>}
            </Show>
          </Tooltip>
        )}
      </Show>
      <Dialog
        open={asking()}
        onClose={() => setAsking(false)}
        title={t().publish.title}
        description={t().publish.description}
      >
        <p class={styles.findings}>{t().publish.findings(counts()?.warnings ?? 0, counts()?.assumed ?? 0)}</p>
        <DialogActions>
          <Button onClick={() => setAsking(false)}>{t().app.cancel}</Button>
          <Button variant="primary" disabled={busy() || blocked() !== undefined} onClick={() => void publish()}>
            {busy() ? t().publish.publishing : t().publish.confirm}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
