import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { sha256 } from "../canonical-json.ts";
import { createLog } from "../operations/log.ts";
import { Metrics } from "../operations/metrics.ts";
import { Monitor } from "../operations/monitor.ts";
import { Store } from "../store/store.ts";
import { RealApp } from "../testing/real-app.ts";
import { testDatabase } from "../testing/test-database.ts";
import { createApp } from "./app.ts";
import type { Services } from "./services.ts";

let app: RealApp;
beforeEach(async () => {
  app = await RealApp.open();
});
afterEach(() => app.close());

const TOKEN = "0123456789abcdef";

/** The same app as those who run it behind a proxy set it up. */
function behindProxy(services: Services = app.services) {
  const monitor = new Monitor(createLog("silent"), new Metrics(app.store));
  const options = { adminUi: "none", monitor, publicUrl: "https://pay.example.com", metricsToken: TOKEN };
  return createApp(services, options);
}

describe("health", () => {
  test("the process lives and the database answers", async () => {
    for (const path of ["live", "ready"]) {
      expect((await app.send(`/api/health/${path}`, { as: "nobody" })).status).toBe(200);
    }
  });

  test("without a database the process lives and is not ready", async () => {
    const database = await testDatabase();
    const store = await Store.open(database.connect());
    await store.close();
    const lost = behindProxy({ ...app.services, store });
    expect((await lost.request("http://localhost/api/health/live")).status).toBe(200);
    const ready = await lost.request("http://localhost/api/health/ready");
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({ code: "not-ready" });
    await database.drop();
  });
});

describe("metrics", () => {
  test("count requests by the pattern of their route, for administrators", async () => {
    await app.send("/api/versions/secret-id");
    await app.send("/api/nowhere/secret-name");
    const response = await app.send("/api/metrics", { as: "administrator" });
    expect(response.headers.get("Content-Type")).toContain("text/plain");
    const text = await response.text();
    expect(text).toContain(
      'plumbline_request_duration_seconds_count{method="GET",route="/api/versions/:id",status="404"} 1',
    );
    expect(text).toMatch(/^plumbline_audit_entries [1-9]/m);
    expect(text).toContain("nodejs_eventloop_lag_seconds");
    expect(text).not.toContain("secret");
  });

  test("are read with the token and with nothing else", async () => {
    const proxied = behindProxy();
    const read = (headers: Record<string, string>) => proxied.request("http://localhost/metrics", { headers });
    expect((await read({ Authorization: `Bearer ${TOKEN}` })).status).toBe(200);
    for (const wrong of [{}, { Authorization: "Bearer wrong" }, { Authorization: TOKEN }]) {
      expect((await read(wrong)).status).toBe(401);
    }
  });
});

describe("under a public address", () => {
  test("requests for it are answered, by HTTPS only from then on", async () => {
    const response = await behindProxy().request("http://pay.example.com/api/health");
    expect(response.status).toBe(200);
    expect(response.headers.get("Strict-Transport-Security")).toMatch(/^max-age=\d+/);
    expect((await behindProxy().request("http://evil.example/api/health")).status).toBe(421);
  });

  test("its own page may write, another's may not", async () => {
    const ask = (Origin: string) =>
      behindProxy().request("http://localhost/api/session", {
        method: "POST",
        headers: { Origin, "Content-Type": "application/json" },
        body: JSON.stringify({ name: "nobody", password: "none" }),
      });
    expect((await ask("https://pay.example.com")).status).toBe(401);
    expect((await ask("https://evil.example")).status).toBe(403);
  });
});

test("behind a proxy the limit of failed attempts is each user's own", async () => {
  const proxied = behindProxy({ ...app.services, secureCookies: true });
  const signIn = async (from: string, name: string) => {
    const body = JSON.stringify({ name, password: "wrong" });
    const headers = { "Content-Type": "application/json", "X-Forwarded-For": `spoofed, ${from}` };
    return (await proxied.request("http://localhost/api/session", { method: "POST", headers, body })).status;
  };
  const at = new Date(app.store.clock().getTime() - 1_000).toISOString();
  await app.store.quietly(async ({ sessions }) => {
    for (let n = 0; n < 100; n++) await sessions.addFailure([sha256("address 192.0.2.1")], at);
  });
  expect(await signIn("192.0.2.1", "one")).toBe(429);
  expect(await signIn("192.0.2.2", "two")).toBe(401);
});

test("every answer forbids what a page of ours never needs", async () => {
  const { headers } = await app.send("/api/health");
  expect(headers.get("Content-Security-Policy")).toContain("default-src 'none'");
  expect(headers.get("Content-Security-Policy")).not.toMatch(/script-src[^;]*'unsafe/);
  expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
  expect(headers.get("X-Frame-Options")).toBe("DENY");
  expect(headers.get("Referrer-Policy")).toBe("no-referrer");
  expect(headers.get("Strict-Transport-Security")).toBeNull();
});
