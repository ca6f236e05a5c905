import { expect, test } from "vitest";
import { type Dated, inForce, lastMonthOf, standing } from "./effective.ts";

const approved = (id: string, effectiveFrom: string, approvedAt: string): Dated => ({
  id,
  status: "approved",
  effectiveFrom,
  approvedAt,
});
const VERSIONS: readonly Dated[] = [
  approved("spring", "2026-03", "2026-02-10"),
  approved("winter", "2025-12", "2025-11-01"),
  { id: "draft", status: "draft" },
  { id: "gone", status: "withdrawn", effectiveFrom: "2026-01", approvedAt: "2025-12-30" },
  approved("summer again", "2026-06", "2026-05-20"),
  approved("summer", "2026-06", "2026-05-10"),
];

test.each([
  ["2025-11", undefined],
  ["2025-12", "winter"],
  ["2026-02", "winter"],
  ["2026-03", "spring"],
  ["2026-06", "summer again"],
  ["2030-01", "summer again"],
])("in %s people are paid by %s", (month, id) => {
  expect(inForce(VERSIONS, month)?.id).toBe(id);
});

test("in each month an approved version is to come, in force or superseded", () => {
  const at = (month: string) => VERSIONS.map((version) => standing(version, VERSIONS, month));
  expect(at("2026-02")).toEqual(["approved", "effective", "draft", "withdrawn", "approved", "approved"]);
  expect(at("2026-06")).toEqual(["superseded", "superseded", "draft", "withdrawn", "effective", "superseded"]);
});

test("an approved version ends before the next one begins", () => {
  expect(VERSIONS.map((version) => lastMonthOf(version, VERSIONS))).toEqual([
    ...["2026-05", "2026-02", undefined, undefined, undefined],
    // The other one of the same month was approved later: this one never came into force.
    "2026-05",
  ]);
});
