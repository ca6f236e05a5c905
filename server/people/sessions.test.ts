import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SYSTEM } from "../access/actor.ts";
import { Store } from "../store/store.ts";
import { type TestDatabase, testDatabase } from "../testing/test-database.ts";
import { addDemoAccounts, closeDemoAccounts, DEMO_PASSWORD } from "./demo.ts";
import { linkFor, setPasswordByLink, setUp, setupLink } from "./one-time-links.ts";
import { hashPassword, isPassword } from "./password.ts";
import { Sessions } from "./sessions.ts";
import { tokenHash } from "./token.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const FIRST = { name: "li.wei", displayName: "李伟", password: "correct horse battery" };

let database: TestDatabase;
let store: Store;
let now: Date;
const pass = (milliseconds: number): void => {
  now = new Date(now.getTime() + milliseconds);
};

beforeEach(async () => {
  database = await testDatabase();
  now = new Date("2026-03-10T02:00:00Z");
  store = await Store.open(database.connect(), () => now);
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

const sessionsOf = (demo: boolean): Sessions => new Sessions(store, { demo });

async function withAdministrator(): Promise<Sessions> {
  const token = (await setupLink(store)) ?? "";
  expect(await setUp(store, token, FIRST)).toBe(true);
  return sessionsOf(false);
}

async function tokenOf(sessions: Sessions): Promise<string> {
  const result = await sessions.signIn(FIRST.name, FIRST.password, "");
  if ("refused" in result) throw new Error(result.refused);
  return result.token;
}

const actionsSince = async (number: number): Promise<string[]> =>
  (await store.stores.audit.from(number, 100)).map(({ action }) => action);

test("a password is kept as its hash, with a salt of its own", async () => {
  const [one, other] = [await hashPassword("一个足够长的密码"), await hashPassword("一个足够长的密码")];
  expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect(one).not.toBe(other);
  expect(await isPassword("一个足够长的密码", one)).toBe(true);
  expect(await isPassword("一个足够长的密碼", one)).toBe(false);
});

describe("the first administrator", () => {
  test("is made by the newest link, once", async () => {
    const older = (await setupLink(store)) ?? "";
    const token = (await setupLink(store)) ?? "";
    expect(await setUp(store, older, FIRST)).toBe(false);
    expect(await setUp(store, token, FIRST)).toBe(true);
    expect(await setUp(store, token, { ...FIRST, name: "another" })).toBe(false);
    expect(await setupLink(store)).toBeUndefined();
  });

  test("is not an account of the sample company", async () => {
    await store.write(SYSTEM, (stores) => addDemoAccounts(stores, store.now()));
    expect(await setupLink(store)).toBeDefined();
  });

  test("needs a link that has not expired", async () => {
    const token = (await setupLink(store)) ?? "";
    pass(3 * 24 * HOUR + 1);
    expect(await setUp(store, token, FIRST)).toBe(false);
  });
});

describe("a session", () => {
  test("tells who asks, until they sign out", async () => {
    const sessions = await withAdministrator();
    const token = await tokenOf(sessions);
    expect(await sessions.authenticate(token)).toMatchObject({ name: "李伟", roles: new Set(["administrator"]) });
    await sessions.signOut(token);
    expect(await sessions.authenticate(token)).toBeUndefined();
    expect(await actionsSince(1)).toEqual(["user.add", "session.start", "session.end"]);
  });

  test("ends ten hours after the last request, and after a week in any case", async () => {
    const sessions = await withAdministrator();
    const idle = await tokenOf(sessions);
    pass(10 * HOUR);
    expect(await sessions.authenticate(idle)).toBeUndefined();
    const busy = await tokenOf(sessions);
    for (let hours = 9; hours < 7 * 24; hours += 9) {
      pass(9 * HOUR);
      expect(await sessions.authenticate(busy), `after ${hours} hours`).toBeDefined();
    }
    pass(6 * HOUR);
    expect(await sessions.authenticate(busy)).toBeUndefined();
  });

  test("is not kept where it could be stolen from", async () => {
    const sessions = await withAdministrator();
    const token = await tokenOf(sessions);
    expect(await store.stores.sessions.find(token)).toBeUndefined();
    expect(await store.stores.sessions.find(tokenHash(token))).toBeDefined();
    expect(await sessions.authenticate(tokenHash(token))).toBeUndefined();
  });

  test("ends when the account is closed", async () => {
    const sessions = await withAdministrator();
    const token = await tokenOf(sessions);
    const user = await store.stores.users.findByName(FIRST.name);
    if (!user) throw new Error("no user");
    await store.quietly(({ users }) =>
      users.change(user.id, user.revision, { ...user, disabledAt: store.now() }, store.now()),
    );
    expect(await sessions.authenticate(token)).toBeUndefined();
    expect(await sessions.signIn(FIRST.name, FIRST.password, "")).toEqual({ refused: "wrong" });
  });
});

describe("signing in", () => {
  test("says the same of a wrong name and a wrong password", async () => {
    const sessions = await withAdministrator();
    expect(await sessions.signIn(FIRST.name, "wrong", "")).toEqual({ refused: "wrong" });
    expect(await sessions.signIn("nobody", FIRST.password, "")).toEqual({ refused: "wrong" });
  });

  test("is refused after ten failures, with the right password too, for a quarter of an hour", async () => {
    const sessions = await withAdministrator();
    for (let i = 0; i < 10; i += 1) await sessions.signIn(FIRST.name, "wrong", "10.0.0.1");
    expect(await sessions.signIn(FIRST.name, FIRST.password, "10.0.0.2")).toEqual({ refused: "later" });
    pass(15 * MINUTE + 1);
    expect(await sessions.signIn(FIRST.name, FIRST.password, "10.0.0.2")).toHaveProperty("token");
  });

  test("is refused an address that tries one account after another", async () => {
    const sessions = await withAdministrator();
    await store.quietly(async (stores) => {
      const { sha256 } = await import("../canonical-json.ts");
      for (let i = 0; i < 100; i += 1) await stores.sessions.addFailure([sha256("address 10.0.0.1")], store.now());
    });
    expect(await sessions.signIn(FIRST.name, FIRST.password, "10.0.0.1")).toEqual({ refused: "later" });
    expect(await sessions.signIn(FIRST.name, FIRST.password, "10.0.0.2")).toHaveProperty("token");
  });

  test("a failure is in the log, without what was typed", async () => {
    const sessions = await withAdministrator();
    await sessions.signIn("my-secret-typed-into-the-wrong-field", "wrong", "");
    const [entry] = await store.stores.audit.list({ limit: 1 });
    expect(entry).toMatchObject({ action: "session.refuse", subject: "nobody", actor: "nobody" });
    expect(JSON.stringify(await store.stores.audit.from(1, 100))).not.toContain("my-secret");
  });
});

test("a one-time link sets a password once and ends the sessions there were", async () => {
  const sessions = await withAdministrator();
  const token = await tokenOf(sessions);
  const user = await store.stores.users.findByName(FIRST.name);
  if (!user) throw new Error("no user");
  const link = await store.quietly((stores) => linkFor(store, stores, user.id));
  expect(await setPasswordByLink(store, link, "a new long password")).toBe(true);
  expect(await setPasswordByLink(store, link, "another long password")).toBe(false);
  expect(await sessions.authenticate(token)).toBeUndefined();
  expect(await sessions.signIn(FIRST.name, FIRST.password, "")).toEqual({ refused: "wrong" });
  expect(await sessions.signIn(FIRST.name, "a new long password", "")).toHaveProperty("token");
});

describe("accounts of the sample company", () => {
  test("sign in where there is a sample company", async () => {
    await store.write(SYSTEM, (stores) => addDemoAccounts(stores, store.now()));
    expect(await sessionsOf(true).signIn("demo-editor", DEMO_PASSWORD, "")).toHaveProperty("token");
  });

  test("refuse to exist in production", async () => {
    await store.write(SYSTEM, (stores) => addDemoAccounts(stores, store.now()));
    expect(await sessionsOf(false).signIn("demo-editor", DEMO_PASSWORD, "")).toEqual({ refused: "wrong" });
    await closeDemoAccounts(store);
    const users = await store.stores.users.list();
    expect(users.map(({ disabledAt }) => disabledAt)).toEqual(users.map(() => store.now()));
    expect(await sessionsOf(true).signIn("demo-editor", DEMO_PASSWORD, "")).toEqual({ refused: "wrong" });
  });
});
