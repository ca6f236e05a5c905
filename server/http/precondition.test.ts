import { expect, test } from "vitest";
import { etagOf, readIfMatch } from "./precondition.ts";

test.each([
  ['"3"', true],
  ['"2", "3"', true],
  ['W/"3"', true],
  ["*", true],
  ['"33"', false],
  ["3", false],
  ["", false],
])("If-Match: %s", (header, matches) => {
  expect(readIfMatch(header)(3)).toBe(matches);
});

test("the tag of a revision matches it and no other", () => {
  expect(readIfMatch(etagOf(7))(7)).toBe(true);
  expect(readIfMatch(etagOf(7))(8)).toBe(false);
});
