import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { Worker } from "node:worker_threads";
import { expect, test } from "vitest";
import { type Counts, compareBatches } from "./batch.ts";

/** A share of what `npm run check:batch` goes through. */
const AGENT_MONTHS = 3_000;
const FEW = 300;

test("a batch equals the reference on generated programs and populations", () => {
  const work = compareBatches(AGENT_MONTHS);
  let counts: Counts | undefined;
  let step = work.next();
  for (; !step.done; step = work.next()) counts = step.value;
  expect(step.value).toBeUndefined();
  // Both kinds of outcome occur, and machine code computed nearly all of it.
  expect(counts?.errors).toBeGreaterThan(1_000);
  expect(counts?.values).toBeGreaterThan(10_000);
  expect((counts?.beyond ?? 0) / (counts?.names ?? 1)).toBeLessThan(0.25);
});

test("it does so in a thread of its own", async () => {
  const worker = new Worker(new URL("worker.ts", import.meta.url), { workerData: FEW });
  const answer = await new Promise((resolve, reject) => worker.once("message", resolve).once("error", reject));
  expect(answer).toMatchObject({ fault: undefined, agentMonths: expect.any(Number) });
});

test("it does so where making code from texts is forbidden", async () => {
  const command = fileURLToPath(new URL("check-batch.ts", import.meta.url));
  const flags = ["--disallow-code-generation-from-strings", command, `${FEW}`];
  const { stdout } = await promisify(execFile)(process.execPath, flags);
  expect(stdout).toMatch(/\d+ values and \d+ errors equal/);
});
