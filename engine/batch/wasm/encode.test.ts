import { describe, expect, test } from "vitest";
import { encodeModule, float, signed, unsigned } from "./encode.ts";
import { i32, local } from "./instructions.ts";

test.each([
  [0, [0]],
  [127, [127]],
  [128, [128, 1]],
  [624_485, [0xe5, 0x8e, 0x26]],
  [4_294_967_295, [255, 255, 255, 255, 15]],
])("%d without a sign is %j", (value, bytes) => {
  expect(unsigned(value)).toEqual(bytes);
});

test.each([
  [0, [0]],
  [63, [63]],
  [64, [192, 0]],
  [128, [128, 1]],
])("%d where there is a sign is %j", (value, bytes) => {
  expect(signed(value)).toEqual(bytes);
});

test("a float is its eight bytes", () => {
  expect(float(1)).toEqual([0, 0, 0, 0, 0, 0, 0xf0, 0x3f]);
});

describe("a module", () => {
  const body = [...local.get(0), ...i32.constant(2), ...i32.add, ...local.set(2)];

  test("is valid, and runs", () => {
    const bytes = encodeModule({ parameters: ["i32", "f64"], locals: ["i32", "v128", "v128", "i32"], body });
    expect(WebAssembly.validate(bytes)).toBe(true);
    const memory = new WebAssembly.Memory({ initial: 1 });
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(bytes), { env: { memory } });
    expect((exports.run as (a: number, b: number) => unknown)(1, 2)).toBeUndefined();
  });

  test("that does what its types forbid is refused", () => {
    const bytes = encodeModule({
      parameters: ["f64"],
      locals: [],
      body: [...local.get(0), ...local.get(0), ...i32.add],
    });
    expect(WebAssembly.validate(bytes)).toBe(false);
  });
});
