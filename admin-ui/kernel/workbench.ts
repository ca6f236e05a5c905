import { type Accessor, createSignal, onCleanup } from "solid-js";
import { createAfterPaint } from "./after-paint.ts";
import { createEngineClient } from "./engine-client.ts";
import type {
  Analysis,
  EngineClient,
  EngineStatus,
  Population,
  PopulationTotals,
  Revision,
  SampleExplanation,
} from "./workbench-api.ts";

/**
 * The engine's newest results as signals, for the components of one editor page. Totals are what a key press is
 * waited for: all else, which takes the page long to show, comes when they are on screen.
 */
export interface Workbench {
  readonly client: EngineClient;
  readonly totals: Accessor<PopulationTotals | undefined>;
  readonly analysis: Accessor<Analysis | undefined>;
  readonly population: Accessor<Population | undefined>;
  readonly sample: Accessor<SampleExplanation | undefined>;
  readonly status: Accessor<EngineStatus>;
}

/** Lives as long as the reactive owner that makes it. */
export function createWorkbench(client: EngineClient = createEngineClient()): Workbench {
  const [totals, setTotals] = createSignal<PopulationTotals>();
  const [analysis, setAnalysis] = createSignal<Analysis>();
  const [population, setPopulation] = createSignal<Population>();
  const [sample, setSample] = createSignal<SampleExplanation>();
  const [status, setStatus] = createSignal<EngineStatus>({ kind: "idle" });
  const afterPaint = createAfterPaint();
  const later =
    <Result extends { readonly revision: Revision }>(set: (result: Result) => void) =>
    (result: Result): void =>
      afterPaint(() => client.isNewest(result.revision) && set(result));
  client.listen({
    totals: setTotals,
    population: later(setPopulation),
    analysis: later(setAnalysis),
    sample: later(setSample),
    status: setStatus,
  });
  onCleanup(() => client.dispose());
  return { client, totals, analysis, population, sample, status };
}
