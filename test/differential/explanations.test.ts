import { expect, test } from "vitest";
import { compareExplanations } from "./explanations.ts";

// `npm run check:explain` does 20,000.
test("json-rules-engine decides generated cases as the reference does", async () => {
  let explained = 0;
  for await (const { cases } of compareExplanations(600, 7)) explained = cases;
  expect(explained).toBeGreaterThanOrEqual(600);
});
