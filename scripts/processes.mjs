// Plain JavaScript for any Node from 18 on, like all of scripts/: it runs before anything is installed.
import { spawnSync } from "node:child_process";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A path in the project. */
export const inProject = (...parts) => join(root, ...parts);

/** With the installed tools, and so the installed Node, first on the path. */
export const environment = () => ({
  ...process.env,
  PATH: [inProject("node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter),
});

/** Runs a command in the project to its end and returns its exit code. */
export function run([command, ...first], options) {
  const { status, error } = spawnSync(command, [...first, ...options], {
    cwd: root,
    stdio: "inherit",
    env: environment(),
    shell: command.endsWith(".cmd"),
  });
  if (error) console.error(error.message);
  return status ?? 1;
}

/** Runs the script of an installed package on this Node. */
export const runTool = (script, options) =>
  run([process.execPath, inProject("node_modules", ...script.split("/"))], options);

export const secondsSince = (started) => `${((Date.now() - started) / 1000).toFixed(1)} s`;

export function fail(message) {
  console.error(message);
  process.exit(1);
}
