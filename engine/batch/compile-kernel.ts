/** Compiles what a plan computes into machine code; see `kernel.ts` for what it gives. */
import { type Node, operandsOf, partsOf, within } from "../lower/nodes.ts";
import type { Bounds, WholeProgram } from "../lower/whole.ts";
import type { Rational } from "../values/rational.ts";
import { isWide } from "./exact.ts";
import type { CompileKernel, Kernel, KernelOptions, Part, Stage } from "./kernel.ts";
import { type Kept, type Plan, partRead, planOf, stepsReadBy } from "./plan.ts";
import { type RowLoop, rowLoop, type Sources, type Target } from "./row-loop.ts";
import { type Cells, type Column, type ColumnStore, narrowest } from "./store.ts";

/** @throws WebAssembly.CompileError where there is no WebAssembly with vectors */
export const compileKernel: CompileKernel = (program, store, options) => new Compiled(program, store, options);

/** Rows of one call, so that the machine's better compiler takes over early in a first run. */
const CHUNK = 8_192;

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
  readonly #partial = new Map<string, readonly Stage[]>();

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
    const moved = new Set(params);
    const key = [...moved].sort().join("\n");
    const known = this.#partial.get(key) ?? this.#stages(this.#dependsOn(moved));
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

  #stages(isDue: (step: string) => boolean): Stage[] {
    const isReady = (step: string, part: Part, at: number): boolean =>
      (this.#keptIn.get(keyOf(step, part)) ?? -1) < at || !isDue(step);
    const made = this.#plan.stages.flatMap(({ kept, across }, at): Stage[] => {
      const due = kept.filter(({ step }) => isDue(step));
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

  /** Which steps depend on the params. */
  #dependsOn(params: ReadonlySet<string>): (step: string) => boolean {
    const depending = new Set<string>();
    for (const [name, step] of this.#plan.steps) {
      const nodes = step.kind === "row" ? [...within(partsOf(step.value).map(([, node]) => node))] : [];
      const isMoved = nodes.some((node) => node.op === "param" && params.has(node.name));
      if (isMoved || stepsReadBy(step).some((read) => depending.has(read))) depending.add(name);
    }
    return (step) => depending.has(step);
  }
}

const keyOf = (step: string, part: Part): string => `${step} ${part}`;

const targetOf = ({ part, node }: Kept, column: Column, rest: Column | undefined): Target => ({
  kind: part === "holds" ? "flag" : part === "text" ? "text" : "whole",
  node,
  column,
  ...(rest && { rest }),
});
