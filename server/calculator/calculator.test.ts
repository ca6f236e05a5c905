import { readFileSync } from "node:fs";
import { afterEach, expect, test } from "vitest";
import { read } from "../schemes/reading.ts";
import { Calculator, type CalculatorOptions } from "./calculator.ts";

const SPINNING = new URL("./testing/worker.ts", import.meta.url);
const FOREVER = "1000000000";
const rulesets = new URL("../../rulesets/", import.meta.url);
const library = { catalogue: readFileSync(new URL("metrics.kpi.md", rulesets), "utf8"), institutions: [] };

let open: Calculator | undefined;
afterEach(() => open?.close());

function calculator(options?: CalculatorOptions): Calculator {
  open = new Calculator(options);
  return open;
}

test("a thread reads a text as this one does", async () => {
  const source = { text: readFileSync(new URL("sales-scorecard/as-written.kpi.md", rulesets), "utf8"), library };
  const reading = await calculator().run("read", source);
  expect(reading).toEqual(read(source));
  expect(reading.findings.errors).toBeGreaterThan(0);
});

test("a calculation that takes too long is ended, and the next one is done", async () => {
  const spinning = calculator({ patience: 1_500, worker: SPINNING });
  await expect(spinning.run("read", { text: FOREVER, library })).rejects.toMatchObject({ why: "too-long", seconds: 2 });
  expect(await spinning.run("read", { text: "1", library })).toBe("1");
});

test("what would wait too far behind is refused, and this thread answers meanwhile", async () => {
  const spinning = calculator({ queue: 3, patience: 5_000, worker: SPINNING });
  const asked = Array.from({ length: 20 }, () => spinning.run("read", { text: "50", library }));
  let ticks = 0;
  const ticking = setInterval(() => ticks++, 5);
  const outcomes = await Promise.allSettled(asked);
  clearInterval(ticking);
  const refused = outcomes.filter(({ status }) => status === "rejected");
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every((each) => "reason" in each && each.reason.why === "busy")).toBe(true);
  expect(outcomes.length - refused.length).toBeGreaterThanOrEqual(3);
  expect(ticks).toBeGreaterThan(1);
});
