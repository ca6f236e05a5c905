import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

/** What `plumbline serve` does once the app is built. */
const SERVE = `import { serve } from ${JSON.stringify(new URL("../../server/serve.ts", import.meta.url))}; await serve();`;

/** The real server as a process of its own, on a free port, with data of its own. */
export class ServerProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #dataDir: string;

  private constructor(url: string, child: ChildProcess, dataDir: string) {
    this.url = url;
    this.#child = child;
    this.#dataDir = dataDir;
  }

  /** @param dataDir an earlier server's, else an empty one */
  static async start(dataDir: string = mkdtempSync(join(tmpdir(), "plumbline-"))): Promise<ServerProcess> {
    const child = spawn(process.execPath, ["--input-type=module", "--eval", SERVE], {
      env: { ...process.env, PORT: "0", DATA_DIR: dataDir },
      stdio: ["ignore", "pipe", "inherit"],
    });
    for await (const line of createInterface({ input: child.stdout })) {
      const url = /http:\/\/[\w.]+:\d+/.exec(line)?.[0];
      if (url) return new ServerProcess(url, child, dataDir);
    }
    throw new Error("the server ended before it was ready; its message is above");
  }

  /** Pulls the plug and starts again on the same data. */
  async killAndRestart(): Promise<ServerProcess> {
    await this.#end("SIGKILL");
    return ServerProcess.start(this.#dataDir);
  }

  /** Stops as a service manager would, and returns the exit code. */
  async stop(): Promise<number | null> {
    await this.#end("SIGTERM");
    rmSync(this.#dataDir, { recursive: true });
    return this.#child.exitCode;
  }

  async #end(signal: "SIGKILL" | "SIGTERM"): Promise<void> {
    const exited = once(this.#child, "exit");
    this.#child.kill(signal);
    await exited;
  }
}
