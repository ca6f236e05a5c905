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
  /** What is added up: the last amount of money among the outputs. */
  readonly output: string;
  /** To the fen. */
  readonly total: string;
}

/**
 * Computes each version on the newest month of the first data set, one after the other, and reports as
 * they come. Versions without an amount of money, and all where there is no data, are left out.
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
  client.set({ catalogue: catalogue.text, data: await api.agentMonths(dataset.id, month), month });
  for (const { id } of versions) {
    const { version } = await api.version(id);
    if (signal.aborted) return;
    const population = await populationOf(client, version.text, signal);
    const at = population?.columns.findLastIndex(({ money }) => money) ?? -1;
    const total = population?.totals[at];
    const output = population?.columns[at]?.name;
    if (!population || !total || output === undefined) continue;
    const failed = population.rows.filter(({ cells }) => cells[at]?.error).length;
    report(id, { month, people: population.rows.length, failed, output, total: total.text });
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
