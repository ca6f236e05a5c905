import { describe, expect, test } from "vitest";
import type { Actor } from "../access/actor.ts";
import { ROLES, type Role } from "../access/role.ts";
import { STEPS, type Step, take, VERSION_STATUSES, type VersionStatus } from "./lifecycle.ts";

/** Where each step leads from each state, and for whom; what does not stand here must not happen. */
const LEADS: Readonly<Record<string, { readonly to: VersionStatus; readonly roles: readonly Role[] }>> = {
  "submit draft": { to: "submitted", roles: ["editor"] },
  "return submitted": { to: "draft", roles: ["reviewer"] },
  "return reviewed": { to: "draft", roles: ["reviewer", "approver"] },
  "review submitted": { to: "reviewed", roles: ["reviewer"] },
  "approve reviewed": { to: "approved", roles: ["approver"] },
  "withdraw draft": { to: "withdrawn", roles: ["editor"] },
  "withdraw submitted": { to: "withdrawn", roles: ["editor"] },
  "withdraw reviewed": { to: "withdrawn", roles: ["editor", "approver"] },
  "withdraw approved": { to: "withdrawn", roles: ["approver"] },
};

const actor = (roles: readonly Role[]): Actor => ({ user: "me", name: "me", roles: new Set(roles) });
const attempt = (
  step: Step,
  status: VersionStatus,
  roles: readonly Role[],
  own: { author: boolean; reviewer: boolean },
) =>
  take(
    step,
    { status, authors: new Set(own.author ? ["me", "other"] : ["other"]), reviewer: own.reviewer ? "me" : "other" },
    actor(roles),
  );

const NOT_OWN = { author: false, reviewer: false };

describe.each(STEPS)("%s", (step) => {
  for (const status of VERSION_STATUSES) {
    const leads = LEADS[`${step} ${status}`];
    for (const role of ROLES) {
      const expected = !leads ? "state" : leads.roles.includes(role) ? leads.to : "role";
      test(`a version that is ${status}, as ${role}: ${expected}`, () => {
        const found = attempt(step, status, [role], NOT_OWN);
        expect(typeof found === "string" ? found : found.because).toBe(expected);
      });
    }
  }

  test("says from which states it leads on", () => {
    const from = VERSION_STATUSES.filter((status) => LEADS[`${step} ${status}`]);
    for (const status of VERSION_STATUSES.filter((status) => !from.includes(status))) {
      expect(attempt(step, status, ROLES, NOT_OWN)).toEqual({ because: "state", expected: from });
    }
  });
});

describe("one's own work, even with every role", () => {
  test.each([
    ["review", "submitted", { author: true, reviewer: false }, "author"],
    ["approve", "reviewed", { author: true, reviewer: false }, "author"],
    ["approve", "reviewed", { author: false, reviewer: true }, "reviewer"],
    ["approve", "reviewed", { author: true, reviewer: true }, "author"],
  ] as const)("%s of a version that is %s, by %o: %s", (step, status, own, because) => {
    expect(attempt(step, status, ROLES, own)).toEqual({ because });
  });

  test.each([
    ["submit", "draft", "submitted"],
    ["return", "submitted", "draft"],
    ["withdraw", "draft", "withdrawn"],
  ] as const)("%s of a version that is %s needs nobody else", (step, status, to) => {
    expect(attempt(step, status, ROLES, { author: true, reviewer: true })).toBe(to);
  });
});
