import { createEffect, createSignal, on, onCleanup } from "solid-js";
import type { RunLine } from "../../../server/api-types.ts";
import { reason } from "../../api/reason.ts";
import { runsApi } from "../../api/runs.ts";

/** What the table shows of a line: a company has many, and the rest is on the statement. */
export type ListedLine = Pick<
  RunLine,
  "agent" | "name" | "department" | "outcome" | "payout" | "adjustments" | "corrections" | "net"
> & {
  /** Why there is no result. */
  readonly error: RunLine["errors"][number] | undefined;
};

export interface Lines {
  readonly all: () => readonly ListedLine[];
  readonly reading: () => boolean;
  readonly failure: () => string | undefined;
}

/**
 * Every line of a run, growing page by page.
 * @param state read anew when it changes; no lines where there is none
 */
export function createLines(run: () => string, state: () => string | undefined): Lines {
  const [all, setAll] = createSignal<readonly ListedLine[]>([]);
  const [reading, setReading] = createSignal(false);
  const [failure, setFailure] = createSignal<string>();
  createEffect(
    on(state, (known) => {
      if (known === undefined) return void setAll([]);
      let left = false;
      onCleanup(() => {
        left = true;
      });
      const readAll = async (): Promise<void> => {
        const found: ListedLine[] = [];
        for await (const page of runsApi.lines(run())) {
          if (left) return;
          found.push(...page.map(listed));
          setAll([...found]);
        }
      };
      setReading(true);
      setFailure(undefined);
      readAll()
        .catch((error: unknown) => left || setFailure(reason(error)))
        .finally(() => left || setReading(false));
    }),
  );
  return { all, reading, failure };
}

const listed = ({ agent, name, department, outcome, payout, adjustments, corrections, net, errors }: RunLine) => ({
  agent,
  ...(name !== undefined && { name }),
  department,
  outcome,
  payout,
  adjustments,
  corrections,
  net,
  error: errors[0],
});
