import { DUPLICATE, type WholeProgram } from "../lower/whole.ts";
import type { AcrossStep, Field } from "./across.ts";
import type { Kernel, Stage } from "./kernel.ts";
import type { Loaded } from "./loaded.ts";
import { lookAtPeers } from "./peers.ts";
import { countStreak, lookBack } from "./window.ts";
import { type Work, within } from "./work.ts";

/** Rows that machine code computes between two chances to give way: about a millisecond. */
const CHUNK = 65_536;

/** Runs stages over a loaded population: machine code row by row, and what looks at other rows. */
export function* runStages(stages: readonly Stage[], kernel: Kernel, loaded: Loaded): Work<void> {
  const { columns, byMonth, reach } = loaded;
  const field: Field = { columns, byMonth, reach, column: (step, part) => kernel.column(step, part) };
  const unsettled = unsettledCauses(kernel.program, loaded);
  for (const [done, stage] of stages.entries()) {
    if (stage.kind === "rows") {
      for (let first = 0; first < columns.length; first += CHUNK) {
        stage.run(first, Math.min(first + CHUNK, columns.length));
        yield (done + first / columns.length) / stages.length;
      }
      continue;
    }
    const works = worksOf(stage.steps, field, unsettled);
    for (const [at, work] of works.entries()) {
      const [start, end] = [done + at / works.length, done + (at + 1) / works.length];
      yield* within(work, start / stages.length, end / stages.length);
    }
  }
}

/** Windows are looked through together. */
function worksOf(steps: readonly AcrossStep[], field: Field, unsettled: ReadonlySet<number>): Work<void>[] {
  const windows = steps.filter((step) => step.kind === "window");
  const others = steps.flatMap((step) => {
    if (step.kind === "streak") return [countStreak(step, field)];
    return step.kind === "peers" ? [lookAtPeers(step, field, unsettled)] : [];
  });
  return windows.length === 0 ? others : [lookBack(windows, field), ...others];
}

/**
 * Causes that may stand for a value after all: those of cells which their column cannot hold, and
 * of rows that stand twice.
 */
export function unsettledCauses({ causes }: WholeProgram, { columns, isUnsettled }: Loaded): ReadonlySet<number> {
  const places = causes.flatMap(({ code, name }, at) => (code === "cell" && isUnsettled(name) ? [at + 1] : []));
  return new Set(columns.repeated.size > 0 ? [DUPLICATE, ...places] : places);
}
