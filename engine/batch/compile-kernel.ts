/** Compiles what a plan computes into machine code; see `kernel.ts` for what it gives. */
import { type Node, operandsOf, partsOf, within } from "../lower/nodes.ts";
import type { Bounds, WholeProgram } from "../lower/whole.ts";
import type { Rational } from "../values/rational.ts";
import { type ColumnSum, columnSum } from "./column-sum.ts";
import { isWide } from "./exact.ts";
import type { CompileKernel, Kernel, KernelOptions, Part, Stage } from "./kernel.ts";
import { type Kept, type Plan, partRead, planOf, stepsReadBy } from "./plan.ts";
import { type RowLoop, rowLoop, type Sources, type Target } from "./row-loop.ts";
import { type Cells, type Column, type ColumnStore, narrowest } from "./store.ts";

/** @throws WebAssembly.CompileError where there is no WebAssembly with vectors */
export const compileKernel: CompileKernel = (program, store, options) => new Compiled(program, store, options);

/** Rows of one call, so that the machine's better compiler takes over early in a first run. */
const CHUNK = 8_192;

/** So many integers of 32 bits add up to less than 2^53. */
const MOST_INTS = 2 ** 21;

type Run = (first: number, end: number) => void;

class Compiled implements Kernel {
  readonly program: WholeProgram;
  readonly stages: readonly Stage[];
  readonly #store: ColumnStore;
  readonly #codeOfText: (text: string) => number;
  readonly #plan: Plan;
  readonly #columns = new Map<string, Column>();
  /** Of wide integers: what the doubles of the column miss. */
  readonly #rests = new Map<string, Column>();
  /** The stage in which a row step's column is computed. */
  readonly #keptIn = new Map<string, number>();
  /** What depends on nothing but the month. */
  readonly #ofMonth = new Map<Node, Target>();
  readonly #dueOfMonth: Target[] = [];
  /** The params' integers. */
  readonly #settings: Map<string, number>;
  /** By step; `undefined` where it has none. */
  readonly #sums = new Map<string, (() => ColumnSum) | undefined>();
  /** By what is due. */
  readonly #partial = new Map<string, readonly Stage[]>();
  /** What each column depends on, and each step across rows by its name; found when a param first moves. */
  #paramsBehind: ReadonlyMap<string, ReadonlySet<string>> | undefined;

  constructor(program: WholeProgram, store: ColumnStore, { wanted, codeOfText }: KernelOptions) {
    this.program = program;
    this.#store = store;
    this.#codeOfText = codeOfText;
    this.#plan = planOf(program, wanted);
    this.#settings = new Map([...program.params].map(([name, { value }]) => [name, Number(value)]));
    this.#makeColumns();
    this.stages = this.#stages(() => true);
  }

  get beyond() {
    return this.#plan.beyond;
  }

  setParam(name: string, value: Rational): boolean {
    const slot = this.program.params.get(name);
    if (!slot) return false;
    const scaled = value.numerator * slot.scale;
    const integer = scaled / value.denominator;
    if (integer * value.denominator !== scaled || integer < slot.least || integer > slot.greatest) return false;
    this.#settings.set(name, Number(integer));
    return true;
  }

  stagesFor(params: Iterable<string>): readonly Stage[] {
    const moved = [...params];
    this.#paramsBehind ??= this.#findParams();
    // Many params have the same dependents: what is compiled for one of them serves the others.
    const due = new Set<string>();
    for (const [column, behind] of this.#paramsBehind) if (moved.some((param) => behind.has(param))) due.add(column);
    const key = [...due].join("\n");
    const isDue: IsDue = (step, part) => due.has(part === undefined ? step : keyOf(step, part));
    const known = this.#partial.get(key) ?? this.#stages(isDue);
    this.#partial.set(key, known);
    return known;
  }

  stagesOf(steps: ReadonlySet<string>): readonly Stage[] {
    return this.#stages((step) => steps.has(step));
  }

  column(step: string, part: Part): Cells | number | undefined {
    const own = this.#columns.get(keyOf(step, part));
    if (own) return this.#store.view(own);
    const found = this.#plan.steps.get(step);
    const node = found?.kind === "row" ? partsOf(found.value).find(([name]) => name === part)?.[1] : undefined;
    return node && this.#read(node);
  }

  rest(step: string, part: Part): Cells | number | undefined {
    const own = this.#rests.get(keyOf(step, part));
    if (own) return this.#store.view(own);
    const found = this.#plan.steps.get(step);
    const node = found?.kind === "row" ? partsOf(found.value).find(([name]) => name === part)?.[1] : undefined;
    if (node?.op === "constant" && typeof node.value === "bigint" && isWide(node as Bounds)) {
      return Number(node.value - BigInt(Number(node.value)));
    }
    const read = node?.op === "step" ? this.#plan.steps.get(node.step) : undefined;
    return node?.op === "step" && read ? this.rest(node.step, partRead(node, read)) : undefined;
  }

  sum(step: string): ColumnSum | undefined {
    if (!this.#sums.has(step)) this.#sums.set(step, this.#sumOf(step));
    return this.#sums.get(step)?.();
  }

  #sumOf(step: string): (() => ColumnSum) | undefined {
    const numbers = this.#columnOf(step, "numerator");
    const causes = this.#columnOf(step, "cause");
    const areInts = numbers !== undefined && numbers.kind !== "f64" && this.#store.rows <= MOST_INTS;
    // Causes that stand elsewhere, or are the same in all rows, are for whoever reads the columns.
    if (!areInts || (!causes && this.column(step, "cause") !== 0)) return undefined;
    return columnSum(this.#store, numbers, causes);
  }

  /** Its own, or that of the step that it only repeats. */
  #columnOf(step: string, part: Part): Column | undefined {
    const own = this.#columns.get(keyOf(step, part));
    const found = own ? undefined : this.#plan.steps.get(step);
    const node = found?.kind === "row" ? partsOf(found.value).find(([name]) => name === part)?.[1] : undefined;
    const read = node?.op === "step" ? this.#plan.steps.get(node.step) : undefined;
    return node?.op === "step" && read ? this.#columnOf(node.step, partRead(node, read)) : own;
  }

  /** What a step holds that is no more than what stands somewhere already. */
  #read(node: Node): Cells | number | undefined {
    switch (node.op) {
      case "constant":
        return typeof node.value === "string" ? this.#codeOfText(node.value) : Number(node.value);
      case "param":
        return this.#settings.get(node.name);
      case "input":
        return this.#store.view(this.#store.input(node.metric, node as Bounds));
      case "month":
        return this.#store.view(this.#store.months());
      case "step": {
        const step = this.#plan.steps.get(node.step);
        return step && this.column(node.step, partRead(node, step));
      }
      default:
        return undefined;
    }
  }

  // ── columns ────────────────────────────────────────────────────────────────────────────────────

  #makeColumns(): void {
    const { stages, steps } = this.#plan;
    const make = (step: string, part: Part, node: Node): void => {
      const kind = part === "holds" ? "u8" : part === "text" ? "i32" : narrowest(node as Bounds);
      this.#columns.set(keyOf(step, part), this.#store.column(keyOf(step, part), kind));
      if (kind === "f64" && isWide(node as Bounds)) {
        this.#rests.set(keyOf(step, part), this.#store.column(`${keyOf(step, part)} rest`, kind));
      }
    };
    for (const { kept, across } of stages) {
      for (const { step, part, node, stage } of kept) {
        make(step, part, node);
        this.#keptIn.set(keyOf(step, part), stage);
      }
      const looking = new Set(across.map(({ name }) => name));
      // Whoever reads the column of a step across rows says between which bounds it lies.
      for (const node of this.#allNodes()) {
        const step = node.op === "step" && looking.has(node.step) ? steps.get(node.step) : undefined;
        if (step && node.op === "step") make(node.step, partRead(node, step), node);
      }
    }
  }

  #allNodes(): Iterable<Node> {
    const rows = [...this.#plan.steps.values()].flatMap((step) => (step.kind === "row" ? partsOf(step.value) : []));
    return within(rows.map(([, node]) => node));
  }

  // ── stages ─────────────────────────────────────────────────────────────────────────────────────

  #stages(isDue: IsDue): Stage[] {
    const isReady = (step: string, part: Part, at: number): boolean =>
      (this.#keptIn.get(keyOf(step, part)) ?? -1) < at || !isDue(step, part);
    const made = this.#plan.stages.flatMap(({ kept, across }, at): Stage[] => {
      const due = kept.filter(({ step, part }) => isDue(step, part));
      const looking = across.filter(({ name }) => isDue(name));
      const stages: Stage[] = [];
      if (due.length > 0) stages.push(this.#rows(due, (step, part) => isReady(step, part, at)));
      if (looking.length > 0) stages.push({ kind: "across", steps: looking });
      return stages;
    });
    this.#computeOfMonth();
    return made;
  }

  #rows(kept: readonly Kept[], isReady: (step: string, part: Part) => boolean): Stage {
    const targets = kept.flatMap((each): Target[] => {
      const column = this.#columns.get(keyOf(each.step, each.part));
      return column ? [targetOf(each, column, this.#rests.get(keyOf(each.step, each.part)))] : [];
    });
    const loop = rowLoop(targets, this.#sources(isReady));
    let instance: Run | undefined;
    return {
      kind: "rows",
      steps: [...new Set(kept.map(({ step }) => step))],
      run: (first, end) => {
        instance ??= this.#instantiate(loop);
        const settings = loop.params.map((name) => this.#settings.get(name) ?? 0);
        new Float64Array(this.#store.memory.buffer, loop.settings, settings.length).set(settings);
        for (let from = first; from < end; from += CHUNK) instance(from, Math.min(end, from + CHUNK));
      },
    };
  }

  #instantiate({ bytes }: RowLoop): Run {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), {
      env: { memory: this.#store.memory },
    });
    return exports.run as Run;
  }

  // ── what only depends on the month ─────────────────────────────────────────────────────────────

  /** Dates and places of the calendar are long sums: they are computed once and read like an input. */
  #columnOfMonth(node: Node, kind: Target["kind"]): Column {
    const known = this.#ofMonth.get(node);
    if (known) return known.column;
    const column = this.#store.column(
      `of month ${this.#textOf(node)}`,
      kind === "flag" ? "u8" : narrowest(node as Bounds),
    );
    const target = { kind, node, column };
    this.#ofMonth.set(node, target);
    this.#dueOfMonth.push(target);
    return column;
  }

  /** Equal for expressions that mean the same, in whichever program. */
  #textOf(node: Node): string {
    if (node.op === "constant") return String(node.value);
    const step = node.op === "step" ? this.#partOf(node) : undefined;
    return step ? this.#textOf(step) : `${node.op}(${operandsOf(node).map((each) => this.#textOf(each))})`;
  }

  #computeOfMonth(): void {
    const targets = this.#dueOfMonth.splice(0);
    if (targets.length === 0) return;
    const { ofMonth: _, ...sources } = this.#sources(() => false);
    const run = this.#instantiate(rowLoop(targets, sources));
    for (let from = 0; from < this.#store.rows; from += CHUNK) run(from, Math.min(this.#store.rows, from + CHUNK));
  }

  /** A step's part is read from its column where it has one that is ready, else computed anew. */
  #sources(isReady: (step: string, part: Part) => boolean): Sources {
    const { steps } = this.#plan;
    return {
      input: (metric, node) => this.#store.input(metric, node as Bounds),
      absences: (metric) => this.#store.absences(metric),
      months: () => this.#store.months(),
      settings: (count) => this.#store.settings(count),
      codeOfText: this.#codeOfText,
      step: (node) => {
        const step = steps.get(node.step);
        const part = step && partRead(node, step);
        const column = part && isReady(node.step, part) ? this.#columns.get(keyOf(node.step, part)) : undefined;
        const found = column ?? this.#partOf(node);
        if (!found) throw new RangeError(`nothing is known of ${node.step}`);
        return found;
      },
      rest: (node) => {
        const step = steps.get(node.step);
        return step && this.#rests.get(keyOf(node.step, partRead(node, step)));
      },
      ofMonth: (node, kind) => this.#columnOfMonth(node, kind),
    };
  }

  /** What a row step computes the part from that the node reads. */
  #partOf(node: Node & { op: "step" }): Node | undefined {
    const step = this.#plan.steps.get(node.step);
    if (step?.kind !== "row") return undefined;
    const wanted = partRead(node, step);
    return partsOf(step.value).find(([part]) => part === wanted)?.[1];
  }

  #findParams(): ReadonlyMap<string, ReadonlySet<string>> {
    const { steps, stages } = this.#plan;
    const behind = new Map<string, Set<string>>();
    const ofPart = (node: Node): Set<string> => {
      const found = new Set<string>();
      for (const each of within([node])) {
        const read = each.op === "step" ? steps.get(each.step) : undefined;
        if (each.op === "param") found.add(each.name);
        if (each.op !== "step" || !read) continue;
        const key = read.kind === "row" ? keyOf(each.step, partRead(each, read)) : each.step;
        for (const name of behind.get(key) ?? []) found.add(name);
      }
      return found;
    };
    for (const [name, step] of steps) {
      const parts = step.kind === "row" ? partsOf(step.value) : [];
      const found = parts.map(([part, node]) => [keyOf(name, part), ofPart(node)] as const);
      for (const [key, params] of found) behind.set(key, params);
      // Whoever looks across rows reads all of a step.
      const read = stepsReadBy(step).map((other) => behind.get(other));
      const all = step.kind === "row" ? found.map(([, params]) => params) : read;
      behind.set(name, new Set(all.flatMap((params) => [...(params ?? [])])));
    }
    const columns = stages.flatMap(({ kept, across }) => [
      ...kept.map(({ step, part }) => keyOf(step, part)),
      ...across.map(({ name }) => name),
    ]);
    return new Map(columns.map((column) => [column, behind.get(column) ?? new Set()]));
  }
}

/** Whether a part of a row step, or a step that looks across rows, has to be computed. */
type IsDue = (step: string, part?: Part) => boolean;

const keyOf = (step: string, part: Part): string => `${step} ${part}`;

const targetOf = ({ part, node }: Kept, column: Column, rest: Column | undefined): Target => ({
  kind: part === "holds" ? "flag" : part === "text" ? "text" : "whole",
  node,
  column,
  ...(rest && { rest }),
});
