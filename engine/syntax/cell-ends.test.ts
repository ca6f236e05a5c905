import { expect, test } from "vitest";
import { describeEnds, readEnds } from "./cell-ends.ts";

test.each(["[60% .. 80%)", "(5 .. 10]", "< 60%", "<= 5 人", "> 最低", ">= 120%", "-"])(
  "%s is taken apart and put together as it was",
  (cell) => {
    const ends = readEnds(cell);
    expect(ends && describeEnds(ends.lower, ends.upper)).toBe(cell);
  },
);

test("typographic signs mean what they look like", () => {
  expect(readEnds("【60％ .. 80％）")).toEqual({
    lower: { text: "60％", included: true },
    upper: { text: "80％", included: false },
  });
  expect(readEnds("≥ 120%")).toEqual({ lower: { text: "120%", included: true } });
});

test.each(["20", "= 20", "!= 5", "5, 6", "外呼专员", "not 5", "[5 .. ", "5 .. 6", ""])(
  "%j is no single stretch with ends of its own",
  (cell) => expect(readEnds(cell)).toBeUndefined(),
);
