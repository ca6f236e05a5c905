import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { environment, fail, inProject } from "./processes.mjs";

const NEEDED = 24;

/**
 * Goes on in this process where its Node is new enough, else runs the same script on the one that
 * npm installed. Native modules crash an older Node, so nothing may be loaded before this.
 * @param {() => Promise<void>} main
 */
export async function onSupportedNode(main) {
  if (Number(process.versions.node.split(".")[0]) >= NEEDED) return main();
  const node = installedNode();
  if (!node) {
    fail(
      `准绳需要 Node ${NEEDED} 或更新版本，当前为 ${process.versions.node}，请从 https://nodejs.org 安装\n` +
        `Plumbline needs Node ${NEEDED} or later; this is Node ${process.versions.node}. Install it from https://nodejs.org`,
    );
  }
  const child = spawn(node, process.argv.slice(1), { stdio: "inherit", env: environment() });
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code) => process.exit(code ?? 1));
}

function installedNode() {
  const system = process.platform === "win32" ? "win" : process.platform;
  const folder = inProject("node_modules", `node-${system}-${process.arch}`, "bin");
  return ["node", "node.exe"].map((name) => join(folder, name)).find(existsSync);
}

/**
 * npm runs a script in a shell, and most shells die of a SIGTERM without passing it on. When the
 * shell is gone, this process is told instead, so that stopping npm stops the server.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === "win32") return;
  const shell = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(watch);
    process.kill(process.pid, "SIGTERM");
  }, 250);
  watch.unref();
}
