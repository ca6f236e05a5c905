import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { expect, test } from "vitest";

const SERVE = JSON.stringify(new URL("serve.ts", import.meta.url));

/** What a process comes to in which something goes wrong soon after the server has begun. */
async function ending(wrong: string): Promise<{ code: unknown; log: string; served: string }> {
  const folder = mkdtempSync(join(tmpdir(), "plumbline-serve-"));
  const program = `
    import { serve } from ${SERVE};
    await serve();
    setImmediate(() => { ${wrong} });
  `;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", program], {
    env: { ...process.env, PORT: "0", DATA_DIR: folder, DATABASE_URL: "" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = once(child, "exit");
  const [served, log] = await Promise.all([text(child.stdout), text(child.stderr)]);
  const [code] = await ended;
  rmSync(folder, { recursive: true });
  return { code, log, served };
}

test.each([
  ["an exception that nothing catches", 'throw new TypeError("lost the thread of 张三")'],
  ["a promise that nothing waits for", 'void Promise.reject(new TypeError("lost the thread of 张三"))'],
])("%s stands in the log, without who it is about, and ends the server well", async (_, wrong) => {
  const { code, log, served } = await ending(wrong);
  expect(served).toContain("http://127.0.0.1:");
  expect(code).toBe(1);
  const entries = log.split("\n").flatMap((line) => (line.startsWith("{") ? [JSON.parse(line)] : []));
  expect(entries).toMatchObject([
    { level: "error", msg: "fault", caught: "nowhere", fault: { type: "TypeError", message: "lost the thread of …" } },
  ]);
});
