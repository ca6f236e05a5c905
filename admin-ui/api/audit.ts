import type { AuditAnchor, AuditPage } from "../../server/api-types.ts";
import { read } from "./client.ts";

export interface AuditFilter {
  /** A user's id, or `system`. */
  readonly actor?: string;
  /** The beginning of what was done: `run.` */
  readonly action?: string;
  /** The id of what it was done to. */
  readonly subject?: string;
}

export const auditApi = {
  /** The newest first. @param after `next` of the page before */
  page: (filter: AuditFilter, after?: string) => {
    const query = new URLSearchParams({ ...filter, ...(after !== undefined && { after }) });
    return read<AuditPage>(`/audit?${query}`);
  },
  anchor: () => read<AuditAnchor>("/audit/anchor"),
};
