/** The instructions that kernels are made of; see the WebAssembly specification, "Vector Instructions". */
import { float, signed, unsigned } from "./encode.ts";

const SIMD = 0xfd;
const vector = (code: number): number[] => [SIMD, ...unsigned(code)];
/** A load or store at the address on the stack plus an offset; no alignment is promised. */
const access = (code: number) => (offset: number) => [...vector(code), 0, ...unsigned(offset)];
const accessLane = (code: number) => (offset: number, lane: number) => [...access(code)(offset), lane];

export const control = {
  loop: [0x03, 0x40],
  end: [0x0b],
  drop: [0x1a],
  /** Back to the start of the innermost loop, where the stack's top is not 0. */
  again: [0x0d, 0x00],
};

export const local = {
  get: (index: number) => [0x20, ...unsigned(index)],
  set: (index: number) => [0x21, ...unsigned(index)],
  tee: (index: number) => [0x22, ...unsigned(index)],
};

export const i32 = {
  constant: (value: number) => [0x41, ...signed(value)],
  add: [0x6a],
  shiftLeft: [0x74],
  isBelow: [0x49],
};

/** All lanes of the vector together. */
export const v128 = {
  load: access(0x00),
  load16Splat: access(0x08),
  load64Splat: access(0x0a),
  store: access(0x0b),
  load32Zero: access(0x5c),
  load64Zero: access(0x5d),
  store16Lane: accessLane(0x59),
  store32Lane: accessLane(0x5a),
  store64Lane: accessLane(0x5b),
  shuffle: (lanes: readonly number[]) => [...vector(0x0d), ...lanes],
  not: vector(0x4d),
  and: vector(0x4e),
  andNot: vector(0x4f),
  or: vector(0x50),
  select: vector(0x52),
  extendBytes: vector(0x89),
  extendShorts: vector(0xa7),
  narrowToShorts: vector(0x85),
};

/** Two floats. */
export const f64x2 = {
  constant: (value: number) => [...vector(0x0c), ...float(value), ...float(value)],
  equal: vector(0x47),
  notEqual: vector(0x48),
  less: vector(0x49),
  atMost: vector(0x4b),
  floor: vector(0x75),
  absolute: vector(0xec),
  add: vector(0xf0),
  subtract: vector(0xf1),
  multiply: vector(0xf2),
  divide: vector(0xf3),
  min: vector(0xf6),
  max: vector(0xf7),
  toInt32: vector(0xfc),
  fromInt32: vector(0xfe),
};
