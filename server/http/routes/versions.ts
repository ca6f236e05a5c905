import { randomUUID } from "node:crypto";
import { diagnosticsJson } from "../../diagnostic-json.ts";
import type { Checker } from "../../schemes/checker.ts";
import { readHeading, renameVersion } from "../../schemes/front-matter.ts";
import type { Stores } from "../../store/store.ts";
import type { StoredVersion } from "../../store/version-store.ts";
import { etagOf } from "../precondition.ts";
import { problem } from "../problem.ts";
import { type Reply, type Route, route } from "../route.ts";
import { ById, NewDraft, TextBody, Version } from "../schemas.ts";
import type { Services } from "../services.ts";

export const versionRoutes = ({ store, checker }: Services): Route[] => [
  route({
    method: "get",
    path: "/api/versions/{id}",
    summary: "A version with its text",
    params: ById,
    status: 200,
    response: Version,
    etag: true,
    problems: ["version-not-found"],
    handle: async ({ params: { id } }) => reply(await existing(store.stores, id)),
  }),

  route({
    method: "put",
    path: "/api/versions/{id}",
    summary: "Saves the text of a draft as it is written, with errors too",
    params: ById,
    ifMatch: true,
    body: TextBody,
    status: 200,
    response: Version,
    etag: true,
    problems: ["version-not-found", "version-immutable", "version-exists"],
    handle: ({ params: { id }, body: { text }, matches }) => {
      const { hash, version, title } = checker.describe(text);
      return store.transaction(async (stores) => {
        const before = await changeable(stores, id, matches);
        const change = { text, hash, version: version ?? before.version, title: title ?? before.title };
        if (change.version !== before.version) await assertFree(stores, before.scheme, change.version);
        assertUnraced(await stores.versions.change(id, before.revision, change, now()));
        return reply(await existing(stores, id));
      });
    },
  }),

  route({
    method: "post",
    path: "/api/versions/{id}/drafts",
    summary: "A new draft of the same scheme, with a copy of the text",
    params: ById,
    body: NewDraft,
    status: 201,
    response: Version,
    etag: true,
    problems: ["version-not-found", "version-exists", "version-unreadable"],
    handle: ({ params: { id }, body: { version } }) =>
      store.transaction(async (stores) => {
        const source = await existing(stores, id);
        await assertFree(stores, source.scheme, version);
        const text = renameVersion(source.text, version);
        if (text === undefined) throw problem("version-unreadable", {});
        const { hash, title = source.title } = checker.describe(text);
        const draft = { id: randomUUID(), scheme: source.scheme, version, title, text, hash, basedOn: id };
        await stores.versions.addDraft(draft, now());
        const { body, headers } = reply(await existing(stores, draft.id));
        return { body, headers: { ...headers, Location: `/api/versions/${draft.id}` } };
      }),
  }),

  route({
    method: "post",
    path: "/api/versions/{id}/publish",
    summary: "Publishes a draft without errors; afterwards it cannot change",
    params: ById,
    ifMatch: true,
    status: 200,
    response: Version,
    etag: true,
    problems: ["version-not-found", "version-immutable", "scheme-mismatch", "scheme-has-errors"],
    handle: ({ params: { id }, matches }) =>
      store.transaction(async (stores) => {
        const before = await changeable(stores, id, matches);
        assertPublishable(checker, before);
        assertUnraced(await stores.versions.publish(id, before.revision, now()));
        return reply(await existing(stores, id));
      }),
  }),
];

async function existing({ versions }: Stores, id: string): Promise<StoredVersion> {
  const found = await versions.find(id);
  if (!found) throw problem("version-not-found", { id });
  return found;
}

/** The draft that the request means to change, if it is one and If-Match names its revision. */
async function changeable(stores: Stores, id: string, matches: (revision: number) => boolean): Promise<StoredVersion> {
  const found = await existing(stores, id);
  if (found.status !== "draft") throw problem("version-immutable", { version: found.version });
  if (!matches(found.revision)) throw problem("precondition-failed", {}, { etag: etagOf(found.revision) });
  return found;
}

/** SQLite lets one writer in at a time; a database that lets in more must not lose one of two writes. */
function assertUnraced(written: boolean): void {
  if (!written) throw problem("precondition-failed", {});
}

async function assertFree({ versions }: Stores, scheme: string, version: string): Promise<void> {
  if (await versions.findByName(scheme, version)) throw problem("version-exists", { scheme, version });
}

function assertPublishable(checker: Checker, { scheme, text }: StoredVersion): void {
  const { diagnostics, document } = checker.check(text);
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length > 0) {
    const found = { diagnostics: diagnosticsJson(text, diagnostics) };
    throw problem("scheme-has-errors", { count: String(errors.length) }, found);
  }
  const { scheme: found = "" } = readHeading(document);
  if (found !== scheme) throw problem("scheme-mismatch", { found, expected: scheme });
}

/** Not to be compressed on the way: that would weaken the ETag. */
function reply({ revision, ...version }: StoredVersion): Reply {
  return {
    body: version satisfies Version,
    headers: { ETag: etagOf(revision), "Cache-Control": "no-cache, no-transform" },
  };
}

const now = (): string => new Date().toISOString();
