import type { DataChange, RatingList, SelfAppraisal, SelfAppraisalList } from "../../server/api-types.ts";
import { ApiError, read } from "./client.ts";
import { once } from "./once.ts";

export interface Rating {
  readonly agent: string;
  readonly metric: string;
  /** As a cell of a file; `null` takes the rating back. */
  readonly value: string | null;
}

const appraisalPath = (agent: string, month: string): string =>
  `/self-appraisals/${encodeURIComponent(agent)}/${encodeURIComponent(month)}`;

export const ratingsApi = {
  list: (dataSet: string, month: string) =>
    read<RatingList>(`/datasets/${encodeURIComponent(dataSet)}/ratings?${new URLSearchParams({ month })}`),
  /** All of them or none. @throws ApiError `ratings-closed`, `not-a-report`, `metric-value` */
  enter: async (dataSet: string, month: string, ratings: readonly Rating[]) => {
    const response = await once(`/datasets/${encodeURIComponent(dataSet)}/ratings`, { body: { month, ratings } });
    return (await response.json()) as DataChange;
  },
  /** Those that were handed in, one page after another. */
  selfAppraisals: async (month: string): Promise<readonly SelfAppraisal[]> => {
    const found: SelfAppraisal[] = [];
    let after: string | undefined;
    do {
      const query = new URLSearchParams({ month, ...(after !== undefined && { after }) });
      const page: SelfAppraisalList = await read(`/self-appraisals?${query}`);
      found.push(...page.appraisals);
      after = page.next;
    } while (after !== undefined);
    return found;
  },
  /** By which day a month's are to be handed in; absent where no institution says. */
  lastDay: async (month: string): Promise<string | undefined> =>
    (await read<SelfAppraisalList>(`/self-appraisals?${new URLSearchParams({ month, limit: "1" })}`)).lastDay,
  /** `null` where nothing has been written yet. */
  selfAppraisal: async (agent: string, month: string): Promise<SelfAppraisal | null> => {
    try {
      return await read<SelfAppraisal>(appraisalPath(agent, month));
    } catch (error) {
      if (error instanceof ApiError && error.problem?.code === "self-appraisal-not-found") return null;
      throw error;
    }
  },
  /** @param handIn after that it cannot change */
  saveSelfAppraisal: (agent: string, month: string, text: string, handIn: boolean) =>
    read<SelfAppraisal>(appraisalPath(agent, month), { method: "PUT", body: { text, handIn } }),
};
