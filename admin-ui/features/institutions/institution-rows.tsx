import { A } from "@solidjs/router";
import { For } from "solid-js";
import type { Institution } from "../../../server/api-types.ts";
import { formatDateTime } from "../../i18n/format.ts";
import { FindingsSummary } from "../schemes/findings-summary.tsx";
import styles from "../schemes/version-row.module.css";
import { institutionPath } from "./institution-path.ts";

/** The institutions below the schemes, in the columns of their table. */
export const InstitutionRows = (props: { readonly institutions: readonly Institution[] }) => (
  <For each={props.institutions}>
    {(institution) => (
      <tr class={styles.row}>
        <td class={styles.scheme}>
          <A class={styles.open} href={institutionPath(institution.id)}>
            {institution.title || institution.id}
          </A>
          <span class={styles.under}>{institution.id}</span>
        </td>
        <td class={styles.version}>{institution.version}</td>
        <td />
        <td />
        <td class={styles.number}>—</td>
        <td class={styles.number}>—</td>
        <td />
        <td>
          <FindingsSummary findings={institution.findings} />
        </td>
        <td class={styles.authors}>
          <span class={styles.under}>{formatDateTime(new Date(institution.updatedAt))}</span>
        </td>
        <td />
      </tr>
    )}
  </For>
);
