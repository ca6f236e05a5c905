/**
 * The machine code of one stage: a loop over rows, two at a time, in lanes of doubles; a truth is a
 * lane of ones or zeros. There are no branches: both sides of a choice are computed and one is taken.
 * What only params and constants decide is computed before the loop.
 */
import { type Node, operandsOf } from "../lower/nodes.ts";
import type { Flag, Text, Whole } from "../lower/whole.ts";
import { dividesPlainly, isWide } from "./exact.ts";
import { END, FIRST, Frame } from "./frame.ts";
import { type LoopOrder, type NodeKind, orderOf, type StepSource, usesOf } from "./loop-order.ts";
import { type Pair, Pairs } from "./pair.ts";
import type { Column } from "./store.ts";
import { encodeModule } from "./wasm/encode.ts";
import { control, f64x2, i32, local, v128 } from "./wasm/instructions.ts";

/** Where the loop finds what it does not compute. */
export interface Sources {
  readonly input: (metric: string, node: Whole | Flag | Text) => Column;
  readonly absences: (metric: string) => Column;
  readonly months: () => Column;
  readonly settings: (count: number) => number;
  /** Where what depends on nothing but the month has been computed; absent where it is computed here. */
  readonly ofMonth?: (node: Node, kind: NodeKind) => Column;
  /** Where a step has left a wide integer, the column of what the doubles of the first miss. */
  readonly rest: (node: Node & { op: "step" }) => Column | undefined;
  readonly step: StepSource;
  readonly codeOfText: (text: string) => number;
}

/** What is computed, and the column it goes to. */
export interface Target {
  readonly kind: NodeKind;
  readonly node: Node;
  readonly column: Column;
  /** Of a wide integer: of what the doubles of the first column miss. */
  readonly rest?: Column;
}

export interface RowLoop {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Their integers must stand at `settings` in this order. */
  readonly params: readonly string[];
  readonly settings: number;
}

export function rowLoop(targets: readonly Target[], sources: Sources): RowLoop {
  return new Assembler(targets, sources).assemble();
}

const LANES = 2;
const DOUBLE = 8;

class Assembler {
  readonly #targets: readonly Target[];
  readonly #sources: Sources;
  readonly #order: LoopOrder;
  readonly #uses: ReadonlyMap<Node, number>;
  readonly #frame: Frame;
  readonly #settings: number;
  readonly #kept = new Map<Node, number>();
  readonly #pairs = new Map<Node, Pair>();
  readonly #body: number[] = [];

  constructor(targets: readonly Target[], sources: Sources) {
    this.#targets = targets;
    this.#sources = sources;
    const nodes = targets.map(({ node }) => node);
    const order = orderOf(nodes, sources.step);
    this.#order = order;
    this.#uses = usesOf(nodes, order, (node) => sources.ofMonth !== undefined && order.monthly.has(node));
    this.#frame = new Frame();
    this.#settings = sources.settings(order.params.length);
  }

  assemble(): RowLoop {
    const { nodes, roots, params } = this.#order;
    const frame = this.#frame;
    const targets = Map.groupBy(this.#targets, ({ node }) => this.#order.resolved(node));
    for (const node of nodes) {
      if (roots.has(node) && this.#uses.has(node)) this.#emitRoot(node);
      for (const target of targets.get(node) ?? []) this.#store(target);
    }
    const body = [
      ...frame.before,
      ...control.loop,
      ...frame.addresses(),
      ...this.#body,
      ...[...local.get(FIRST), ...i32.constant(LANES), ...i32.add, ...local.tee(FIRST)],
      ...[...local.get(END), ...i32.isBelow, ...control.again],
      ...control.end,
    ];
    const bytes = encodeModule({ parameters: frame.parameters, locals: frame.locals, body });
    return { bytes, params, settings: this.#settings };
  }

  #emitRoot(node: Node): void {
    const emit = { whole: this.#whole, flag: this.#flag, text: this.#text }[this.#order.roots.get(node) ?? "whole"];
    emit(node as Whole & Flag & Text, this.#body);
    this.#body.push(...control.drop);
  }

  // ── nodes ──────────────────────────────────────────────────────────────────────────────────────

  /** Code that leaves the value of a node on the stack. */
  #value(reference: Node, compute: (node: Node, into: number[]) => void, into: number[]): void {
    const node = this.#order.resolved(reference);
    const known = this.#kept.get(node);
    if (known !== undefined) {
      into.push(...local.get(known));
      return;
    }
    if (this.#order.fixed.has(node) && into !== this.#frame.before) {
      const at = this.#frame.newLocal();
      compute(node, this.#frame.before);
      this.#frame.before.push(...local.set(at));
      this.#kept.set(node, at);
      into.push(...local.get(at));
      return;
    }
    compute(node, into);
    if ((this.#uses.get(node) ?? 0) < 2) return;
    const at = this.#frame.newLocal();
    this.#kept.set(node, at);
    into.push(...local.tee(at));
  }

  readonly #whole = (whole: Whole, into: number[]): void =>
    this.#value(
      whole,
      (node, code) => {
        const found = this.#order.monthly.has(node) ? this.#sources.ofMonth?.(node, "whole") : undefined;
        if (found) code.push(...this.#frame.load(found));
        else if (takesPairs(node)) code.push(...local.get(this.#pair(node as Whole, code).high));
        else this.#computeWhole(node as Whole, code);
      },
      into,
    );
  readonly #flag = (flag: Flag, into: number[]): void =>
    this.#value(
      flag,
      (node, code) => {
        const found = this.#order.monthly.has(node) ? this.#sources.ofMonth?.(node, "flag") : undefined;
        if (found) {
          code.push(...this.#frame.load(found));
          this.#compareWith(0, f64x2.notEqual, code);
        } else if (takesPairs(node)) this.#comparePairs(node as Comparison, code);
        else this.#computeFlag(node as Flag, code);
      },
      into,
    );
  readonly #text = (text: Text, into: number[]): void =>
    this.#value(text, (node, code) => this.#computeText(node as Text, code), into);

  // ── wide integers ──────────────────────────────────────────────────────────────────────────────

  /** Code that leaves an integer in locals. */
  #pair(reference: Whole, into: number[]): Pair {
    const node = this.#order.resolved(reference) as Whole;
    const known = this.#pairs.get(node);
    if (known) return known;
    const code = this.#order.fixed.has(node) ? this.#frame.before : into;
    const pairs = new Pairs(code, this.#frame);
    const { high, low } = this.#computePair(node, pairs, code);
    const pair = low !== undefined && isWide(node) ? { high, low } : { high };
    pairs.end(pair);
    this.#pairs.set(node, pair);
    return pair;
  }

  #computePair(node: Whole, pairs: Pairs, into: number[]): Pair {
    const keep = (code: readonly number[]): number => {
      const at = this.#frame.newLocal();
      into.push(...code, ...local.set(at));
      return at;
    };
    if (!takesPairs(node) && !isWide(node)) {
      this.#whole(node, into);
      return { high: keep([]) };
    }
    const of = (operand: Whole): Pair => this.#pair(operand, into);
    switch (node.op) {
      case "constant": {
        const high = Number(node.value);
        into.push(...this.#frame.constant(high));
        const first = keep([]);
        into.push(...this.#frame.constant(Number(node.value - BigInt(high))));
        return { high: first, low: keep([]) };
      }
      case "step": {
        const rest = this.#sources.rest(node);
        into.push(...this.#frame.load(this.#columnOf(node)));
        const high = keep([]);
        if (!rest) return { high };
        into.push(...this.#frame.load(rest));
        return { high, low: keep([]) };
      }
      case "add":
        return pairs.add(of(node.left), of(node.right));
      case "subtract":
        return pairs.add(of(node.left), pairs.negate(of(node.right)));
      case "multiply":
        return pairs.multiply(of(node.left), of(node.right));
      case "min":
      case "max": {
        const [left, right] = [of(node.left), of(node.right)];
        const [lesser, greater] = node.op === "min" ? [left, right] : [right, left];
        return pairs.choose(pairs.less(left, right), lesser, greater);
      }
      case "floor-divide":
        return pairs.floorDivide(of(node.left), of(node.right));
      case "negate":
        return pairs.negate(of(node.operand));
      case "absolute":
        return pairs.absolute(of(node.operand));
      case "choose": {
        const [then, otherwise] = [of(node.then), of(node.otherwise)];
        this.#flag(node.when, into);
        return pairs.choose(keep([]), then, otherwise);
      }
      case "input":
      case "param":
      case "month":
        this.#computeWhole(node, into);
        return { high: keep([]) };
    }
  }

  #comparePairs({ op, left, right }: Comparison, into: number[]): void {
    const [a, b] = [this.#pair(left, into), this.#pair(right, into)];
    const pairs = new Pairs(into, this.#frame);
    const holds = op === "equal" ? pairs.equal(a, b) : op === "less" ? pairs.less(a, b) : pairs.atMost(a, b);
    into.push(...local.get(holds));
    pairs.end();
  }

  // ── nodes ──────────────────────────────────────────────────────────────────────────────────────

  #computeWhole(node: Whole, into: number[]): void {
    switch (node.op) {
      case "constant":
        into.push(...this.#frame.constant(Number(node.value)));
        return;
      case "input":
        into.push(...this.#frame.load(this.#sources.input(node.metric, node)));
        return;
      case "param":
        into.push(
          ...i32.constant(0),
          ...v128.load64Splat(this.#settings + DOUBLE * this.#order.params.indexOf(node.name)),
        );
        return;
      case "month":
        into.push(...this.#frame.load(this.#sources.months()));
        return;
      case "step":
        into.push(...this.#frame.load(this.#columnOf(node)));
        return;
      case "add":
      case "subtract":
      case "multiply":
      case "min":
      case "max":
        this.#whole(node.left, into);
        this.#whole(node.right, into);
        into.push(...f64x2[node.op]);
        return;
      case "floor-divide":
        this.#floorDivide(node, into);
        return;
      case "negate":
        // 0 − x, because −x of 0 would be a negative zero.
        into.push(...this.#frame.constant(0));
        this.#whole(node.operand, into);
        into.push(...f64x2.subtract);
        return;
      case "absolute":
        this.#whole(node.operand, into);
        into.push(...f64x2.absolute);
        return;
      case "choose":
        this.#choose(node, into);
        return;
    }
  }

  /** By a power of two it is an exact multiplication. */
  #floorDivide({ left, right }: Whole & { op: "floor-divide" }, into: number[]): void {
    this.#whole(left, into);
    if (right.op === "constant" && (right.value & (right.value - 1n)) === 0n) {
      into.push(...this.#frame.constant(1 / Number(right.value)));
      into.push(...f64x2.multiply);
    } else {
      this.#whole(right, into);
      into.push(...f64x2.divide);
    }
    into.push(...f64x2.floor);
  }

  #choose({ when, then, otherwise }: Whole & { op: "choose" }, into: number[]): void {
    if (isZero(otherwise)) {
      this.#whole(then, into);
      this.#flag(when, into);
      into.push(...v128.and);
    } else if (isZero(then)) {
      this.#whole(otherwise, into);
      this.#flag(when, into);
      into.push(...v128.andNot);
    } else {
      this.#whole(then, into);
      this.#whole(otherwise, into);
      this.#flag(when, into);
      into.push(...v128.select);
    }
  }

  #computeFlag(node: Flag, into: number[]): void {
    switch (node.op) {
      case "constant":
        into.push(...this.#frame.constant(0));
        if (node.value) into.push(...v128.not);
        return;
      case "equal":
        this.#whole(node.left, into);
        this.#whole(node.right, into);
        into.push(...f64x2.equal);
        return;
      case "less":
        this.#whole(node.left, into);
        this.#whole(node.right, into);
        into.push(...f64x2.less);
        return;
      case "less-or-equal":
        this.#whole(node.left, into);
        this.#whole(node.right, into);
        into.push(...f64x2.atMost);
        return;
      case "and":
      case "or":
        this.#flag(node.left, into);
        this.#flag(node.right, into);
        into.push(...v128[node.op]);
        return;
      case "not":
        this.#flag(node.operand, into);
        into.push(...v128.not);
        return;
      case "input":
        into.push(...this.#frame.load(this.#sources.input(node.metric, node)));
        this.#compareWith(0, f64x2.notEqual, into);
        return;
      case "step":
        into.push(...this.#frame.load(this.#columnOf(node)));
        this.#compareWith(0, f64x2.notEqual, into);
        return;
      case "absent":
        into.push(...this.#frame.load(this.#sources.absences(node.metric)));
        this.#compareWith(0, f64x2.notEqual, into);
        return;
      case "invalid":
        into.push(...this.#frame.load(this.#sources.absences(node.metric)));
        this.#compareWith(2, f64x2.equal, into);
        return;
      case "same-text":
        this.#text(node.left, into);
        this.#text(node.right, into);
        into.push(...f64x2.equal);
        return;
    }
  }

  #compareWith(value: number, compare: readonly number[], into: number[]): void {
    into.push(...this.#frame.constant(value));
    into.push(...compare);
  }

  #computeText(node: Text, into: number[]): void {
    switch (node.op) {
      case "constant":
        into.push(...this.#frame.constant(this.#sources.codeOfText(node.value)));
        return;
      case "input":
        into.push(...this.#frame.load(this.#sources.input(node.metric, node)));
        return;
      case "step":
        into.push(...this.#frame.load(this.#columnOf(node)));
        return;
      case "choose":
        this.#text(node.then, into);
        this.#text(node.otherwise, into);
        this.#flag(node.when, into);
        into.push(...v128.select);
        return;
    }
  }

  #columnOf(node: Node & { op: "step" }): Column {
    const source = this.#sources.step(node);
    if ("address" in source) return source;
    throw new RangeError(`the step ${node.step} is to be computed here`);
  }

  #store({ kind, node, column, rest }: Target): void {
    const into = this.#body;
    if (rest) {
      const { high, low } = this.#pair(node as Whole, into);
      for (const [to, at] of [[column, high] as const, [rest, low] as const]) {
        const value = at === undefined ? this.#frame.constant(0) : local.get(at);
        into.push(...this.#frame.address(to.kind), ...value, ...this.#frame.store(to));
      }
      return;
    }
    into.push(...this.#frame.address(column.kind));
    if (kind === "whole") this.#whole(node as Whole, into);
    else if (kind === "text") this.#text(node as Text, into);
    else {
      // A truth is all ones: what is left of the number 1 is 1 or 0.
      into.push(...this.#frame.constant(1));
      this.#flag(node as Flag, into);
      into.push(...v128.and);
    }
    into.push(...this.#frame.store(column));
  }
}

type Comparison = Flag & { readonly op: "equal" | "less" | "less-or-equal" };

/** Whether the node is computed with pairs of doubles, though it may itself be a single one. */
function takesPairs(node: Node): boolean {
  switch (node.op) {
    case "floor-divide":
      return !dividesPlainly(node);
    case "add":
    case "subtract":
    case "multiply":
    case "min":
    case "max":
    case "negate":
    case "absolute":
    case "choose":
    case "equal":
    case "less":
    case "less-or-equal":
      return [node, ...operandsOf(node)].some((part) => "least" in part && isWide(part));
    default:
      return false;
  }
}

const isZero = (whole: Whole): boolean => whole.op === "constant" && whole.value === 0n;
