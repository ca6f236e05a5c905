import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ServerProcess } from "../test/e2e/server.ts";
import type { SchemeList, Version } from "./http/schemas.ts";
import { DEMO_PASSWORD } from "./people/demo.ts";
import { readSettings } from "./settings.ts";
import { type RunningServer, start } from "./start.ts";

/** The cookie of the sample company's editor. */
async function signedIn(url: string): Promise<{ readonly Cookie: string }> {
  const response = await fetch(`${url}/api/session`, {
    method: "POST",
    body: JSON.stringify({ name: "demo-editor", password: DEMO_PASSWORD }),
    headers: { "Content-Type": "application/json" },
  });
  return { Cookie: response.headers.get("Set-Cookie")?.split(";")[0] ?? "" };
}

async function firstDraft(url: string): Promise<{ version: Version; etag: string }> {
  const headers = await signedIn(url);
  const { schemes } = (await (await fetch(`${url}/api/schemes`, { headers })).json()) as SchemeList;
  const draft = schemes.flatMap(({ versions }) => versions).find(({ status }) => status === "draft");
  const response = await fetch(`${url}/api/versions/${draft?.id}`, { headers });
  return { version: (await response.json()) as Version, etag: response.headers.get("ETag") ?? "" };
}

const save = async (url: string, id: string, text: string, etag: string): Promise<Response> =>
  fetch(`${url}/api/versions/${id}`, {
    method: "PUT",
    body: JSON.stringify({ text }),
    headers: { ...(await signedIn(url)), "Content-Type": "application/json", "If-Match": etag },
  });

describe("over HTTP", () => {
  let folder: string;
  let server: RunningServer;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "plumbline-start-"));
    server = await start(readSettings({ PORT: "0", DATA_DIR: folder }));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true });
  });

  test("a draft is read, changed and read again", async () => {
    const { version, etag } = await firstDraft(server.url);
    expect((await save(server.url, version.id, "changed", etag)).status).toBe(200);
    expect((await firstDraft(server.url)).version.text).toBe("changed");
  });

  test("a body of ten megabytes is refused, and the server goes on", async () => {
    const { version, etag } = await firstDraft(server.url);
    expect((await save(server.url, version.id, "x".repeat(10_000_000), etag)).status).toBe(413);
    expect((await firstDraft(server.url)).version).toEqual(version);
  });

  test("a request that was meant for another name is refused", async () => {
    const answer = request(`${server.url}/api/schemes`, { headers: { Host: "evil.example" } }).end();
    const [response] = await once(answer, "response");
    expect(response.statusCode).toBe(421);
    response.resume();
    await once(response, "end");
  });

  test("a stop waits for the request under way", async () => {
    const { version, etag } = await firstDraft(server.url);
    const body = JSON.stringify({ text: "in time" });
    const put = request(`${server.url}/api/versions/${version.id}`, {
      method: "PUT",
      headers: {
        ...(await signedIn(server.url)),
        "Content-Type": "application/json",
        "If-Match": etag,
        "Content-Length": body.length,
      },
    });
    put.write(body.slice(0, 5));
    await once(put, "socket").then(([socket]) => socket.connecting && once(socket, "connect"));
    // The server has read the first part once it answers what was asked after it.
    await fetch(`${server.url}/api/health`);
    const stopped = server.stop();
    put.end(body.slice(5));
    const [response] = await once(put, "response");
    expect(response.statusCode).toBe(200);
    response.resume();
    await stopped;
    server = await start(readSettings({ PORT: "0", DATA_DIR: folder }));
    expect((await firstDraft(server.url)).version.text).toBe("in time");
  });

  test("something that is not HTTP does not end the server", async () => {
    const socket = connect(Number(new URL(server.url).port), "127.0.0.1");
    socket.end("\u0000\u0001 garbage\r\n\r\n");
    await once(socket.resume(), "close");
    expect((await fetch(`${server.url}/api/health`)).status).toBe(200);
  });

  test("a second server on the port says what to do", async () => {
    const port = Number(new URL(server.url).port);
    const other = mkdtempSync(join(tmpdir(), "plumbline-start-"));
    await expect(start(readSettings({ PORT: String(port), DATA_DIR: other }))).rejects.toThrow(`port ${port} is taken`);
    rmSync(other, { recursive: true });
  });
});

describe("as a process", () => {
  test("what was saved survives a kill, and SIGTERM ends it well", async () => {
    const first = await ServerProcess.start();
    const { version, etag } = await firstDraft(first.url);
    expect((await save(first.url, version.id, "saved", etag)).status).toBe(200);
    const second = await first.killAndRestart();
    expect((await firstDraft(second.url)).version.text).toBe("saved");
    expect(await second.stop()).toBe(0);
  }, 60_000);
});
