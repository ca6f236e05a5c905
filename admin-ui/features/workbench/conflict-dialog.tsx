import { createResource } from "solid-js";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { Button } from "../../components/button.tsx";
import { Dialog } from "../../components/dialog.tsx";
import { notify } from "../../components/toast.tsx";
import { formatMoment } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import styles from "./conflict-dialog.module.css";
import type { Draft } from "./draft.ts";

/** Someone else has saved the draft meanwhile: which text is to stay? */
export function ConflictDialog(props: {
  readonly draft: Draft;
  readonly open: boolean;
  /** The decision is put off; the text stays unsaved. */
  readonly onLater: () => void;
}) {
  const inConflict = () => props.draft.state().kind === "conflict";
  const [theirs] = createResource(inConflict, () => api.version(props.draft.version().id));
  const savedAt = () => (theirs.error ? undefined : theirs()?.version.updatedAt);

  const settle = async (decide: () => Promise<void>): Promise<void> => {
    try {
      await decide();
    } catch (failure) {
      notify(reason(failure), "down");
    }
  };
  const download = (): void => {
    const { scheme, version } = props.draft.version();
    const url = URL.createObjectURL(new Blob([props.draft.text()], { type: "text/markdown" }));
    const link = Object.assign(document.createElement("a"), { href: url, download: `${scheme}-${version}.kpi.md` });
    link.click();
    URL.revokeObjectURL(url);
  };

  return (
    <Dialog
      open={inConflict() && props.open}
      onClose={props.onLater}
      title={t().conflict.title}
      description={t().conflict.description(formatMoment(new Date(savedAt() ?? props.draft.version().updatedAt)))}
    >
      <div class={styles.choices}>
        <Button variant="primary" onClick={() => void settle(props.draft.keepMine)}>
          {t().conflict.keep}
        </Button>
        <Button onClick={() => void settle(props.draft.takeTheirs)}>{t().conflict.reload}</Button>
        <Button onClick={download}>{t().conflict.download}</Button>
        <Button variant="quiet" onClick={props.onLater}>
          {t().conflict.later}
        </Button>
      </div>
    </Dialog>
  );
}
