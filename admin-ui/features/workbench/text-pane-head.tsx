import { Show } from "solid-js";
import type { Version } from "../../../server/api-types.ts";
import { IconButton } from "../../components/icon-button.tsx";
import { FileText, TextAlign } from "../../components/icons.tsx";
import { formatMonth } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import type { TextEditorHandle } from "../text/text-editor.tsx";
import styles from "./text-pane-head.module.css";

interface TextPaneHeadProps {
  readonly version: Version;
  readonly workbench: Workbench;
  readonly editor: TextEditorHandle | undefined;
}

/** Which file the text is, and whose values stand beside the rules. */
export function TextPaneHead(props: TextPaneHeadProps) {
  const hinted = (): string | undefined => {
    const sample = props.workbench.sample();
    if (!sample) return undefined;
    const known = props.workbench.population()?.people.find(({ agent }) => agent === sample.agent)?.name;
    return `${known || sample.agent} · ${formatMonth(sample.month)}`;
  };
  return (
    <header class={styles.head}>
      <FileText size={14} />
      <span class={styles.file}>
        {props.version.scheme}/{props.version.version}.kpi.md
      </span>
      <Show when={hinted()}>{(who) => <span class={styles.hint}>{t().workbench.hintValues(who())}</span>}</Show>
      <Show when={props.version.status === "draft"}>
        <IconButton label={t().workbench.format} disabled={!props.editor} onClick={() => props.editor?.format()}>
          <TextAlign size={14} />
        </IconButton>
      </Show>
    </header>
  );
}
