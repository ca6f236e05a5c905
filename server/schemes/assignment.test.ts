import { describe, expect, test } from "vitest";
import { type Assignment, Assignments } from "./assignment.ts";

const ASSIGNMENTS: readonly Assignment[] = [
  { kind: "department", subject: "一部", from: "2026-03", scheme: "new" },
  { kind: "department", subject: "一部", from: "2026-01", scheme: "old" },
  { kind: "department", subject: "一部", from: "2026-06", scheme: null },
  { kind: "agent", subject: "A1", from: "2026-02", scheme: "own" },
  { kind: "agent", subject: "A1", from: "2026-04", scheme: null },
  // A department may be called as an agent is.
  { kind: "department", subject: "A2", from: "2026-01", scheme: "old" },
];

describe("the scheme of an agent", () => {
  test.each([
    ["A1", "一部", "2025-12", undefined],
    ["A1", "一部", "2026-01", "old"],
    ["A1", "一部", "2026-02", "own"],
    ["A1", undefined, "2026-03", "own"],
    ["A1", "一部", "2026-04", "new"],
    ["A1", undefined, "2026-04", undefined],
    ["A2", "一部", "2026-02", "old"],
    ["A2", "二部", "2026-02", undefined],
    ["A2", "一部", "2026-06", undefined],
    ["A2", undefined, "2026-01", undefined],
    ["__proto__", "constructor", "2026-01", undefined],
  ])("%s of %s in %s: %s", (agent, department, month, scheme) => {
    expect(new Assignments(ASSIGNMENTS).schemeOf(agent, department, month)).toBe(scheme);
  });
});
