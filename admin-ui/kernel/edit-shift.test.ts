import fc from "fast-check";
import { expect, test } from "vitest";
import { shiftBetween } from "./edit-shift.ts";

const where = (text: string, part: string) => ({ start: text.indexOf(part), end: text.indexOf(part) + part.length });

test("a span goes along with what is written before it and takes in what is written into it", () => {
  const before = "a\nparam x = 20 人\ntable t\n| 1 |\n```\n";
  const after = "a\nparam x = 205 人\ntable t\n| 1 |\n```\n";
  const shift = shiftBetween(before, after);
  expect(shift(where(before, "20 人"))).toEqual(where(after, "205 人"));
  expect(shift(where(before, "table t\n| 1 |"))).toEqual(where(after, "table t\n| 1 |"));
  expect(shift(where(before, "param x"))).toEqual(where(after, "param x"));
});

test("what is written right behind a span is in it, what is written right before it is not", () => {
  expect(shiftBetween("ab", "a1b")({ start: 0, end: 1 })).toEqual({ start: 0, end: 2 });
  expect(shiftBetween("ab", "a1b")({ start: 1, end: 2 })).toEqual({ start: 2, end: 3 });
});

test("a span is gone with one of its ends", () => {
  expect(shiftBetween("one two three", "one three")({ start: 4, end: 7 })).toBeUndefined();
  expect(shiftBetween("abcdef", "abXf")({ start: 3, end: 4 })).toBeUndefined();
});

test("the same text has everything in its place", () => {
  expect(shiftBetween("abc", "abc")({ start: 1, end: 2 })).toEqual({ start: 1, end: 2 });
});

test("what lies outside the change is the same text there", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "\n"), maxLength: 12 });
  fc.assert(
    fc.property(text, text, text, text, (first, old, own, last) => {
      // Where the change begins and ends can be told: repeated text is taken for either of its places.
      const [head, tail] = [`${first}[`, `]${last}`];
      const shift = shiftBetween(head + old + tail, head + own + tail);
      const [start, end] = [head.length + old.length, head.length + old.length + tail.length];
      const where = shift({ start, end });
      expect(where && (head + own + tail).slice(where.start, where.end)).toBe(tail);
      expect(shift({ start: 0, end: head.length - 1 })).toEqual({ start: 0, end: head.length - 1 });
    }),
  );
});
