/** One engine on one workload: how long a run takes, and how many rows it pays a wrong fen. */
import type { Engine, Runner } from "./engines/engine.ts";
import type { Population } from "./population.ts";
import type { Workload } from "./workloads/workload.ts";

/** `first`: the first run after preparation; `warm`: every row anew; `param`: after the lever has moved. */
export type Phase = "first" | "warm" | "param";

export interface Measurement {
  readonly workload: string;
  readonly rows: number;
  readonly engine: string;
  readonly phase: Phase;
  readonly nsPerRow: number;
  /** Over the float loop's warm run, on the same rows in the same process. */
  readonly ratioToFloatLoop: number;
  readonly wrongRows: number;
}

export interface Expected {
  /** Fen, row by row, with the lever as it stands and as it is changed to. */
  readonly from: Float64Array;
  readonly to: Float64Array;
}

export function expectedOf(workload: Workload, population: Population): Expected {
  const loop = workload.exactLoop(population);
  const { from, to } = workload.lever;
  return { from: loop(Number.parseFloat(from)).slice(), to: loop(Number.parseFloat(to)).slice() };
}

/** How long measuring may take, in milliseconds. */
export interface Patience {
  /** A run that takes longer is not repeated. */
  readonly slow: number;
  /** Runs are repeated until they have taken so long together. */
  readonly enough: number;
}

const LEAST_ROUNDS = 3;
const MOST_ROUNDS = 30;

interface Timed {
  readonly milliseconds: number;
  readonly wrongRows: number;
}

/** Medians in milliseconds. */
export async function measure(
  engine: Engine,
  workload: Workload,
  population: Population,
  expected: Expected,
  patience: Patience,
): Promise<ReadonlyMap<Phase, Timed> | undefined> {
  const runner = await engine.prepare(workload, population);
  if (!runner) return undefined;
  const { from, to } = workload.lever;
  try {
    const phases = new Map<Phase, Timed>();
    const note = async (phase: Phase, milliseconds: number, fen: Float64Array): Promise<void> => {
      phases.set(phase, { milliseconds, wrongRows: await wrongRows(runner, fen) });
    };
    await note("first", await timed(runner, from), expected.from);
    if (!runner.runsOnlyWhatChanged) {
      await note("warm", await median([from], runner, patience), expected.from);
    }
    // An odd number of runs of two settings in turn ends with the lever moved.
    await note("param", await median([to, from], runner, patience), expected.to);
    return phases;
  } finally {
    runner.close?.();
  }
}

async function timed(runner: Runner, lever: string): Promise<number> {
  const start = performance.now();
  await runner.run(lever);
  return performance.now() - start;
}

/** Of runs with these settings in turn, the last one with the first setting. */
async function median(settings: readonly string[], runner: Runner, { slow, enough }: Patience): Promise<number> {
  const times: number[] = [];
  for (let spent = 0; ; ) {
    const time = await timed(runner, settings[times.length % settings.length]);
    times.push(time);
    spent += time;
    const isEnough = time > slow || times.length >= MOST_ROUNDS || (times.length >= LEAST_ROUNDS && spent >= enough);
    if (isEnough && times.length % settings.length === 1 % settings.length) break;
  }
  return times.toSorted((a, b) => a - b)[times.length >> 1];
}

/** Rows whose money, rounded to what a double can show of it, is not the fen expected. */
async function wrongRows(runner: Runner, expected: Float64Array): Promise<number> {
  const pay = await runner.pay();
  let wrong = 0;
  for (let row = 0; row < expected.length; row += 1) {
    const fen = runner.isFen ? pay[row] : Math.round(pay[row] * 1e6) / 1e4;
    if (fen !== expected[row]) wrong += 1;
  }
  return wrong;
}
