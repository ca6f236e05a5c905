import { createMemo } from "solid-js";
import { Combobox } from "../../components/combobox.tsx";
import { FileText } from "../../components/icons.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { Popover } from "../../components/popover.tsx";
import { t } from "../../i18n/i18n.ts";
import type { ListedVersion } from "../schemes/scheme-groups.ts";
import type { LookedAt } from "./looked-at.ts";
import { m } from "./messages.ts";
import styles from "./what-if-bar.module.css";

const AS_WRITTEN = "as-written";

/** Which version's levers are moved, and what that is held against. */
export function BaselinePicker(props: { readonly looked: LookedAt }) {
  const options = createMemo(() =>
    props.looked.versions.map(({ version }) => ({
      value: version.id,
      label: nameOf(version),
      hint: t().status[version.status],
    })),
  );
  const chosen = (): string | undefined => {
    const found = props.looked.version();
    return found && nameOf(found.version);
  };
  return (
    <Popover label={m().baseline} value={m().baselineOf(chosen() ?? "—")} icon={<FileText size={14} />}>
      <div class={styles.panel}>
        <Labelled label={m().baselineVersion}>
          <Combobox
            label={m().baselineVersion}
            options={options()}
            value={props.looked.version()?.version.id}
            onChange={(version) => {
              // A closed field reports what it holds as well.
              if (version === props.looked.version()?.version.id) return;
              props.looked.change({ version, set: "", scenario: "" });
            }}
          />
        </Labelled>
        <Labelled label={m().against}>
          <Combobox
            label={m().against}
            options={[
              { value: AS_WRITTEN, label: m().asWritten },
              { value: "runs", label: m().paidRuns },
              ...options().filter(({ value }) => value !== props.looked.version()?.version.id),
            ]}
            value={props.looked.against() ?? AS_WRITTEN}
            onChange={(against) => props.looked.change({ against: against === AS_WRITTEN ? "" : against })}
          />
        </Labelled>
      </div>
    </Popover>
  );
}

const nameOf = ({ title, version }: ListedVersion["version"]): string => `${title} ${version}`;
