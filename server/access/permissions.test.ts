import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { RealApp } from "../testing/real-app.ts";
import type { Actor } from "./actor.ts";
import { type Grant, permissions, scopeOf } from "./permissions.ts";
import { ROLES, type Role } from "./role.ts";

/** A value for each place in a path: nothing is there, so who may ask is told so, and who may not is refused. */
const filled = (path: string): string => path.replace(/\{\w+\}/g, "none");

const routes = Object.entries(permissions).map(([key, grant]) => {
  const [method = "", path = ""] = key.split(" ");
  return { key, method, path: filled(path), grant: grant as Grant };
});

const mayAsk = (grant: Grant, role: Role | "nobody"): boolean => {
  if (grant === "public") return true;
  if (role === "nobody") return false;
  return grant === "signed-in" || grant[role] !== undefined;
};

const isNarrowFor = (grant: Grant, role: Role | "nobody"): boolean =>
  typeof grant === "object" && role !== "nobody" && grant[role] !== undefined && grant[role] !== "all";

let app: RealApp;
beforeAll(async () => {
  app = await RealApp.open();
});
afterAll(() => app.close());

/** Neither body nor headers: a route that lets the request in says what is wrong with it. */
async function statusFor(method: string, path: string, as: Role | "nobody"): Promise<number> {
  const body = method === "PUT" || method === "POST" ? {} : undefined;
  return (await app.send(path, { method, as, body })).status;
}

describe.each(routes)("$key", ({ key, method, path, grant }) => {
  test.each(["nobody", ...ROLES] as const)("by %s", async (as) => {
    // Signing out would end the session that the other tests use.
    if (key === "DELETE /api/session") return expect(grant).toBe("public");
    const status = await statusFor(method, path, as);
    const refused = as === "nobody" ? 401 : 403;
    // Whose data it is: see own-and-others.test.ts.
    if (isNarrowFor(grant, as)) return expect(status).not.toBe(401);
    if (mayAsk(grant, as)) expect([401, 403, 500], `${key} by ${as}`).not.toContain(status);
    else expect(status, `${key} by ${as}`).toBe(refused);
  });
});

describe("the widest scope counts", () => {
  const grant: Grant = { agent: "own", superior: "reports", auditor: "all" };
  const actor = (...roles: Role[]): Actor => ({ user: "u", name: "", roles: new Set(roles) });
  test.each([
    [["agent"], "own"],
    [["agent", "superior"], "reports"],
    [["superior", "agent", "auditor"], "all"],
    [["editor"], undefined],
    [[], undefined],
  ] as const)("%j: %s", (roles, scope) => {
    expect(scopeOf(grant, actor(...roles))).toBe(scope);
  });

  test("nobody has none, but what is public", () => {
    expect(scopeOf(grant, undefined)).toBeUndefined();
    expect(scopeOf("signed-in", undefined)).toBeUndefined();
    expect(scopeOf("public", undefined)).toBe("all");
  });
});
