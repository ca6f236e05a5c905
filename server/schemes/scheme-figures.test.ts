import { afterAll, beforeAll, expect, test } from "vitest";
import type { SchemeFigures, SchemeList } from "../http/schemas/versions.ts";
import { RealApp } from "../testing/real-app.ts";
import { runMonth } from "../testing/run-months.ts";

let app: RealApp;
let scheme: { readonly id: string; readonly name: string }[];
beforeAll(async () => {
  app = await RealApp.open();
  const { schemes } = await app.json<SchemeList>("/api/schemes");
  scheme = schemes.flatMap(({ id: name, versions }) =>
    versions.flatMap(({ id, status }) => (status === "effective" ? [{ id, name }] : [])),
  );
});
afterAll(() => app.close());

const figures = () => app.json<SchemeFigures>("/api/schemes/figures");
const idOf = (name: string): string => scheme.find((each) => each.name === name)?.id ?? "";

test("who is paid by a version counts in the month, and what it has paid where the month is locked", async () => {
  const before = await figures();
  expect(before.month).toBe("2026-03");
  const employed = await app.store.stores.agents.inMonth("2026-03", { employed: true });
  const of = (...departments: string[]) =>
    employed.filter(({ department = "" }) => departments.includes(department)).length;
  expect(Object.fromEntries(before.versions.map(({ version, assigned }) => [version, assigned]))).toEqual({
    [idOf("telemarketing-center")]: of("电销二部"),
    [idOf("telemarketing-specialist")]: of("客服部", "电销一部", "质检部"),
    [idOf("sales-scorecard")]: of("电销三部"),
  });
  const paidBefore = before.versions.flatMap(({ payouts }) => payouts);

  const run = await runMonth(app, "2025-10", "review");
  expect((await figures()).versions.flatMap(({ payouts }) => payouts)).toEqual(paidBefore);
  await runMonth(app, "2025-10", "lock");
  const computation = (await app.store.stores.runs.find(run.id))?.revision.computation?.id ?? "";
  const lines = await app.store.stores.runLines.page(computation, { limit: 999 });
  for (const { version, payouts } of (await figures()).versions) {
    const paid = lines.filter((line) => line.version === version && line.outcome === "computed");
    expect(payouts.find(({ month }) => month === "2025-10")).toEqual({
      month: "2025-10",
      payout: paid.reduce((sum, { payout }) => sum + (payout ?? 0), 0),
      people: paid.length,
    });
  }
});

test("the latest six months are given, the first first", async () => {
  const months = ["2025-06", "2025-07", "2025-08", "2025-09", "2025-10", "2025-11", "2025-12"];
  for (const month of months) await runMonth(app, month, "lock");
  const { versions } = await figures();
  const shown = versions.find(({ version }) => version === idOf("telemarketing-center"))?.payouts ?? [];
  expect(shown.map(({ month }) => month).slice(-2)).toEqual(["2025-11", "2025-12"]);
  expect(shown).toHaveLength(6);
  expect(shown.map(({ month }) => month)).toEqual(shown.map(({ month }) => month).toSorted());
  expect(shown.every(({ payout, people }) => payout > 0 && people > 0)).toBe(true);
});

test("what is paid is nothing for superiors and administrators", async () => {
  for (const as of ["superior", "administrator", "agent"] as const) {
    expect((await app.send("/api/schemes/figures", { as })).status, as).toBe(403);
  }
  const { schemes } = await app.json<SchemeList>("/api/schemes", { as: "superior" });
  expect(JSON.stringify(schemes)).not.toContain("payout");
});
