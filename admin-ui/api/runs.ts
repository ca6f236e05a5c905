import type {
  Adjustment,
  AdjustmentList,
  Job,
  Run,
  RunDifferences,
  RunLine,
  RunLines,
  RunList,
  RunSummary,
  RunTotals,
} from "../../server/api-types.ts";
import { read, send } from "./client.ts";
import { once } from "./once.ts";

/** A run with the ETag that what is done to it must name. */
export interface TaggedRun {
  readonly run: Run;
  readonly etag: string;
}

/** What is done to a run, with what it is told. */
export type RunDeed =
  | { readonly act: "review"; readonly body: { readonly withoutResult: number } }
  | { readonly act: "unlock"; readonly body: { readonly reason: string } }
  | { readonly act: "lock" | "publish"; readonly body?: undefined };

export interface NewAdjustment {
  readonly agent: string;
  /** In fen; not 0. */
  readonly amount: number;
  readonly reason: string;
}

const part = encodeURIComponent;
const PAGE = 500;

async function tagged(response: Response): Promise<TaggedRun> {
  return { run: (await response.json()) as Run, etag: response.headers.get("ETag") ?? "" };
}

/** Failures are `ApiError`s. */
export const runsApi = {
  /** The latest month first. */
  list: async (): Promise<readonly RunSummary[]> => (await read<RunList>("/runs")).runs,
  open: async (dataSet: string, month: string): Promise<TaggedRun> =>
    tagged(await once("/runs", { body: { dataSet, month } })),
  find: async (id: string): Promise<TaggedRun> => tagged(await send(`/runs/${part(id)}`)),
  act: async (id: string, etag: string, { act, body }: RunDeed): Promise<TaggedRun> =>
    tagged(await once(`/runs/${part(id)}/${act}`, { ...(body && { body }), ifMatch: etag })),
  /** Long work: ask for the job until it has ended. */
  compute: async (id: string): Promise<Job> => (await once(`/runs/${part(id)}/compute`, {})).json() as Promise<Job>,
  /** Every line, by 工号, page after page. */
  async *lines(id: string): AsyncGenerator<readonly RunLine[]> {
    for (let after: string | undefined = ""; after !== undefined; ) {
      const page: RunLines = await read<RunLines>(
        `/runs/${part(id)}/lines?limit=${PAGE}${after === "" ? "" : `&after=${part(after)}`}`,
      );
      yield page.lines;
      after = page.next;
    }
  },
  /** `undefined` where the run does not pay them. */
  lineOf: async (id: string, agent: string): Promise<RunLine | undefined> =>
    (await read<RunLines>(`/runs/${part(id)}/lines?agent=${part(agent)}`)).lines[0],
  totals: (id: string): Promise<RunTotals> => read(`/runs/${part(id)}/totals`),
  /** What the newest revision changed of an earlier one. */
  differences: (id: string, revision: number, after?: string): Promise<RunDifferences> =>
    read(
      `/runs/${part(id)}/revisions/${revision}/differences?limit=200${after === undefined ? "" : `&after=${part(after)}`}`,
    ),
  adjustments: async (id: string): Promise<readonly Adjustment[]> =>
    (await read<AdjustmentList>(`/runs/${part(id)}/adjustments`)).adjustments,
  adjust: async (id: string, body: NewAdjustment): Promise<void> => {
    await once(`/runs/${part(id)}/adjustments`, { body });
  },
  takeBack: async (id: string, adjustment: string, reason: string): Promise<void> => {
    await once(`/runs/${part(id)}/adjustments/${part(adjustment)}/take-back`, { body: { reason } });
  },
  export: async (id: string, format: "xlsx" | "csv", language: string): Promise<Blob> =>
    (await send(`/runs/${part(id)}/export?format=${format}&language=${language}`)).blob(),
};
