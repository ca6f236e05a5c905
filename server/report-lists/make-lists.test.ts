import { afterEach, beforeEach, expect, test } from "vitest";
import type { JobContext } from "../jobs/kind.ts";
import { SmallCompany } from "../runs/testing/small-company.ts";
import type { StoredRun } from "../store/run-store.ts";
import { type MakeReportLists, makeReportLists } from "./make-lists.ts";

let company: SmallCompany;
let run: StoredRun;
beforeEach(async () => {
  company = await SmallCompany.open();
  const text = `---
scheme: listed
title: listed
version: "1"
period: month
currency: CNY
---

## 一、规则

\`\`\`kpi
input 成单量
output 奖金 = round(成单量 * 3 CNY/单, 2)
每三单 = 成单量 / 3 单
report 奖金名单:
  奖金, 每三单, 成单量
report 半年名单 in first month of year:
  奖金
\`\`\`
`;
  await company.write(async (stores) => {
    await company.approve(stores, "listed", text);
    const assigned = { kind: "department", subject: "二部", from: "2024-01", scheme: "listed" } as const;
    await stores.assignments.put(assigned, "editor", company.store.now());
    await stores.agents.put(
      [{ agent: "B2", fromMonth: "2024-01", name: "白二", department: "二部" }],
      "editor",
      company.store.now(),
    );
  });
  await company.openRun();
  await company.compute();
  run = await company.lock();
});
afterEach(() => company.close());

const context = (changes: Partial<JobContext<MakeReportLists>> = {}): JobContext<MakeReportLists> => {
  const { payload: _, ...rest } = company.context("");
  return { ...rest, payload: { run: run.id, revision: run.revision.number }, ...changes };
};
const lists = () => company.store.stores.reportLists.list({ run: run.id, limit: 9 });
const fault = () => Promise.reject(new Error("the disk is full"));

test("a list has everyone whom its version pays, as it is printed, and says of who has no figures why", async () => {
  await makeReportLists.run(context());
  const [list, ...others] = await lists();
  if (!list) throw new Error("no list was made");
  expect([list.name, list.month, list.state, others]).toEqual(["奖金名单", "2025-03", "made", []]);
  expect(await company.store.stores.reportLists.rows(list.id, 0, 9)).toEqual([
    { agent: "B1", cells: ["21.00", "2.333333333333", "7"] },
    {
      agent: "B2",
      cells: [null, null, null],
      problem: { zh: "这个月没有数据", en: "there are no data of the month" },
    },
  ]);
});

test("interrupted anywhere and taken up again, it comes to the same list, once", async () => {
  for (let steps = 0; (await lists()).length === 0; steps += 1) {
    let left = steps;
    await makeReportLists.run(context({ cancelled: () => left-- <= 0 }));
    expect(steps).toBeLessThan(20);
  }
  const made = await lists();
  await makeReportLists.run(context());
  expect([await lists(), await company.store.stores.reportLists.count(made[0]?.id ?? "")]).toEqual([made, 2]);
});

test("a write that fails leaves nothing that anybody sees, and the next attempt makes the list", async () => {
  await expect(makeReportLists.run(context({ write: fault }))).rejects.toThrow("the disk is full");
  expect(await lists()).toEqual([]);
  await makeReportLists.run(context());
  const [list] = await lists();
  expect([list?.state, await company.store.stores.reportLists.count(list?.id ?? "")]).toEqual(["made", 2]);
});

test("given up, what was staged is removed, and what was made stays", async () => {
  await expect(makeReportLists.run(context({ write: fault }))).rejects.toThrow("the disk is full");
  await makeReportLists.giveUp?.(context());
  expect(await company.store.stores.reportLists.unfinished(run.id, 1)).toEqual([]);
  await makeReportLists.run(context());
  await makeReportLists.giveUp?.(context());
  expect(await lists()).toHaveLength(1);
});

test("of a run that was unlocked meanwhile no list is made", async () => {
  await company.write(({ runs }) => runs.unlock(run, "重算", "reviewer", company.store.now()));
  await expect(makeReportLists.run(context())).rejects.toThrow("not locked");
  expect(await lists()).toEqual([]);
});
