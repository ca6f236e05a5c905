import { expect, test } from "vitest";
import type { Assignment } from "../../../server/api-types.ts";
import { standings } from "./standing.ts";

const assigned = (kind: Assignment["kind"], subject: string, from: string): Assignment => ({
  kind,
  subject,
  from,
  scheme: "s",
  by: "system",
  at: "2026-01-01T00:00:00.000Z",
});

test("of each subject the last one that has begun holds; kinds are told apart", () => {
  const all = [
    assigned("department", "甲", "2026-01"),
    assigned("department", "甲", "2026-05"),
    assigned("department", "甲", "2026-09"),
    assigned("agent", "甲", "2026-07"),
  ];
  const found = standings(all, "2026-06").map(({ assignment: { kind, from }, standing }) => [kind, from, standing]);
  expect(found).toEqual([
    ["department", "2026-09", "later"],
    ["department", "2026-05", "now"],
    ["department", "2026-01", "earlier"],
    ["agent", "2026-07", "later"],
  ]);
});
