import type { ChainedEntry } from "../../audit/chain.ts";
import { type Route, route } from "../route.ts";
import { AuditAnchor, type AuditEntry, AuditPage, AuditQuery } from "../schemas/audit.ts";
import { pageLimit } from "../schemas/common.ts";
import type { Services } from "../services.ts";

export const auditRoutes = ({ store }: Services): Route[] => [
  route("GET /api/audit", {
    summary: "What was done, by whom and when",
    query: AuditQuery,
    status: 200,
    response: AuditPage,
    problems: [],
    handle: async ({ query: { after, limit: asked, ...filter } }) => {
      const limit = pageLimit(asked);
      const before = after === undefined ? undefined : Number(after);
      const entries = await store.stores.audit.list({ ...filter, before, limit });
      const last = entries.length === limit ? entries.at(-1)?.number : undefined;
      return { body: { entries: entries.map(shown), ...(last !== undefined && { next: String(last) }) } };
    },
  }),

  route("GET /api/audit/anchor", {
    summary: "Where the log ends now: to be kept outside the server, for `plumbline verify`",
    status: 200,
    response: AuditAnchor,
    problems: [],
    handle: ({ write, actor }) =>
      write(async ({ audit }) => {
        const head = await audit.head();
        audit.record({ action: "audit.anchor", subject: actor.user, details: { ...head } });
        return { body: { ...head, at: store.now() }, headers: { "Cache-Control": "no-store" } };
      }),
  }),
];

const shown = ({ number, at, actor, action, subject, details, hash }: ChainedEntry): AuditEntry => ({
  number,
  at,
  actor,
  action,
  subject,
  details: JSON.parse(details) as Record<string, unknown>,
  hash,
});
