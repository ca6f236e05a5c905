import { randomUUID } from "node:crypto";
import { renameVersion } from "../../schemes/front-matter.ts";
import { isEditable } from "../../schemes/lifecycle.ts";
import type { Stores } from "../../store/store.ts";
import { CALCULATION_PROBLEMS, problem } from "../problem.ts";
import { type Route, route } from "../route.ts";
import { ById } from "../schemas/common.ts";
import { NewDraft, TextBody, Version } from "../schemas/versions.ts";
import type { Services } from "../services.ts";
import { changedMeanwhile, existing, matching, STATES, versionReply } from "../version-reply.ts";

export const versionRoutes = ({ store, checker }: Services): Route[] => [
  route("GET /api/versions/{id}", {
    summary: "A version with its text",
    params: ById,
    status: 200,
    response: Version,
    etag: true,
    problems: ["version-not-found"],
    handle: ({ params: { id }, actor }) => versionReply(store.stores, id, actor, store.clock()),
  }),

  route("PUT /api/versions/{id}", {
    summary: "Saves the text of a draft as it is written, with errors too",
    params: ById,
    ifMatch: true,
    body: TextBody,
    status: 200,
    response: Version,
    etag: true,
    problems: ["version-not-found", "version-immutable", "version-exists", ...CALCULATION_PROBLEMS],
    handle: async ({ params: { id }, body: { text }, actor, matches, write }) => {
      const { hash, version, title } = await checker.check(text);
      return write(async (stores) => {
        const before = await matching(stores, id, matches);
        if (!isEditable(before.status)) {
          const { zh, en } = STATES[before.status];
          throw problem("version-immutable", { version: before.version, stateZh: zh, stateEn: en });
        }
        const change = { text, hash, version: version ?? before.version, title: title ?? before.title };
        if (change.version !== before.version) await assertFree(stores, before.scheme, change.version);
        const written = await stores.versions.change(id, before.revision, change, actor.user, store.now());
        if (!written) throw changedMeanwhile(before);
        stores.audit.record({ action: "version.edit", subject: id, details: { hash } });
        return versionReply(stores, id, actor, store.clock());
      });
    },
  }),

  route("POST /api/versions/{id}/drafts", {
    summary: "A new draft of the same scheme, with a copy of the text or another text",
    params: ById,
    body: NewDraft,
    idempotent: true,
    status: 201,
    response: Version,
    etag: true,
    problems: ["version-not-found", "version-exists", "version-unreadable", "scheme-mismatch", ...CALCULATION_PROBLEMS],
    handle: async ({ params: { id }, body: { version, text: given, reason }, actor, write }) => {
      const source = await existing(store.stores, id);
      const text = renameVersion(given ?? source.text, version);
      const { hash, scheme, title = source.title } = await checker.check(text ?? source.text);
      return write(async (stores) => {
        await assertFree(stores, source.scheme, version);
        if (text === undefined) throw problem("version-unreadable", {});
        if (given !== undefined && scheme !== source.scheme) {
          throw problem("scheme-mismatch", { found: scheme ?? "", expected: source.scheme });
        }
        const said = { title, text, hash, basedOn: id, ...(reason !== undefined && { reason }) };
        const draft = { id: randomUUID(), scheme: source.scheme, version, ...said };
        await stores.versions.addDraft(draft, actor.user, store.now());
        const details = { scheme: source.scheme, version, basedOn: id, hash, ...(reason !== undefined && { reason }) };
        stores.audit.record({ action: "version.add", subject: draft.id, details });
        const { body, headers } = await versionReply(stores, draft.id, actor, store.clock());
        return { body, headers: { ...headers, Location: `/api/versions/${draft.id}` } };
      });
    },
  }),
];

async function assertFree({ versions }: Stores, scheme: string, version: string): Promise<void> {
  if (await versions.hasName(scheme, version)) throw problem("version-exists", { scheme, version });
}
