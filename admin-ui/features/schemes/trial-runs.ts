import type { VersionSummary } from "../../../server/api-types.ts";
import { api } from "../../api/client.ts";
import { createEngineClient } from "../../kernel/engine-client.ts";
import type { EngineClient, Population } from "../../kernel/workbench-api.ts";

/** What a version would pay in the newest month of the data. */
export interface TrialRun {
  readonly month: string;
  readonly people: number;
  /** People without a result; their pay is not in the total. */
  readonly failed: number;
  /** What is added up: the last amount of money among the outputs, to the fen. Absent where there is none. */
  readonly pay?: { readonly output: string; readonly total: string };
}

/**
 * Computes each version on the newest month of the first data set, one after the other, and reports as
 * they come. Versions with errors, and all where there is no data, are left out.
 */
export async function trialRuns(
  versions: readonly VersionSummary[],
  report: (id: string, run: TrialRun) => void,
  signal: AbortSignal,
): Promise<void> {
  const [catalogue, { datasets }] = await Promise.all([api.catalogue(), api.datasets()]);
  const dataset = datasets[0];
  const month = dataset?.months.at(-1);
  if (!dataset || !month || signal.aborted) return;
  const client = createEngineClient();
  signal.addEventListener("abort", () => client.dispose());
  client.set({ catalogue: catalogue.text, data: await api.agentMonthsArrow(dataset.id, month), month });
  for (const { id, findings } of versions) {
    if (findings.errors > 0) continue;
    const { version } = await api.version(id);
    if (signal.aborted) return;
    const population = await populationOf(client, version.text, signal);
    if (!population) continue;
    const { columns, totals, people } = population;
    const at = columns.findLastIndex(({ money }) => money);
    const [output, total] = [columns[at]?.name, totals[at]?.text];
    const failed = at < 0 ? population.failed : people.length - (totals[at]?.counted ?? 0);
    const pay = output === undefined || total === undefined ? undefined : { output, total };
    report(id, { month, people: people.length, failed, ...(pay && { pay }) });
  }
  client.dispose();
}

/** `undefined` where the worker had to be ended, or nobody waits any longer. */
function populationOf(client: EngineClient, text: string, signal: AbortSignal): Promise<Population | undefined> {
  return new Promise((resolve) => {
    const done = (population?: Population): void => {
      stopListening();
      resolve(population);
    };
    const stopListening = client.listen({
      population: done,
      status: ({ kind }) => kind === "stopped" && done(),
    });
    signal.addEventListener("abort", () => done(), { once: true });
    client.update(text);
  });
}
