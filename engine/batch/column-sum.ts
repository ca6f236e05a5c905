/** Machine code that adds a column up: what a search reads of a result, again and again. */
import { END, FIRST, Frame } from "./frame.ts";
import type { Column, ColumnStore } from "./store.ts";
import { encodeModule } from "./wasm/encode.ts";
import { control, f64x2, i32, local, v128 } from "./wasm/instructions.ts";

export interface ColumnSum {
  readonly sum: number;
  /** How many rows were added. */
  readonly count: number;
}

const LANES = 2;
const BYTES = 16;

/** Rows of one call, so that the machine's better compiler takes over early. */
const CHUNK = 8_192;

/** @param causes only rows in which this is 0 are added; absent for all of them */
export function columnSum(store: ColumnStore, numbers: Column, causes: Column | undefined): () => ColumnSum {
  const results = store.settings(2 * LANES);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(encode(numbers, causes, results)), {
    env: { memory: store.memory },
  });
  const run = exports.run as (first: number, end: number) => void;
  return () => {
    let [sum, count] = [0, 0];
    const pairs = store.rows - (store.rows % LANES);
    const lanes = new Float64Array(store.memory.buffer, results, 2 * LANES);
    for (let first = 0; first < pairs; first += CHUNK) {
      run(first, Math.min(first + CHUNK, pairs));
      const [one = 0, other = 0, some = 0, more = 0] = lanes;
      sum += one + other;
      count += some + more;
    }
    if (pairs < store.rows && (causes === undefined || store.view(causes)[pairs] === 0)) {
      sum += store.view(numbers)[pairs] ?? 0;
      count += 1;
    }
    return { sum, count };
  };
}

function encode(numbers: Column, causes: Column | undefined, results: number): Uint8Array<ArrayBuffer> {
  const frame = new Frame();
  const [sums, counts] = [frame.newLocal(), frame.newLocal()];
  const counted = causes
    ? [...frame.load(causes), ...frame.constant(0), ...f64x2.equal]
    : [...frame.constant(0), ...frame.constant(0), ...f64x2.equal];
  const mask = frame.newLocal();
  const add = (value: number[], to: number) => [
    ...local.get(to),
    ...value,
    ...local.get(mask),
    ...v128.and,
    ...f64x2.add,
    ...local.set(to),
  ];
  const round = [...counted, ...local.set(mask), ...add(frame.load(numbers), sums), ...add(frame.constant(1), counts)];
  const body = [
    ...frame.before,
    ...control.loop,
    ...frame.addresses(),
    ...round,
    ...[...local.get(FIRST), ...i32.constant(LANES), ...i32.add, ...local.tee(FIRST)],
    ...[...local.get(END), ...i32.isBelow, ...control.again],
    ...control.end,
    ...[...i32.constant(0), ...local.get(sums), ...v128.store(results)],
    ...[...i32.constant(0), ...local.get(counts), ...v128.store(results + BYTES)],
  ];
  return encodeModule({ parameters: frame.parameters, locals: frame.locals, body });
}
