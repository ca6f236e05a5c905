import { type Accessor, createSignal, onCleanup } from "solid-js";
import { createEngineClient } from "./engine-client.ts";
import type { Analysis, EngineClient, EngineStatus, Population, SampleExplanation } from "./workbench-api.ts";

/** The engine's newest results as signals, for the components of one editor page. */
export interface Workbench {
  readonly client: EngineClient;
  readonly analysis: Accessor<Analysis | undefined>;
  readonly population: Accessor<Population | undefined>;
  readonly sample: Accessor<SampleExplanation | undefined>;
  readonly status: Accessor<EngineStatus>;
}

/** Lives as long as the reactive owner that makes it. */
export function createWorkbench(client: EngineClient = createEngineClient()): Workbench {
  const [analysis, setAnalysis] = createSignal<Analysis>();
  const [population, setPopulation] = createSignal<Population>();
  const [sample, setSample] = createSignal<SampleExplanation>();
  const [status, setStatus] = createSignal<EngineStatus>({ kind: "idle" });
  client.listen({
    analysis: setAnalysis,
    population: setPopulation,
    sample: setSample,
    status: setStatus,
  });
  onCleanup(() => client.dispose());
  return { client, analysis, population, sample, status };
}
