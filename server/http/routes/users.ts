import { randomUUID } from "node:crypto";
import { linkFor } from "../../people/one-time-links.ts";
import { refusalOf } from "../../people/users.ts";
import type { Stores } from "../../store/store.ts";
import type { StoredUser } from "../../store/user-store.ts";
import { etagOf } from "../precondition.ts";
import { problem } from "../problem.ts";
import { type Reply, type Route, route } from "../route.ts";
import { ById } from "../schemas/common.ts";
import { NewUser, OneTimeLink, User, UserChange, UserList } from "../schemas/people.ts";
import type { Services } from "../services.ts";

export const userRoutes = ({ store }: Services): Route[] => [
  route("GET /api/users", {
    summary: "The users with their roles",
    status: 200,
    response: UserList,
    problems: [],
    handle: async () => ({ body: { users: (await store.stores.users.list()).map(shown) } satisfies UserList }),
  }),

  route("GET /api/users/{id}", {
    summary: "A user",
    params: ById,
    status: 200,
    response: User,
    etag: true,
    problems: ["user-not-found"],
    handle: async ({ params: { id } }) => reply(await existing(store.stores, id)),
  }),

  route("POST /api/users", {
    summary: "Adds a user, who sets a password by a one-time link",
    body: NewUser,
    idempotent: true,
    status: 201,
    response: User,
    etag: true,
    problems: ["user-exists", "agent-taken"],
    handle: ({ body, write }) =>
      write(async (stores) => {
        const { name, agent } = body;
        if (await stores.users.findByName(name)) throw problem("user-exists", { name });
        if (agent !== undefined && (await stores.users.findByAgent(agent))) throw problem("agent-taken", { agent });
        const id = randomUUID();
        await stores.users.add({ id, ...body, demo: false }, store.now());
        stores.audit.record({ action: "user.add", subject: id, details: { roles: body.roles } });
        return reply(await existing(stores, id));
      }),
  }),

  route("PUT /api/users/{id}", {
    summary: "Changes a user's name, roles and agent, or keeps them from signing in",
    params: ById,
    ifMatch: true,
    body: UserChange,
    status: 200,
    response: User,
    etag: true,
    problems: ["user-not-found", "own-account", "last-administrator", "demo-account", "agent-taken"],
    handle: ({ params: { id }, body: { disabled, ...rest }, actor, matches, write }) =>
      write(async (stores) => {
        const before = await existing(stores, id);
        if (!matches(before.revision)) throw problem("precondition-failed", {}, { etag: etagOf(before.revision) });
        const disabledAt = before.disabledAt ?? store.now();
        const change = { ...rest, ...(disabled && { disabledAt }) };
        const refusal = await refusalOf(stores, actor.user, before, change);
        if (refusal) throw problem(refusal, { agent: change.agent ?? "" });
        await stores.users.change(id, before.revision, change, store.now());
        if (disabled) await stores.sessions.endAll(id);
        stores.audit.record({
          action: disabled ? "user.close" : "user.change",
          subject: id,
          details: { roles: change.roles, before: before.roles },
        });
        return reply(await existing(stores, id));
      }),
  }),

  route("POST /api/users/{id}/links", {
    summary: "A one-time link with which the user sets a password; those made before no longer work",
    params: ById,
    status: 201,
    response: OneTimeLink,
    problems: ["user-not-found", "demo-account"],
    handle: ({ params: { id }, write }) =>
      write(async (stores) => {
        const user = await existing(stores, id);
        if (user.demo) throw problem("demo-account", {});
        const token = await linkFor(store, stores, id);
        stores.audit.record({ action: "user.link", subject: id });
        // Behind the hash, so that it stands in no server's log.
        return { body: { path: `/link#${token}` }, headers: { "Cache-Control": "no-store" } };
      }),
  }),
];

async function existing({ users }: Stores, id: string): Promise<StoredUser> {
  const found = await users.find(id);
  if (!found) throw problem("user-not-found", { id });
  return found;
}

const shown = ({ passwordHash, revision: _revision, roles, ...user }: StoredUser): User => ({
  ...user,
  roles: [...roles],
  hasPassword: passwordHash !== undefined,
});

const reply = (user: StoredUser): Reply => ({
  body: shown(user),
  headers: { ETag: etagOf(user.revision), "Cache-Control": "no-cache, no-transform" },
});
