import type { Columns } from "../columns/columns.ts";
import type { Program } from "../ir/program.ts";
import { lower } from "../lower/lower.ts";
import { PARTS } from "../lower/nodes.ts";
import { equal, type Rational } from "../values/rational.ts";
import { compileKernel } from "./compile-kernel.ts";
import { Evaluation } from "./evaluation.ts";
import type { Kernel, Stage } from "./kernel.ts";
import { KernelColumn } from "./kernel-column.ts";
import { Law } from "./law.ts";
import { type Loaded, load } from "./loaded.ts";
import { runStages } from "./machine.ts";
import { stepsReadBy } from "./plan.ts";
import type { ResultColumn } from "./result-column.ts";
import { changedSteps } from "./same-steps.ts";
import { dependentsOf, type Settings, withParams } from "./with-params.ts";
import { finish, finishSteadily, type Turn, type Work, within } from "./work.ts";

/**
 * A program over a population. Every result equals the reference's, to the last digit and the last
 * error. Work on one batch is done before the next begins.
 */
export interface Batch {
  readonly program: Program;
  readonly columns: Columns;
  /** Computes everything at once; for long work see `evaluateSteadily`. */
  evaluate(): Evaluation;
  /** The same in pieces, between which others have their turn. @throws the signal's reason where it is given up */
  evaluateSteadily(turn: Turn): Promise<Evaluation>;
  /**
   * The same with other values of params: only what depends on those that moved since the last
   * evaluation is computed. Params that are not named have the values of the text.
   *
   * @throws RangeError for a name that is no param
   */
  whatIf(settings: Settings): Evaluation;
  whatIfSteadily(settings: Settings, turn: Turn): Promise<Evaluation>;
  /**
   * A batch of an edited program over the same columns, in the same memory: its first evaluation by
   * `whatIf` computes only what the edit changed. This batch is of no more use then. Without names it
   * computes what this one does.
   */
  edited(program: Program, options?: BatchOptions): Batch;
}

export interface BatchOptions {
  /** The names to compute; where absent, all that the scheme puts out: outputs, actions, lists and budgets. */
  readonly names?: Iterable<string>;
}

export const createBatch = (program: Program, columns: Columns, { names }: BatchOptions = {}): Batch =>
  new KernelBatch(program, load(columns, program.catalogue), names && [...new Set(names)]);

/** What anyone sees of a scheme's results. */
export const namesPutOut = ({ outputs, actions, reports, budgets }: Program): string[] => [
  ...new Set(
    [...outputs, ...actions, ...reports.flatMap(({ columns }) => columns), ...budgets].map(({ name }) => name),
  ),
];

/** Of the time, where the reference has to compute something as well. */
const MACHINE_SHARE = 0.05;

const AS_WRITTEN: Settings = new Map();

class KernelBatch implements Batch {
  readonly program: Program;
  readonly #loaded: Loaded;
  readonly #asked: readonly string[] | undefined;
  readonly #names: readonly string[];
  #kernel: Kernel;
  #compiledFor = AS_WRITTEN;
  /** What stands in the kernel's columns: with which settings it was computed; `undefined` while that is not known. */
  #computed: Settings | undefined;
  /** Where part of it stands there from an earlier program: what is still to be computed. */
  #due: readonly Stage[] | undefined;
  /** Columns that the reference filled with the settings computed. */
  #slow: readonly ResultColumn[] = [];

  constructor(program: Program, loaded: Loaded, asked: readonly string[] | undefined, earlier?: KernelBatch) {
    this.program = program;
    this.#loaded = loaded;
    this.#asked = asked;
    this.#names = (asked ?? namesPutOut(program)).filter((name) => program.definitions.has(name));
    this.#kernel = this.#compiled(AS_WRITTEN);
    if (earlier !== undefined && earlier.#computed?.size === 0) {
      this.#due = this.#kernel.stagesOf(changedSteps(earlier.#kernel, this.#kernel));
    }
  }

  get columns(): Columns {
    return this.#loaded.columns;
  }

  evaluate(): Evaluation {
    return finish(this.#work(AS_WRITTEN, true));
  }

  evaluateSteadily(turn: Turn): Promise<Evaluation> {
    return finishSteadily(this.#work(AS_WRITTEN, true), turn);
  }

  whatIf(settings: Settings): Evaluation {
    return finish(this.#work(settings, false));
  }

  whatIfSteadily(settings: Settings, turn: Turn): Promise<Evaluation> {
    return finishSteadily(this.#work(settings, false), turn);
  }

  edited(program: Program, { names }: BatchOptions = {}): Batch {
    return new KernelBatch(program, this.#loaded, names ? [...new Set(names)] : this.#asked, this);
  }

  #compiled(settings: Settings): Kernel {
    this.#compiledFor = settings;
    const { store, ground, codeOfText } = this.#loaded;
    const lowered = lower(this.program, settings.size === 0 ? ground : { ...ground, params: settings });
    const kernel = compileKernel(lowered, store, { wanted: this.#names, codeOfText });
    // Whatever column is read for the first time may make the memory grow, which ends every view of it.
    const across = kernel.stages.flatMap((stage) => (stage.kind === "across" ? stage.steps : []));
    const held = this.#names.flatMap((name) => lowered.names.get(name) ?? []);
    for (const step of new Set([...held, ...across.flatMap(stepsReadBy)])) {
      for (const part of PARTS) kernel.column(step, part);
    }
    return kernel;
  }

  *#work(settings: Settings, everything: boolean): Work<Evaluation> {
    const program = withParams(this.program, settings);
    const moved = this.#computed && movedParams(this.program, this.#computed, settings);
    const slow = this.#slow;
    const stages = this.#set(settings) && !everything ? this.#stagesDue(settings, moved) : this.#kernel.stages;
    // Whatever keeps this from coming to its end leaves columns that are part old, part new.
    this.#computed = undefined;
    this.#due = undefined;
    const { beyond, program: lowered } = this.#kernel;
    const byLaw = this.#names.filter((name) => beyond.has(name));
    const share = byLaw.length === 0 ? 1 : MACHINE_SHARE;
    yield* within(runStages(stages, this.#kernel, this.#loaded), 0, share);
    const law = new Law(program, this.columns);
    const stale = everything || !moved ? undefined : dependentsOf(program, moved);
    const kept = slow.filter(({ name }) => stale !== undefined && !stale.has(name) && beyond.has(name));
    const toFill = byLaw.filter((name) => !kept.some((column) => column.name === name));
    const filled = toFill.length === 0 ? [] : yield* within(law.columnsOf(toFill), share, 1);
    this.#slow = [...kept, ...filled];
    this.#computed = settings;
    const results = this.#names.flatMap((name): ResultColumn[] => {
      const known = this.#slow.find((column) => column.name === name);
      const [type, step] = [program.definitions.get(name)?.type, lowered.names.get(name)];
      if (known || !type || step === undefined) return known ? [known] : [];
      return [new KernelColumn(name, type, step, this.#kernel, this.#loaded, (row) => law.at(name, row))];
    });
    return new Evaluation(program, this.columns, results, beyond);
  }

  #stagesDue(settings: Settings, moved: readonly string[] | undefined): readonly Stage[] {
    if (moved) return this.#kernel.stagesFor(moved);
    return this.#due && settings.size === 0 ? this.#due : this.#kernel.stages;
  }

  /** False where the kernel does not hold for such values: another takes its place. */
  #set(settings: Settings): boolean {
    const { params } = this.#kernel.program;
    const slots = [...params.keys()].every((name) => {
      const value = paramValue(this.program, settings, name);
      return value !== undefined && this.#kernel.setParam(name, value);
    });
    // A param without a slot was compiled in.
    if (slots && movedParams(this.program, this.#compiledFor, settings).every((name) => params.has(name))) return true;
    this.#kernel = this.#compiled(settings);
    return false;
  }
}

function paramValue({ definitions }: Program, settings: Settings, name: string): Rational | undefined {
  const definition = definitions.get(name);
  return settings.get(name) ?? (definition?.kind === "param" ? definition.value : undefined);
}

/** The params whose values differ. */
const movedParams = (program: Program, before: Settings, after: Settings): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((name) => {
    const [old, own] = [paramValue(program, before, name), paramValue(program, after, name)];
    return !old || !own || !equal(old, own);
  });
