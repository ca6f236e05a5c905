import type { Job, ReportList, ReportListRows, ReportLists } from "../../server/api-types.ts";
import { read } from "./client.ts";
import { once } from "./once.ts";

const part = encodeURIComponent;

/** Failures are `ApiError`s. */
export const reportListsApi = {
  /** The newest first; of one run, or of all. */
  list: async (run?: string): Promise<readonly ReportList[]> =>
    (await read<ReportLists>(`/report-lists${run === undefined ? "" : `?run=${part(run)}`}`)).lists,
  find: (id: string): Promise<ReportList> => read(`/report-lists/${part(id)}`),
  /** Long work: ask for the run's job until it has ended. */
  make: async (run: string): Promise<Job> => (await once(`/runs/${part(run)}/report-lists`, {})).json() as Promise<Job>,
  /** By 工号, a page at a time. @throws ApiError `report-list-not-yours` */
  rows: (id: string, after?: string): Promise<ReportListRows> =>
    read(
      `/report-lists/${part(id)}/rows?${new URLSearchParams({ limit: "200", ...(after !== undefined && { after }) })}`,
    ),
  /** @param hash of the list as it was seen */
  sign: async (id: string, hash: string): Promise<ReportList> =>
    (await once(`/report-lists/${part(id)}/sign`, { body: { hash } })).json() as Promise<ReportList>,
  file: async (id: string): Promise<ReportList> =>
    (await once(`/report-lists/${part(id)}/file`, {})).json() as Promise<ReportList>,
};
