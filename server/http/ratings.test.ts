import { afterEach, beforeEach, expect, test } from "vitest";
import { RealApp } from "../testing/real-app.ts";
import { refusal, runMonth, sampleDataSet } from "../testing/run-months.ts";
import type { DataRevisionList, RatingHistory, RatingList } from "./schemas/data-sets.ts";

const MONTH = "2026-01";
/** Reports to M001, whom the superior's account is; D1120 reports to another. */
const [REPORT, OTHER] = ["D1001", "D1120"];

let app: RealApp;
let at: string;
beforeEach(async () => {
  app = await RealApp.open();
  at = `/api/datasets/${await sampleDataSet(app)}/ratings`;
});
afterEach(() => app.close());

interface Given {
  readonly agent?: string;
  readonly metric?: string;
  readonly value?: string | null;
}
const rate = (ratings: readonly Given[], month = MONTH) =>
  app.post(
    at,
    { month, ratings: ratings.map((one) => ({ agent: REPORT, metric: "专业知识评分", value: "100", ...one })) },
    { as: "superior" },
  );
const list = (month = MONTH) => app.json<RatingList>(`${at}?month=${month}`, { as: "superior" });

test("a superior rates the direct reports, and each saving is a revision", async () => {
  const before = await list();
  expect(before.open).toBe(true);
  expect(before.metrics).toContain("管理能力评分");
  expect(before.metrics).not.toContain("满意度");
  expect(before.agents.length).toBeGreaterThan(20);
  expect(before.agents.map(({ agent }) => agent)).not.toContain(OTHER);
  const response = await rate([{}, { metric: "团队合作评分", value: "87" }, { agent: "D1002", value: null }]);
  expect(await response.json()).toMatchObject({ revision: 2, added: 0 });
  const [own, next] = (await list()).agents;
  const place = (metric: string) => before.metrics.indexOf(metric);
  expect(own?.values[place("专业知识评分")]).toBe("100");
  expect(own?.values[place("团队合作评分")]).toBe("87");
  expect(next?.values[place("专业知识评分")]).toBeNull();
  expect(next?.values[place("团队合作评分")]).toBe(before.agents[1]?.values[place("团队合作评分")]);
  const revisions = await app.json<DataRevisionList>(at.replace("ratings", "revisions"));
  expect(revisions.revisions[0]).toMatchObject({ source: "rating", madeBy: { id: "demo-superior" } });
});

test("who gave which rating when is kept", async () => {
  await rate([{ value: "60" }]);
  await rate([{ value: null }]);
  const { ratings } = await app.json<RatingHistory>(`${at}/history?month=${MONTH}&agent=${REPORT}`);
  expect(ratings.map(({ value, by, revision }) => [value, by.id, revision])).toEqual([
    [null, "demo-superior", 3],
    ["60", "demo-superior", 2],
  ]);
});

test.each([
  ["another's report", [{ agent: OTHER }], "403 not-a-report"],
  ["themselves", [{ agent: "M001" }], "403 not-a-report"],
  ["nobody", [{ agent: "X" }], "403 not-a-report"],
  ["what customers rate", [{ metric: "满意度" }], "422 not-rated-by-superior"],
  ["what there is not", [{ metric: "颜值" }], "422 metric-unknown"],
  ["with 70 where 60, 80 and 100 are permitted", [{ value: "70" }], "422 metric-value"],
  ["twice at once", [{}, { value: "60" }], "422 request-invalid"],
] as const)("nobody rates %s, and nothing of the request is kept", async (_, ratings, expected) => {
  expect(await refusal(rate([{ metric: "团队合作评分", value: "1" }, ...ratings]))).toBe(expected);
  expect((await app.store.stores.dataSets.list())[0]?.revision).toBe(1);
  expect(await app.store.stores.ratings.history(await sampleDataSet(app), MONTH, REPORT)).toEqual([]);
});

test("a month that has not begun is not rated", async () => {
  expect(await refusal(rate([{}], "2026-04"))).toBe("422 month-not-begun");
});

test("ratings end when the month's run is locked", async () => {
  await runMonth(app, MONTH, "lock");
  expect(await refusal(rate([{}]))).toBe("409 ratings-closed");
  expect((await list()).open).toBe(false);
  expect(await refusal(rate([{}], "2026-02"))).toBe("201");
});

test.each(["editor", "agent", "administrator"] as const)("an account of the role %s cannot rate", async (as) => {
  const ratings = [{ agent: REPORT, metric: "专业知识评分", value: "100" }];
  expect(await refusal(app.post(at, { month: MONTH, ratings }, { as }))).toBe("403 forbidden");
});
