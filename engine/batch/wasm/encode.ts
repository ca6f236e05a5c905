/**
 * A WebAssembly module as bytes: one function that works on an imported memory. Nothing is compiled
 * from text, so that it also runs where a page's policy forbids `eval`.
 */

const TYPE = { i32: 0x7f, f64: 0x7c, v128: 0x7b } as const;
export type ValueType = keyof typeof TYPE;

const MAGIC = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const SECTION = { type: 1, import: 2, function: 3, export: 7, code: 10 } as const;
const FUNCTION_TYPE = 0x60;
const EXTERNAL = { function: 0, memory: 2 } as const;
const END = 0x0b;

export interface FunctionCode {
  readonly parameters: readonly ValueType[];
  /** Numbered on from the parameters. */
  readonly locals: readonly ValueType[];
  /** Without the closing `end`. */
  readonly body: readonly number[];
}

/** The module imports `env.memory` and exports the function as `run`; it gives nothing back. */
export function encodeModule({ parameters, locals, body }: FunctionCode): Uint8Array<ArrayBuffer> {
  const code = [...vector(runsOf(locals).map(([count, type]) => [...unsigned(count), TYPE[type]])), ...body, END];
  return Uint8Array.from([
    ...MAGIC,
    ...section(SECTION.type, [[FUNCTION_TYPE, ...vector(parameters.map((type) => [TYPE[type]])), 0]]),
    ...section(SECTION.import, [[...name("env"), ...name("memory"), EXTERNAL.memory, 0, 0]]),
    ...section(SECTION.function, [[0]]),
    ...section(SECTION.export, [[...name("run"), EXTERNAL.function, 0]]),
    ...section(SECTION.code, [[...unsigned(code.length), ...code]]),
  ]);
}

function section(id: number, entries: readonly (readonly number[])[]): number[] {
  const content = vector(entries);
  return [id, ...unsigned(content.length), ...content];
}

const vector = (entries: readonly (readonly number[])[]): number[] => [...unsigned(entries.length), ...entries.flat()];

const name = (text: string): number[] => vector([...new TextEncoder().encode(text)].map((byte) => [byte]));

/** How many of a type follow one another. */
function runsOf(locals: readonly ValueType[]): [number, ValueType][] {
  const runs: [number, ValueType][] = [];
  for (const type of locals) {
    const last = runs.at(-1);
    if (last?.[1] === type) last[0] += 1;
    else runs.push([1, type]);
  }
  return runs;
}

/** LEB128. */
export function unsigned(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  do {
    const low = rest % 128;
    rest = Math.floor(rest / 128);
    bytes.push(rest === 0 ? low : low + 128);
  } while (rest !== 0);
  return bytes;
}

/** LEB128 of a small number that is not negative, where the format has a sign. */
export function signed(value: number): number[] {
  const bytes = unsigned(value);
  const last = bytes.at(-1) ?? 0;
  return last < 64 ? bytes : [...bytes.slice(0, -1), last + 128, 0];
}

export function float(value: number): number[] {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value, true);
  return [...bytes];
}
