import { readFileSync } from "node:fs";
import { fail, inProject, run, secondsSince } from "./processes.mjs";

/**
 * Installs what package-lock.json asks for, unless it is there already. npm writes what it has
 * installed to node_modules/.package-lock.json as its last step, so an interrupted install shows.
 * @param {{ forTests: boolean }} options whether the packages that only tests need are wanted
 */
export function install({ forTests }) {
  const wanted = readLock("package-lock.json");
  const installed = readLock("node_modules", ".package-lock.json");
  if (wanted && installed && isComplete(installed, wanted, { forTests })) return;
  // A developer's packages are not taken away by a start.
  const all = forTests || Object.values(installed ?? {}).some((entry) => entry.dev);
  const started = Date.now();
  console.log(`Installing packages (${all ? "all" : "without those only tests need"}) …`);
  const options = ["ci", "--no-audit", "--no-fund", "--loglevel=error", ...(all ? [] : ["--omit=dev"])];
  if (run(npm(), options) !== 0) fail("npm could not install the packages; its message is above.");
  console.log(`Installed in ${secondsSince(started)}.`);
}

function readLock(...parts) {
  try {
    return JSON.parse(readFileSync(inProject(...parts), "utf8")).packages;
  } catch {
    return undefined;
  }
}

/** Whether all that is wanted of a lockfile's packages is installed in its version. */
export function isComplete(installed, wanted, { forTests }) {
  return Object.entries(wanted).every(([path, entry]) => {
    if (path === "") return true;
    const present = installed[path];
    // Optional packages of other systems are never there; one that is there must be the right one.
    const mayLack = entry.optional || entry.devOptional || (entry.dev && !forTests);
    return present ? present.version === entry.version : Boolean(mayLack);
  });
}

/** npm as it was called, so that it runs on the same Node; `npm` from the path when run by hand. */
function npm() {
  const script = process.env.npm_execpath;
  return script?.endsWith(".js") ? [process.execPath, script] : [process.platform === "win32" ? "npm.cmd" : "npm"];
}
