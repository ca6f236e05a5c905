import { A, useNavigate } from "@solidjs/router";
import { Show } from "solid-js";
import { may } from "../../app/session.ts";
import { Menu } from "../../components/menu.tsx";
import { formatDateTime, formatList, formatMonth, groupDigits } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { yuan } from "../../i18n/money.ts";
import { FindingsSummary } from "./findings-summary.tsx";
import { m } from "./messages.ts";
import { type ListedVersion, versionPath } from "./scheme-groups.ts";
import { Sparkline } from "./sparkline.tsx";
import { StatusChip } from "./status-chip.tsx";
import type { TrialRun } from "./trial-runs.ts";
import styles from "./version-row.module.css";

export function VersionRow(props: {
  readonly listed: ListedVersion;
  /** Absent while it is computed, and for what cannot be. */
  readonly run: TrialRun | undefined;
  /** The month of `assigned`; absent where the figures cannot be had. */
  readonly month: string | undefined;
  readonly onCopy: (listed: ListedVersion) => void;
}) {
  const navigate = useNavigate();
  const version = () => props.listed.version;
  const figures = () => props.listed.figures;
  const path = () => versionPath(props.listed.scheme.id, version().version);
  const authors = () => formatList(version().authors.map(({ name }) => name));
  const payouts = () => figures()?.payouts ?? [];
  /** Whom it pays; before it does, whom it would. */
  const people = () => figures()?.assigned || undefined;
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
      <td class={styles.nowrap}>
        <Show when={version().effectiveFrom} fallback={<span class={styles.quiet}>{m().undecided}</span>}>
          {(from) => (
            <Show when={version().effectiveUntil} fallback={m().from(from())}>
              {(until) => <>{m().between(from(), until())}</>}
            </Show>
          )}
        </Show>
      </td>
      <td class={styles.number}>
        <Show
          when={people()}
          fallback={
            <Show when={props.run} fallback="—">
              {(run) => (
                <>
                  {run().people - run().failed}
                  <Show when={run().failed > 0} fallback={<span class={styles.under}>{t().schemes.trialPeople}</span>}>
                    <span class={styles.failed}>{t().schemes.withoutResult(run().failed)}</span>
                  </Show>
                </>
              )}
            </Show>
          }
        >
          {(count) => (
            <span title={props.month === undefined ? undefined : m().paidNow(formatMonth(props.month), count())}>
              {count()}
            </span>
          )}
        </Show>
      </td>
      <td class={styles.number}>
        <Show
          when={payouts().at(-1)}
          fallback={
            <Show when={props.run?.pay} fallback="—">
              {(pay) => (
                <>
                  <span class={styles.total}>{groupDigits(pay().total)}</span>
                  <span class={styles.under}>{t().schemes.trial(pay().output)}</span>
                </>
              )}
            </Show>
          }
        >
          {(last) => (
            <>
              <span class={styles.total}>{yuan(last().payout)}</span>
              <span class={styles.under}>{m().monthOf(formatMonth(last().month))}</span>
            </>
          )}
        </Show>
      </td>
      <td>
        <Show when={payouts().length > 1}>
          <Sparkline payouts={payouts()} current={version().status === "effective"} />
        </Show>
      </td>
      <td>
        <FindingsSummary findings={version().findings} />
      </td>
      <td class={styles.authors}>
        <span class={styles.names} title={authors()}>
          {authors()}
        </span>
        <span class={styles.under}>{formatDateTime(new Date(version().updatedAt))}</span>
      </td>
      <td class={styles.actions}>
        <Menu
          label={t().schemes.more(version().title, version().version)}
          items={[
            { label: t().schemes.open, onSelect: () => navigate(path()) },
            ...(may("editor") ? [{ label: t().schemes.newDraft, onSelect: () => props.onCopy(props.listed) }] : []),
          ]}
        />
      </td>
    </tr>
  );
}
