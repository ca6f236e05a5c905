/** What a run's revision made of an agent that the one before did not. */
import type { RunLine } from "./line.ts";

export interface LineDifference {
  readonly agent: string;
  /** Absent where the revision has no line of the agent. */
  readonly before?: RunLine;
  readonly after?: RunLine;
  /** Results that are not the same, by name; null where there is none. */
  readonly outputs: readonly { readonly name: string; readonly before: string | null; readonly after: string | null }[];
}

export function lineDifference(agent: string, before: RunLine | undefined, after: RunLine | undefined): LineDifference {
  const [was, is] = [new Map(before?.outputs), new Map(after?.outputs)];
  const names = [...new Set([...is.keys(), ...was.keys()])];
  return {
    agent,
    ...(before && { before }),
    ...(after && { after }),
    outputs: names
      .map((name) => ({ name, before: was.get(name) ?? null, after: is.get(name) ?? null }))
      .filter((output) => output.before !== output.after),
  };
}
