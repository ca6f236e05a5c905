import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { JobContext } from "../jobs/kind.ts";
import { isComplete, type StoredRun } from "../store/run-store.ts";
import { type ComputeRun, computeRun, giveUpComputing } from "./compute-run.ts";
import type { RunLine } from "./line.ts";
import { SmallCompany, TEXTS } from "./testing/small-company.ts";

let company: SmallCompany;
beforeEach(async () => {
  company = await SmallCompany.open();
  await company.openRun();
});
afterEach(() => company.close());

async function lines(run?: StoredRun): Promise<RunLine[]> {
  const { computation } = (run ?? (await company.run())).revision;
  return computation ? company.store.stores.runLines.page(computation.id, { limit: 100 }) : [];
}

/** All lines of a computation, seen or not. */
const staged = (computation: string): Promise<number> => company.store.stores.runLines.count(computation);

test("a run is for everyone employed in the month and everyone there are data of", async () => {
  await company.revise({ A3: "9", X9: "1" });
  const run = await company.compute();
  expect(
    (await lines()).map(({ agent, department, version, outcome, payout }) => [
      agent,
      department,
      version,
      outcome,
      payout,
    ]),
  ).toEqual([
    ["A1", "一部", "commission", "computed", 200_000],
    ["A2", "一部", "commission", "computed", 100_000],
    // Left in 2024, but there are data.
    ["A3", "一部", "commission", "computed", 9_000],
    ["B1", "二部", "flat", "computed", 700],
    ["C1", null, null, "no-scheme", null],
    // On no roster.
    ["X9", null, null, "no-scheme", null],
  ]);
  expect(run.revision).toMatchObject({
    number: 1,
    status: "computed",
    computation: {
      dataRevision: 3,
      firstMonth: "2025-02",
      lines: 6,
      withoutResult: 2,
      payout: 309_700,
      requestedBy: "editor",
    },
  });
  expect(run.revision).not.toHaveProperty("computing");
});

test("the version in force in the month pays", async () => {
  await company.write((stores) =>
    company.approve(stores, "flat-2", TEXTS.flat.replace("* 1 CNY", "* 3 CNY"), "2025-03"),
  );
  await company.write((stores) =>
    company.approve(stores, "flat-3", TEXTS.flat.replace("* 1 CNY", "* 9 CNY"), "2025-04"),
  );
  await company.compute();
  expect((await lines()).find(({ agent }) => agent === "B1")).toMatchObject({ version: "flat-2", payout: 2_100 });
});

test("computing again gives the same hashes, other data others", async () => {
  const first = await company.compute();
  const again = await company.compute();
  expect(again.revision.computation?.hash).toBe(first.revision.computation?.hash);
  expect(again.revision.computation?.id).not.toBe(first.revision.computation?.id);
  await company.revise({ A2: "51" }, "2025-02");
  const other = await company.compute();
  expect(other.revision.computation?.hash).not.toBe(first.revision.computation?.hash);
  // Those of earlier computations are gone: only a locked revision is kept.
  expect(await staged(first.revision.computation?.id ?? "")).toBe(0);
});

test("who computed, from which data and what it came to stands in the audit log", async () => {
  const { id, revision } = await company.compute();
  const [entry] = await company.store.stores.audit.list({ action: "run.computed", limit: 1 });
  expect(entry).toMatchObject({ actor: "editor", subject: id });
  expect(JSON.parse(entry?.details ?? "")).toEqual({
    revision: 1,
    dataRevision: 2,
    lines: 4,
    withoutResult: 1,
    payout: 300_700,
    hash: revision.computation?.hash,
  });
});

/** A context whose process dies at its so many-th write: before it, or after it was committed. */
function dying(computation: string, at: number, when: "before" | "after"): JobContext<ComputeRun> {
  let writes = 0;
  const context = company.context(computation);
  const fatal = async <T>(write: () => Promise<T>): Promise<T> => {
    writes += 1;
    if (writes === at && when === "before") throw new Error("killed");
    const result = await write();
    if (writes === at) throw new Error("killed");
    return result;
  };
  return {
    ...context,
    write: (work) => fatal(() => context.write(work)),
    quietly: (work) => fatal(() => context.quietly(work)),
  };
}

describe("a computation that is killed", () => {
  test.each(["before", "after"] as const)(
    "%s any of its writes shows all or nothing, and is gone on with",
    async (when) => {
      let deaths = 0;
      let expected: string | undefined;
      for (let at = 1; ; at += 1) {
        const before = await company.run();
        const id = await company.requestComputation();
        const hasDied = await computeRun(dying(id, at, when)).then(
          () => false,
          (error: Error) => error.message === "killed",
        );
        const after = await company.run();
        const found = await company.store.stores.runs.computation(id);
        if (after.revision.computation?.id === id) expect(await lines()).toHaveLength(4);
        else {
          expect(found && isComplete(found)).toBe(false);
          expect(after.revision.computation).toEqual(before.revision.computation);
        }
        await computeRun(company.context(id));
        const { computation } = (await company.run()).revision;
        expect(computation?.id).toBe(id);
        expected ??= computation?.hash;
        expect(computation?.hash).toBe(expected);
        expect(await lines()).toHaveLength(4);
        if (before.revision.computation) expect(await staged(before.revision.computation.id)).toBe(0);
        if (!hasDied) break;
        deaths += 1;
      }
      expect(deaths).toBeGreaterThan(3);
    },
  );

  test("or given up leaves nothing, and the run can be computed", async () => {
    // Its last write makes it complete.
    for (const at of [1, 2]) {
      const id = await company.requestComputation();
      await expect(computeRun(dying(id, at, "after"))).rejects.toThrow("killed");
      await giveUpComputing(company.context(id));
      await giveUpComputing(company.context(id));
      expect(await staged(id)).toBe(0);
      const { revision } = await company.run();
      expect([revision.status, revision.computing, revision.computation]).toEqual(["open", undefined, undefined]);
    }
    expect((await company.compute()).revision.status).toBe("computed");
  });
});

test("one that is told to leave off stops, and shows nothing", async () => {
  const id = await company.requestComputation();
  for (let steps = 0; steps < 3; steps += 1) {
    let left = steps;
    await computeRun(company.context(id, { cancelled: () => left-- <= 0 }));
    expect((await company.run()).revision.computation).toBeUndefined();
  }
  await computeRun(company.context(id));
  expect(await lines()).toHaveLength(4);
});

test("only what was asked for last is taken", async () => {
  const first = await company.requestComputation();
  const second = await company.requestComputation();
  await expect(computeRun(company.context(first))).rejects.toThrow(/computed again/);
  await computeRun(company.context(second));
  await giveUpComputing(company.context(first));
  expect((await company.run()).revision.computation?.id).toBe(second);
  expect(await lines()).toHaveLength(4);
});

test("nothing is taken by a run that was locked meanwhile", async () => {
  await company.compute();
  const id = await company.requestComputation();
  const locked = await company.lock();
  await expect(computeRun(company.context(id))).rejects.toThrow(/was locked/);
  await giveUpComputing(company.context(id));
  expect((await company.run()).revision).toEqual(locked.revision);
  expect(await lines()).toHaveLength(4);
});
