import { A, useNavigate } from "@solidjs/router";
import { Show } from "solid-js";
import { Menu } from "../../components/menu.tsx";
import { formatDateTime, groupDigits } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { FindingsSummary } from "./findings-summary.tsx";
import { type ListedVersion, versionPath } from "./scheme-groups.ts";
import { StatusChip } from "./status-chip.tsx";
import type { TrialRun } from "./trial-runs.ts";
import styles from "./version-row.module.css";

export function VersionRow(props: {
  readonly listed: ListedVersion;
  /** Absent while it is computed, and for what cannot be. */
  readonly run: TrialRun | undefined;
  readonly onCopy: (listed: ListedVersion) => void;
}) {
  const navigate = useNavigate();
  const version = () => props.listed.version;
  const path = () => versionPath(props.listed.scheme.id, version().version);
  return (
    <tr class={styles.row}>
      <td class={styles.scheme}>
        <A class={styles.open} href={path()}>
          {version().title || props.listed.scheme.title}
        </A>
        <span class={styles.under}>
          {props.listed.basedOn === undefined ? props.listed.scheme.id : t().schemes.basedOn(props.listed.basedOn)}
        </span>
      </td>
      <td class={styles.version}>{version().version}</td>
      <td>
        <StatusChip version={version()} />
      </td>
      <td>
        <FindingsSummary findings={version().findings} />
      </td>
      <td class={styles.number}>
        <Show when={props.run} fallback="—">
          {(run) => (
            <>
              {run().people - run().failed}
              <Show when={run().failed > 0}>
                <span class={styles.failed}>{t().schemes.withoutResult(run().failed)}</span>
              </Show>
            </>
          )}
        </Show>
      </td>
      <td class={styles.number}>
        <Show when={props.run?.pay} fallback="—">
          {(pay) => (
            <>
              <span class={styles.total}>{groupDigits(pay().total)}</span>
              <span class={styles.under}>{t().schemes.trial(pay().output)}</span>
            </>
          )}
        </Show>
      </td>
      <td class={styles.date}>{formatDateTime(new Date(version().updatedAt))}</td>
      <td class={styles.actions}>
        <Menu
          label={t().schemes.more(version().title, version().version)}
          items={[
            { label: t().schemes.open, onSelect: () => navigate(path()) },
            { label: t().schemes.newDraft, onSelect: () => props.onCopy(props.listed) },
          ]}
        />
      </td>
    </tr>
  );
}
