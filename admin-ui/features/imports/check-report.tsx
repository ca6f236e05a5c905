import { createSignal, For, Show } from "solid-js";
import type { FindingList, Import } from "../../../server/api-types.ts";
import { importsApi } from "../../api/imports.ts";
import { reason } from "../../api/reason.ts";
import { language } from "../../app/preferences.ts";
import { may } from "../../app/session.ts";
import { Button } from "../../components/button.tsx";
import { CheckBox } from "../../components/check-box.tsx";
import { Chip } from "../../components/chip.tsx";
import page from "../../components/page.module.css";
import { createPages, More } from "../../components/pages.tsx";
import { formatMonth } from "../../i18n/format.ts";
import styles from "./imports.module.css";
import { m } from "./messages.ts";

type Finding = FindingList["findings"][number];

interface CheckReportProps {
  readonly found: Import;
  readonly report: NonNullable<Import["report"]>;
  /** @param accept the warnings have been looked at */
  readonly onApply: (accept: boolean) => Promise<void>;
}

/** What the check found, by row and column; a file without errors can be imported from here. */
export function CheckReport(props: CheckReportProps) {
  const [accepted, setAccepted] = createSignal(false);
  const [busy, setBusy] = createSignal(false);
  const needsAccepting = () => props.report.warnings > 0;
  const span = () => {
    const [from, to] = [props.report.months[0], props.report.months.at(-1)];
    return from !== undefined && to !== undefined ? m().months(formatMonth(from), formatMonth(to)) : undefined;
  };
  const apply = async (): Promise<void> => {
    setBusy(true);
    await props.onApply(accepted());
    setBusy(false);
  };
  return (
    <section class={styles.section} aria-label={m().report}>
      <header>
        <h2>{m().report}</h2>
        <span>
          {[m().importable(props.report.rows, props.report.agents), span()]
            .filter((part) => part !== undefined)
            .join(" · ")}
        </span>
        <Show when={props.report.errors + props.report.warnings > 0} fallback={<Chip tone="up">{m().clean}</Chip>}>
          <Show when={props.report.errors > 0}>
            <Chip tone="down">{m().errors(props.report.errors)}</Chip>
          </Show>
          <Show when={props.report.warnings > 0}>
            <Chip tone="warn">{m().warnings(props.report.warnings)}</Chip>
          </Show>
          <span class={styles.fill} />
          <a class="link" href={importsApi.errorFile(props.found.id)} download={`${props.found.fileName}.errors.csv`}>
            {m().errorFile}
          </a>
        </Show>
      </header>
      <Show when={props.report.errors > 0}>
        <p class={styles.failure}>{m().errorsBlock}</p>
      </Show>
      <Show when={props.report.errors + props.report.warnings > 0}>
        <Findings id={props.found.id} checkId={props.report.checkId} />
      </Show>
      <Show when={may("editor") && props.report.errors === 0}>
        <div class={styles.foot}>
          <Show when={needsAccepting()}>
            <CheckBox checked={accepted()} onChange={setAccepted}>
              {m().acceptWarnings(props.report.warnings)}
            </CheckBox>
          </Show>
          <span class={styles.fill} />
          <span class={page.note}>{m().applyHint}</span>
          <Button variant="primary" disabled={busy() || (needsAccepting() && !accepted())} onClick={() => void apply()}>
            {m().apply}
          </Button>
        </div>
      </Show>
    </section>
  );
}

function Findings(props: { readonly id: string; readonly checkId: string }) {
  const list = createPages(
    () => props.checkId,
    (_, after) => importsApi.findings(props.id, after),
  );
  return (
    <>
      <Show when={list.error()}>
        <p class={styles.failure} role="alert">
          {reason(list.error())}
        </p>
      </Show>
      <table class={page.table}>
        <thead>
          <tr>
            <th scope="col">{m().finding.place}</th>
            <th scope="col">{m().finding.value}</th>
            <th scope="col">{m().finding.message}</th>
          </tr>
        </thead>
        <tbody>
          <For each={list.pages()?.flatMap(({ findings }) => findings)}>
            {(finding) => <FindingRow finding={finding} />}
          </For>
        </tbody>
      </table>
      <More of={list} label={m().moreFindings} />
    </>
  );
}

const FindingRow = (props: { readonly finding: Finding }) => (
  <tr>
    <td>
      {m().place(props.finding.line, props.finding.column)}
      <Show when={props.finding.header}>{(header) => <span class={page.sub}>{header()}</span>}</Show>
    </td>
    <td>
      <div class={styles.value} title={props.finding.value}>
        {props.finding.value === "" ? m().blank : props.finding.value}
      </div>
    </td>
    <td>
      <Chip tone={props.finding.severity === "error" ? "down" : "warn"}>{m().severities[props.finding.severity]}</Chip>{" "}
      {props.finding.message[language()]}
    </td>
  </tr>
);
