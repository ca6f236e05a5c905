import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Columns, MetricColumn } from "../columns/columns.ts";
import { catalogue } from "../explain/testing/scheme.ts";
import { floorDivide, larger, magnitude, smaller } from "../lower/bounds.ts";
import { Graph } from "../lower/graph.ts";
import { within } from "../lower/nodes.ts";
import type { Bounds, Flag, Whole } from "../lower/whole.ts";
import { storeOf } from "./column-store.ts";
import { isExact, isWide } from "./exact.ts";
import { rowLoop, type Target } from "./row-loop.ts";

/** An integer of each row, within bounds that it reaches. */
interface Given {
  readonly name: string;
  readonly bounds: Required<Bounds>;
  readonly values: readonly bigint[];
}

const ROWS = 5;
const SIZES = [1n, 100n, 255n, 32_767n, 40_000n, 2n ** 31n - 1n, 2n ** 40n, 2n ** 52n, 2n ** 53n - 1n];

const given = (name: string): fc.Arbitrary<Given> =>
  fc.tuple(fc.constantFrom(...SIZES), fc.boolean()).chain(([size, isSigned]) => {
    const bounds = { least: isSigned ? -size : 0n, greatest: size };
    const edge = fc.constantFrom(bounds.least, bounds.greatest, 0n, size - 1n, size / 2n);
    const value = fc.oneof(edge, fc.bigInt({ min: bounds.least, max: bounds.greatest }));
    return fc.array(value, { minLength: ROWS, maxLength: ROWS }).map((values) => ({ name, bounds, values }));
  });

/** What is done to integers that are at hand already, by their places. */
type Deed = readonly [op: string, left: number, right: number, other: number];
const OPS = ["add", "subtract", "multiply", "min", "max", "negate", "absolute", "divide", "choose", "scale"] as const;
const deeds = fc.array(fc.tuple(fc.constantFrom(...OPS), fc.nat(99), fc.nat(99), fc.nat(99)), {
  minLength: 1,
  maxLength: 14,
});

function build(graph: Graph, inputs: readonly Given[], todo: readonly Deed[]): Whole[] {
  const known: Whole[] = inputs.map(({ name, bounds }) => graph.input(name, bounds));
  const pick = (at: number): Whole => known[at % known.length] ?? graph.zero;
  for (const [op, left, right, other] of todo) {
    const [a, b, c] = [pick(left), pick(right), pick(other)];
    const made = ((): Whole => {
      switch (op) {
        case "add":
          return graph.add(a, b);
        case "subtract":
          return graph.subtract(a, b);
        case "multiply":
          return graph.multiply(a, b);
        case "min":
          return graph.min(a, b);
        case "max":
          return graph.max(a, b);
        case "negate":
          return graph.negate(a);
        case "absolute":
          return graph.absolute(a);
        case "divide":
          return graph.floorDivide(a, graph.max(graph.absolute(b), graph.one));
        case "choose":
          return graph.choose(other % 2 === 0 ? graph.less(a, b) : graph.equal(a, b), a, c);
        default:
          return graph.times(a, BigInt(right) * 10n ** BigInt(other % 9));
      }
    })();
    if (isExact(made)) known.push(made);
  }
  return known;
}

function integerIn(node: Whole, row: number, inputs: readonly Given[]): bigint {
  const of = (part: Whole): bigint => integerIn(part, row, inputs);
  switch (node.op) {
    case "constant":
      return node.value;
    case "input":
      return inputs.find(({ name }) => name === node.metric)?.values[row] ?? 0n;
    case "add":
      return of(node.left) + of(node.right);
    case "subtract":
      return of(node.left) - of(node.right);
    case "multiply":
      return of(node.left) * of(node.right);
    case "min":
      return smaller(of(node.left), of(node.right));
    case "max":
      return larger(of(node.left), of(node.right));
    case "negate":
      return -of(node.operand);
    case "absolute":
      return magnitude(of(node.operand));
    case "floor-divide":
      return floorDivide(of(node.left), of(node.right));
    case "choose":
      return holds(node.when, row, inputs) ? of(node.then) : of(node.otherwise);
    default:
      throw new RangeError(`${node.op} is not made here`);
  }
}

function holds(flag: Flag, row: number, inputs: readonly Given[]): boolean {
  const of = (part: Whole): bigint => integerIn(part, row, inputs);
  switch (flag.op) {
    case "constant":
      return flag.value;
    case "equal":
      return of(flag.left) === of(flag.right);
    case "less":
      return of(flag.left) < of(flag.right);
    case "less-or-equal":
      return of(flag.left) <= of(flag.right);
    case "not":
      return !holds(flag.operand, row, inputs);
    default:
      throw new RangeError(`${flag.op} is not made here`);
  }
}

const [template] = [...catalogue.metrics.values()].filter(({ type }) => type.kind === "number");

function columnsOf(inputs: readonly Given[]): Columns {
  if (!template) throw new RangeError("the catalogue has no number");
  const metrics = inputs.map(({ name, values, bounds }): [string, MetricColumn] => [
    name,
    {
      kind: "number",
      metric: template,
      places: 0,
      values: Float64Array.from(values, Number),
      absent: undefined,
      aside: new Map(),
      least: Number(bounds.least),
      greatest: Number(bounds.greatest),
    },
  ]);
  const rows = Int32Array.from({ length: ROWS }, (_, row) => row);
  return {
    length: ROWS,
    agents: ["a"],
    agent: new Int32Array(ROWS),
    month: rows.map((row) => 24_300 + row),
    starts: Int32Array.of(0, ROWS),
    source: rows,
    repeated: new Set(),
    texts: [],
    metrics: new Map(metrics),
  };
}

/** What machine code leaves of the nodes, row by row. */
function run(nodes: readonly Whole[], inputs: readonly Given[]): bigint[][] {
  const store = storeOf(columnsOf(inputs));
  const targets = nodes.map((node, at): Target & { kind: "whole" } => ({
    kind: "whole",
    node,
    column: store.column(`high ${at}`, "f64"),
    ...(isWide(node) && { rest: store.column(`low ${at}`, "f64") }),
  }));
  const nothing = (): never => {
    throw new RangeError("there are no steps and texts here");
  };
  const { bytes } = rowLoop(targets, {
    input: (metric, node) => store.input(metric, node as Bounds),
    absences: store.absences,
    months: store.months,
    settings: store.settings,
    step: nothing,
    rest: nothing,
    codeOfText: nothing,
  });
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory: store.memory } });
  (exports.run as (first: number, end: number) => void)(0, ROWS);
  return targets.map(({ column, rest }) =>
    Array.from({ length: ROWS }, (_, row) => {
      const [high, low] = [store.view(column)[row] ?? 0, rest ? (store.view(rest)[row] ?? 0) : 0];
      expect(Object.is(high, -0)).toBe(false);
      return BigInt(high) + BigInt(low);
    }),
  );
}

describe("machine code computes integers exactly", () => {
  const cases = fc.tuple(fc.tuple(given("a"), given("b"), given("c")), deeds);

  test("whatever is done with them, up to 2^104", () => {
    let wide = 0;
    fc.assert(
      fc.property(cases, ([inputs, todo]) => {
        const nodes = build(new Graph(), inputs, todo);
        wide += [...within(nodes)].filter((node) => "least" in node && isWide(node)).length;
        const expected = nodes.map((node) => Array.from({ length: ROWS }, (_, row) => integerIn(node, row, inputs)));
        expect(run(nodes, inputs)).toEqual(expected);
      }),
      { numRuns: 400 },
    );
    expect(wide).toBeGreaterThan(100);
  });
});
