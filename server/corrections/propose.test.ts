import { afterEach, beforeEach, expect, test } from "vitest";
import type { JobContext } from "../jobs/kind.ts";
import { MONTH, SmallCompany } from "../runs/testing/small-company.ts";
import { type ProposeCorrections, proposeCorrections } from "./propose.ts";

let company: SmallCompany;
beforeEach(async () => {
  company = await SmallCompany.open();
  const run = await company.openRun();
  await company.compute();
  const locked = await company.lock();
  await company.write(({ runs }) => runs.publish(locked, "approver", company.store.now()));
  await company.write(async ({ corrections }) => {
    const pinned = { dataRevision: 3, lastMonth: MONTH, appliedBefore: 0 };
    const made = { reason: "更正", madeBy: "editor", madeAt: company.store.now() };
    await corrections.begin({ id: ID, dataSet: run.dataSet, ...pinned, ...made });
  });
  // The third revision: pay is ten yuan an order of two months, so February's orders are paid in March too.
  await company.revise({ A1: "90", A2: "53" }, "2025-02");
});
afterEach(() => company.close());

const ID = "proposal";

const context = (changes: Partial<JobContext<ProposeCorrections>> = {}): JobContext<ProposeCorrections> => {
  const { payload: _, ...rest } = company.context("");
  return { ...rest, payload: { proposal: ID }, ...changes };
};
const proposal = () => company.store.stores.corrections.find(ID);
const lines = async () =>
  (await company.store.stores.corrections.lines(ID, 0, 99)).map(({ closedMonth, agent, paid, owed }) => [
    closedMonth,
    agent,
    paid,
    owed,
  ]);

const EXPECTED = [
  [MONTH, "A1", 200_000, 190_000],
  [MONTH, "A2", 100_000, 103_000],
];

test("a change of February reaches March through a window, and only who it reaches is listed", async () => {
  await proposeCorrections.run(context());
  expect((await proposal())?.state).toBe("proposed");
  expect(await lines()).toEqual(EXPECTED);
});

test("interrupted anywhere and taken up again, it comes to the same, and nobody sees half of it", async () => {
  for (let steps = 0; (await proposal())?.state === "computing"; steps += 1) {
    let left = steps;
    await proposeCorrections.run(context({ cancelled: () => left-- <= 0 }));
    expect(steps).toBeLessThan(50);
  }
  expect(await lines()).toEqual(EXPECTED);
  expect((await company.store.stores.corrections.sums(ID)).lines).toBe(2);
});

test("a write that fails leaves what the next attempt removes", async () => {
  let writes = 0;
  const failing = context({
    write: () => Promise.reject(new Error("the disk is full")),
    quietly: (work) => {
      writes += 1;
      return company.store.quietly(work);
    },
  });
  await expect(proposeCorrections.run(failing)).rejects.toThrow("the disk is full");
  expect([writes > 0, (await proposal())?.state]).toEqual([true, "computing"]);
  await proposeCorrections.run(context());
  expect(await lines()).toEqual(EXPECTED);
});

test("given up, nothing of it stays behind; what is proposed already stays", async () => {
  await expect(
    proposeCorrections.run(context({ write: () => Promise.reject(new Error("the disk is full")) })),
  ).rejects.toThrow();
  await proposeCorrections.giveUp?.(context());
  expect([await proposal(), await lines()]).toEqual([undefined, []]);
  await proposeCorrections.giveUp?.(context());
});

test("done twice, it is done once", async () => {
  await proposeCorrections.run(context());
  const head = await company.store.stores.audit.head();
  await proposeCorrections.run(context());
  await proposeCorrections.giveUp?.(context());
  expect([await lines(), await company.store.stores.audit.head()]).toEqual([EXPECTED, head]);
});
