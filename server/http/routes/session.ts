import type { Actor } from "../../access/actor.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../../people/demo.ts";
import { hasAdministrator, setPasswordByLink, setUp } from "../../people/one-time-links.ts";
import { hashPassword, isPassword } from "../../people/password.ts";
import { problem } from "../problem.ts";
import { type Reply, type Route, route } from "../route.ts";
import { Credentials, Done, LinkUse, PasswordChange, Session, SetUp, type SignedIn } from "../schemas/people.ts";
import type { Services } from "../services.ts";
import { sessionCookie } from "../session-cookie.ts";

/** In seconds: as the sentence says. */
const RETRY = 900;

export const sessionRoutes = (services: Services): Route[] => {
  const { store, sessions, demo, secureCookies } = services;
  return [
    route("GET /api/session", {
      summary: "Who is signed in, and how one can",
      status: 200,
      response: Session,
      problems: [],
      handle: async ({ actor }) => reply(await sessionOf(services, actor)),
    }),

    route("POST /api/session", {
      summary: "Signs in: the reply sets the session's cookie",
      body: Credentials,
      status: 201,
      response: Session,
      problems: ["sign-in-refused", "sign-in-later"],
      handle: async ({ body: { name, password }, address }) => {
        const result = await sessions.signIn(name, password, address);
        if ("refused" in result) {
          throw result.refused === "later" ? problem("sign-in-later", {}).after(RETRY) : problem("sign-in-refused", {});
        }
        return reply(await sessionOf(services, result.actor), sessionCookie(result.token, secureCookies));
      },
    }),

    route("DELETE /api/session", {
      summary: "Signs out",
      status: 200,
      response: Done,
      problems: [],
      handle: async ({ token }) => {
        if (token !== undefined) await sessions.signOut(token);
        return reply({}, sessionCookie(undefined, secureCookies));
      },
    }),

    route("PUT /api/session/password", {
      summary: "Changes one's own password and ends all sessions",
      body: PasswordChange,
      status: 200,
      response: Done,
      problems: ["not-signed-in", "sign-in-refused", "demo-account"],
      handle: async ({ actor, body: { current, password } }) => {
        const user = await store.stores.users.find(actor.user);
        if (user?.demo) throw problem("demo-account", {});
        if (!user?.passwordHash || !(await isPassword(current, user.passwordHash))) {
          throw problem("sign-in-refused", {});
        }
        const passwordHash = await hashPassword(password);
        await store.write(actor, async ({ users, sessions, audit }) => {
          await users.setPassword(user.id, passwordHash, store.now());
          await sessions.endAll(user.id);
          audit.record({ action: "user.set-password", subject: user.id, details: { by: "self" } });
        });
        return reply({}, sessionCookie(undefined, secureCookies));
      },
    }),

    route("POST /api/setup", {
      summary: "Makes the first administrator, by the link on the server's console",
      body: SetUp,
      status: 201,
      response: Done,
      problems: ["link-unusable"],
      handle: async ({ body: { token, ...first } }) => {
        if (!(await setUp(store, token, first))) throw problem("link-unusable", {});
        return reply({});
      },
    }),

    route("POST /api/links", {
      summary: "Sets a password by a one-time link",
      body: LinkUse,
      status: 201,
      response: Done,
      problems: ["link-unusable"],
      handle: async ({ body: { token, password } }) => {
        if (!(await setPasswordByLink(store, token, password))) throw problem("link-unusable", {});
        return reply({});
      },
    }),
  ];

  async function sessionOf({ store }: Services, actor: Actor): Promise<Session> {
    const user = signedIn(actor);
    return {
      ...(user && { user }),
      setUp: await hasAdministrator(store.stores),
      demo: demo
        ? DEMO_ACCOUNTS.map(({ name, displayName, roles }) => ({
            name,
            displayName,
            roles: [...roles],
            password: DEMO_PASSWORD,
          }))
        : [],
    };
  }
};

const signedIn = ({ user, name, roles, agent }: Actor): SignedIn | undefined =>
  user === "nobody"
    ? undefined
    : { id: user, displayName: name, roles: [...roles], ...(agent !== undefined && { agent }) };

const reply = (body: object, cookie?: string): Reply => ({
  body,
  headers: { "Cache-Control": "no-store", ...(cookie !== undefined && { "Set-Cookie": cookie }) },
});
