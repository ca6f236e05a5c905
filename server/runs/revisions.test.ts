import { Kysely, sql } from "kysely";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { StoredRevision } from "../store/run-store.ts";
import { type Adjustment, inForce } from "./adjustments.ts";
import { besideLines } from "./beside.ts";
import { lineDifference } from "./differences.ts";
import { permit } from "./permit.ts";
import { SmallCompany, TEXTS } from "./testing/small-company.ts";
import { verifyRun } from "./verify-run.ts";

let company: SmallCompany;
beforeEach(async () => {
  company = await SmallCompany.open();
  await company.openRun();
});
afterEach(() => company.close());

async function verified(number: number): Promise<unknown[]> {
  const run = await company.run();
  const revision = await company.store.stores.runs.revision(run.id, number);
  if (!revision?.computation) throw new Error("not computed");
  return verifyRun(company.store.stores, run, { ...revision, computation: revision.computation });
}

async function adjust(id: string, agent: string, amount: number, by = "editor"): Promise<void> {
  const run = await company.run();
  const added = { revision: run.revision.number, by, at: company.store.now() };
  await company.write(async ({ adjustments, runs }) => {
    await adjustments.add(run.id, { id, agent, amount, reason: "补发", added });
    await runs.adjusted(run, run.revision.status);
  });
}

async function takeBack(id: string, by = "editor"): Promise<void> {
  const { revision } = await company.run();
  const takenBack = { revision: revision.number, by, at: company.store.now(), reason: "重复" };
  await company.write(({ adjustments }) => adjustments.takeBack(id, takenBack));
}

const unlock = async (): Promise<void> => {
  const run = await company.run();
  await company.write(({ runs }) => runs.unlock(run, "漏了二月的数据", "reviewer", company.store.now()));
};

const publish = async (): Promise<void> => {
  const run = await company.run();
  await company.write(({ runs }) => runs.publish(run, "approver", company.store.now()));
};

/** What a program with a mistake in it, or somebody with a database tool, tries. */
async function tampering(statement: string): Promise<void> {
  const db = new Kysely<unknown>({ dialect: company.database.connect().dialect });
  try {
    await sql.raw(statement).execute(db);
  } finally {
    await db.destroy();
  }
}

test("unlocking begins a revision and keeps the one before as it was locked", async () => {
  await company.compute();
  const locked = await company.lock();
  await unlock();
  await company.revise({ A2: "51" }, "2025-02");
  await company.compute();

  const run = await company.run();
  const [first, second] = await company.store.stores.runs.revisions(run.id);
  expect(first).toEqual({ ...locked.revision, status: "replaced" });
  expect(second).toMatchObject({ number: 2, status: "computed", reason: "漏了二月的数据", begunBy: "reviewer" });
  expect(await differences(first, second)).toEqual([
    { agent: "A2", outputs: [{ name: "提成", before: "1000", after: "1010" }], payouts: [100_000, 101_000] },
  ]);
  expect([await verified(1), await verified(2)]).toEqual([[], []]);
});

async function differences(one: StoredRevision | undefined, other: StoredRevision | undefined) {
  const { runLines } = company.store.stores;
  const [before, after] = [one?.computation?.id ?? "", other?.computation?.id ?? ""];
  const found = [];
  for (const agent of await runLines.differing(before, after, undefined, 10)) {
    const [was, is] = [await runLines.find(before, agent), await runLines.find(after, agent)];
    const { outputs } = lineDifference(agent, was, is);
    found.push({ agent, outputs, payouts: [was?.payout, is?.payout] });
  }
  return found;
}

test("agents who come or go are differences, page by page", async () => {
  await company.revise({ X1: "1", X2: "2" });
  const first = await company.compute();
  await company.lock();
  await unlock();
  await company.revise({ X3: "3" });
  await company.write((stores) =>
    stores.assignments.put({ kind: "agent", subject: "X2", from: "2025-03", scheme: "flat" }, "editor", ""),
  );
  const second = await company.compute();
  const { runLines } = company.store.stores;
  const [one, other] = [first.revision.computation?.id ?? "", second.revision.computation?.id ?? ""];
  expect(await runLines.differing(one, other, undefined, 10)).toEqual(["X2", "X3"]);
  expect(await runLines.differing(one, other, undefined, 1)).toEqual(["X2"]);
  expect(await runLines.differing(other, one, "X2", 10)).toEqual(["X3"]);
  expect(lineDifference("X3", undefined, await runLines.find(other, "X3"))).toMatchObject({
    agent: "X3",
    after: { outcome: "no-scheme" },
    outputs: [],
  });
});

describe("adjustments", () => {
  test("survive computing again and unlocking, each revision with those of its time", async () => {
    await adjust("one", "A1", 500);
    await adjust("two", "A1", -200);
    await company.compute();
    await company.compute();
    await company.lock();
    await unlock();
    await takeBack("two");
    await adjust("three", "B1", 1);
    const run = await company.run();
    const sums = async (revision: number) => [...(await besideLines(company.store.stores, run, revision)).adjustments];
    expect(await sums(1)).toEqual([["A1", 300]]);
    expect(await sums(2)).toEqual([
      ["A1", 500],
      ["B1", 1],
    ]);
    expect(await verified(1)).toEqual([]);
  });

  test("one that is taken back in the revision it was made in counts in none", () => {
    const at = { by: "u", at: "" };
    const adjustment: Adjustment = {
      id: "a",
      agent: "A1",
      amount: 1,
      reason: "",
      added: { revision: 2, ...at },
      takenBack: { revision: 2, ...at, reason: "" },
    };
    expect([1, 2, 3].map((revision) => inForce([adjustment], revision).length)).toEqual([0, 0, 0]);
  });
});

describe("a second person", () => {
  const mayLock = async (user: string) => {
    const run = await company.run();
    await company.write(({ runs }) => runs.review(run, 1, "other", company.store.now()));
    return permit(company.store.stores, await company.run(), "lock", user);
  };

  test("is who neither computed nor adjusted, in any revision", async () => {
    await adjust("one", "A1", 500, "adjuster");
    await adjust("two", "A1", 500, "editor");
    await takeBack("two", "taker");
    await company.compute();
    for (const involved of ["editor", "adjuster", "taker"])
      expect(await mayLock(involved)).toEqual({ refusal: "same-person" });
    expect(await mayLock("reviewer")).toEqual({ status: "locked" });
  });

  test("neither reviews nor locks what its data have left behind", async () => {
    const run = await company.compute();
    await company.revise({ A1: "100" }, "2025-01");
    expect(await permit(company.store.stores, run, "review", "reviewer")).toEqual({ status: "reviewed" });
    await company.revise({ A1: "101" }, "2025-02");
    expect(await permit(company.store.stores, run, "review", "reviewer")).toEqual({ refusal: "outdated" });
    expect(await mayLock("reviewer")).toEqual({ refusal: "outdated" });
    await company.compute();
    await company.revise({ A1: "1" }, "2025-04");
    expect(await mayLock("reviewer")).toEqual({ status: "locked" });
  });
});

describe("the database itself refuses", () => {
  const LINES = [
    "update run_lines set payout = 1 where agent = 'A1'",
    "update run_lines set hash = hash",
    "delete from run_lines where agent = 'A1'",
    "insert into run_lines select computation, 'Z', department, version, outcome, inputs, outputs, payout, errors, hash from run_lines where agent = 'A1'",
  ];
  const ALWAYS = [
    ...LINES,
    "delete from runs",
    "update runs set month = '2025-04'",
    "delete from run_revisions",
    "delete from run_computations",
    "update run_computations set payout = 1",
    "delete from run_adjustments",
    "update run_adjustments set amount = 1",
    "update run_adjustments set taken_back_in = 1",
    "insert into run_adjustments select 'other', run, agent, amount, reason, added_in, added_by, added_at, null, null, null, null from run_adjustments",
    "update run_revisions set seal = 'x' where number = 1",
    "update run_revisions set computation = null where number = 1",
    "update run_revisions set status = 'open' where number = 1",
    "update run_revisions set status = 'computed' where number = 1",
  ];

  async function refusesAll(statements: readonly string[]): Promise<void> {
    for (const statement of statements) await expect(tampering(statement), statement).rejects.toThrow();
    expect(await verified(1)).toEqual([]);
  }

  beforeEach(async () => {
    await adjust("one", "A1", 500);
    await company.compute();
    await company.lock();
  });

  test("to change a locked run", () => refusesAll(ALWAYS));

  test("to change a published run", async () => {
    await publish();
    const statements = ["update run_revisions set status = 'replaced'", "update run_revisions set published_at = ''"];
    await refusesAll([...ALWAYS, ...statements]);
  });

  test("to change a revision that was replaced", async () => {
    await unlock();
    await refusesAll([...LINES, "update run_revisions set status = 'locked' where number = 1"]);
  });
});

describe("verification", () => {
  /** As if somebody had taken the triggers away. */
  async function withoutTriggers(table: string, triggers: readonly string[], statement: string): Promise<void> {
    const on = company.store.kind === "postgres" ? ` on ${table}` : "";
    for (const trigger of triggers) await tampering(`drop trigger ${table}_no_${trigger}${on}`);
    await tampering(statement);
  }

  beforeEach(async () => {
    await adjust("one", "A1", 500);
    await company.compute();
    await company.lock();
  });

  test("holds, and holds after data, versions and assignments have moved on", async () => {
    expect(await verified(1)).toEqual([]);
    await company.revise({ A1: "7", B1: "8" });
    await company.revise({ A1: "9" }, "2025-02");
    await company.write(async (stores) => {
      await company.approve(stores, "flat-2", TEXTS.flat.replace("* 1 CNY", "* 3 CNY"), "2025-03");
      await stores.assignments.put({ kind: "department", subject: "一部", from: "2024-01", scheme: "flat" }, "u", "");
      await stores.agents.put([{ agent: "A1", fromMonth: "2024-01", name: "安一", department: "二部" }], "u", "");
    });
    expect(await verified(1)).toEqual([]);
  });

  test.each([
    ["payout", "update run_lines set payout = 1 where agent = 'A1'"],
    ["outcome", "update run_lines set outcome = 'error' where agent = 'A1'"],
    ["department", "update run_lines set department = '二部' where agent = 'A1'"],
  ])("finds a line whose %s was changed", async (_, statement) => {
    await withoutTriggers("run_lines", ["update"], statement);
    expect(await verified(1)).toContainEqual({ kind: "line-changed", agent: "A1" });
  });

  test("finds a line that was taken away", async () => {
    await withoutTriggers("run_lines", ["delete"], "delete from run_lines where agent = 'B1'");
    expect(await verified(1)).toContainEqual({ kind: "hash" });
  });

  test("finds a line and its hash that were changed together", async () => {
    const line = await company.store.stores.runLines.find((await company.run()).revision.computation?.id ?? "", "A1");
    await withoutTriggers(
      "run_lines",
      ["update"],
      `update run_lines set payout = 200001, hash = '${line?.hash.replace(/^./, "x")}' where agent = 'A1'`,
    );
    expect(await verified(1)).toEqual(
      expect.arrayContaining([{ kind: "line-differs", agent: "A1" }, { kind: "hash" }]),
    );
  });

  test("finds data that were changed in the revision it was computed from", async () => {
    await withoutTriggers(
      "agent_months",
      ["update_of_data_set"],
      `update agent_months set cells = '["101"]' where month = '2025-02' and agent = 'A1'`,
    );
    expect(await verified(1)).toEqual([{ kind: "line-differs", agent: "A1" }, { kind: "hash" }]);
  });

  test("finds an adjustment that was changed", async () => {
    const triggers = ["update", "update_of_id"];
    await withoutTriggers("run_adjustments", triggers, "update run_adjustments set amount = 501");
    expect(await verified(1)).toEqual([{ kind: "seal" }]);
  });

  test("finds a version whose text was exchanged", async () => {
    const statement = `update versions set hash = '${"f".repeat(64)}' where id = 'flat'`;
    await withoutTriggers("versions", ["update_of_text"], statement);
    expect(await verified(1)).toContainEqual({ kind: "version-changed", version: "flat" });
  });
});
