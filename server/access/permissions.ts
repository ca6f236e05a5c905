/**
 * The one table of who may do what. A route that does not stand here does not compile, and one that stands here
 * without a route stops the server from starting.
 */
import type { Actor } from "./actor.ts";
import type { Role } from "./role.ts";

/** Whose data: one's own as an agent, those of one's direct reports (and one's own), everybody's. */
export type Scope = "own" | "reports" | "all";

/** `public`: without signing in. `signed-in`: whoever has, whatever their roles. */
export type Grant = "public" | "signed-in" | Readonly<Partial<Record<Role, Scope>>>;

/** HR, those who decide, and those who look on. */
const OFFICE = { editor: "all", reviewer: "all", approver: "all", auditor: "all" } as const;
const DECIDING = { editor: "all", reviewer: "all", approver: "all" } as const;
const POLICY = { ...OFFICE, superior: "all", administrator: "all" } as const;

/** Who is paid sees their own, and those of their direct reports who rate them. */
const PAID = { ...OFFICE, superior: "reports", agent: "own" } as const;

/** Sick leave stands on a statement: it is for the agent and the office only. */
const CONCERNED = { ...OFFICE, agent: "own" } as const;

export const permissions = {
  "GET /api/health": "public",
  "GET /api/health/live": "public",
  "GET /api/health/ready": "public",
  "GET /api/metrics": { administrator: "all" },

  "GET /api/session": "public",
  "POST /api/session": "public",
  "DELETE /api/session": "public",
  "PUT /api/session/password": "signed-in",
  "POST /api/setup": "public",
  "POST /api/links": "public",

  "GET /api/users": { administrator: "all", auditor: "all" },
  "POST /api/users": { administrator: "all" },
  "GET /api/users/{id}": { administrator: "all", auditor: "all" },
  "PUT /api/users/{id}": { administrator: "all" },
  "POST /api/users/{id}/links": { administrator: "all" },

  "GET /api/audit": { auditor: "all", administrator: "all" },
  "GET /api/audit/anchor": { auditor: "all", administrator: "all" },

  "GET /api/jobs": { ...OFFICE, administrator: "all" },
  "GET /api/jobs/{id}": { ...OFFICE, administrator: "all" },
  "POST /api/jobs/{id}/cancel": { editor: "all", reviewer: "all", approver: "all", administrator: "all" },

  "GET /api/catalogue": POLICY,
  "PUT /api/catalogue": { editor: "all" },
  "GET /api/institutions": POLICY,
  "GET /api/schemes": POLICY,
  "GET /api/schemes/figures": OFFICE,
  "GET /api/versions/{id}": POLICY,
  "PUT /api/versions/{id}": { editor: "all" },
  "POST /api/versions/{id}/drafts": { editor: "all" },
  "GET /api/versions/{id}/submission": POLICY,
  "GET /api/versions/{id}/diff": POLICY,
  "GET /api/versions/{id}/history": POLICY,
  "POST /api/versions/{id}/submit": { editor: "all" },
  "POST /api/versions/{id}/return": { reviewer: "all", approver: "all" },
  "POST /api/versions/{id}/review": { reviewer: "all" },
  "POST /api/versions/{id}/approve": { approver: "all" },
  "POST /api/versions/{id}/withdraw": { editor: "all", approver: "all" },
  "GET /api/assignments": POLICY,
  "PUT /api/assignments": { editor: "all" },
  "POST /api/check": DECIDING,

  "GET /api/datasets": { ...OFFICE, superior: "all" },
  "POST /api/datasets": { editor: "all" },
  "GET /api/datasets/{id}/revisions": OFFICE,
  "GET /api/datasets/{id}/agent-months": OFFICE,
  "GET /api/datasets/{id}/agent-months.arrow": OFFICE,
  "POST /api/datasets/{id}/edits": { editor: "all" },
  "GET /api/datasets/{id}/ratings": { ...OFFICE, superior: "reports" },
  "POST /api/datasets/{id}/ratings": { superior: "reports" },
  "GET /api/datasets/{id}/ratings/history": { ...OFFICE, superior: "reports" },

  "GET /api/agents": { ...OFFICE, superior: "reports", administrator: "all" },
  "POST /api/agents": { editor: "all" },
  "GET /api/agents/{agent}": { ...PAID, administrator: "all" },
  "PUT /api/agents/{agent}/facts/{month}": { editor: "all" },

  "GET /api/self-appraisals": PAID,
  "GET /api/self-appraisals/{agent}/{month}": PAID,
  "PUT /api/self-appraisals/{agent}/{month}": { agent: "own" },

  "GET /api/imports": OFFICE,
  "POST /api/imports": { editor: "all" },
  "GET /api/imports/{id}": OFFICE,
  "GET /api/imports/{id}/units": OFFICE,
  "POST /api/imports/{id}/read": { editor: "all" },
  "PUT /api/imports/{id}/mapping": { editor: "all" },
  "GET /api/imports/{id}/findings": OFFICE,
  "GET /api/imports/{id}/error-file": OFFICE,
  "POST /api/imports/{id}/apply": { editor: "all" },
  "POST /api/imports/{id}/discard": { editor: "all" },

  "GET /api/runs": PAID,
  "POST /api/runs": { editor: "all" },
  "GET /api/runs/{id}": OFFICE,
  "POST /api/runs/{id}/compute": { editor: "all" },
  "POST /api/runs/{id}/review": { reviewer: "all" },
  "POST /api/runs/{id}/lock": { reviewer: "all" },
  "POST /api/runs/{id}/unlock": { reviewer: "all", approver: "all" },
  "POST /api/runs/{id}/publish": { approver: "all" },
  "GET /api/runs/{id}/lines": PAID,
  "GET /api/runs/{id}/totals": OFFICE,
  "GET /api/runs/{id}/revisions/{revision}/differences": OFFICE,
  "GET /api/runs/{id}/adjustments": OFFICE,
  "POST /api/runs/{id}/adjustments": { editor: "all" },
  "POST /api/runs/{id}/adjustments/{adjustment}/take-back": { editor: "all" },
  "GET /api/runs/{id}/export": OFFICE,
  "GET /api/runs/{id}/statements/{agent}": CONCERNED,
  "GET /api/runs/{id}/statements/{agent}/page": CONCERNED,

  "GET /api/appeals": CONCERNED,
  "POST /api/runs/{id}/appeals": { agent: "own" },
  "GET /api/appeals/{id}": CONCERNED,
  "POST /api/appeals/{id}/answer": { reviewer: "all" },
  "POST /api/appeals/{id}/escalate": { agent: "own" },
  "POST /api/appeals/{id}/rule": { approver: "all" },

  "GET /api/datasets/{id}/corrections": OFFICE,
  "POST /api/datasets/{id}/corrections": { editor: "all" },
  "GET /api/corrections/{id}": OFFICE,
  "GET /api/corrections/{id}/lines": OFFICE,
  "POST /api/corrections/{id}/apply": { editor: "all" },

  "GET /api/scenarios": OFFICE,
  "POST /api/scenarios": DECIDING,
  "GET /api/scenarios/{id}": OFFICE,
  "PUT /api/scenarios/{id}": DECIDING,
  "DELETE /api/scenarios/{id}": DECIDING,

  "GET /api/report-lists": { ...OFFICE, superior: "all" },
  "POST /api/runs/{id}/report-lists": { editor: "all", reviewer: "all" },
  "GET /api/report-lists/{id}": { ...OFFICE, superior: "all" },
  "GET /api/report-lists/{id}/rows": { ...OFFICE, superior: "reports" },
  "POST /api/report-lists/{id}/sign": { superior: "reports" },
  "POST /api/report-lists/{id}/file": { editor: "all", reviewer: "all" },
} as const satisfies Readonly<Record<string, Grant>>;

export type RouteKey = keyof typeof permissions;

const WIDTH: readonly Scope[] = ["own", "reports", "all"];

/** The widest scope that an actor's roles give; `undefined` where none gives any. */
export function scopeOf(grant: Grant, actor: Actor | undefined): Scope | undefined {
  if (grant === "public") return "all";
  if (actor === undefined) return undefined;
  if (grant === "signed-in") return "all";
  const given = [...actor.roles].map((role) => grant[role]).filter((scope) => scope !== undefined);
  return WIDTH.findLast((scope) => given.includes(scope));
}

/** Whether a grant gives somebody less than everybody's data. */
export const isNarrow = (grant: Grant): boolean =>
  typeof grant === "object" && Object.values(grant).some((scope) => scope !== "all");
