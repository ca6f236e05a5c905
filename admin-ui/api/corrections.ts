import type {
  CorrectionLines,
  CorrectionProposal,
  CorrectionProposalList,
  CorrectionProposed,
} from "../../server/api-types.ts";
import { read } from "./client.ts";
import { once } from "./once.ts";

const part = encodeURIComponent;

/** Failures are `ApiError`s. */
export const correctionsApi = {
  /** The newest first. */
  list: async (dataSet: string): Promise<readonly CorrectionProposal[]> =>
    (await read<CorrectionProposalList>(`/datasets/${part(dataSet)}/corrections`)).proposals,
  find: (id: string): Promise<CorrectionProposal> => read(`/corrections/${part(id)}`),
  /** Long work: ask for the job until it has ended. */
  propose: async (dataSet: string, reason: string): Promise<CorrectionProposed> =>
    (await once(`/datasets/${part(dataSet)}/corrections`, { body: { reason } })).json() as Promise<CorrectionProposed>,
  /** By closed month, then by agent, a page at a time. */
  lines: (id: string, after?: string): Promise<CorrectionLines> =>
    read(
      `/corrections/${part(id)}/lines?${new URLSearchParams({ limit: "200", ...(after !== undefined && { after }) })}`,
    ),
  apply: async (id: string): Promise<CorrectionProposal> =>
    (await once(`/corrections/${part(id)}/apply`, {})).json() as Promise<CorrectionProposal>,
};
