import { existsSync, readdirSync, statSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { inProject, runTool, secondsSince } from "./processes.mjs";

const APP = inProject("admin-ui");
const BUILT = join(APP, "dist", "index.html");
const SOURCES = [APP, inProject("engine"), inProject("package-lock.json")];

/** Builds the app, unless it is newer than everything it is made of. Returns whether it is there. */
export function build() {
  const started = Date.now();
  if (existsSync(BUILT) && statSync(BUILT).mtimeMs >= newest(SOURCES)) return true;
  console.log("Building the app …");
  if (runTool("vite/bin/vite.js", ["build", "admin-ui", "--logLevel=error"]) !== 0) return false;
  // What changed while building is newer than the build.
  utimesSync(BUILT, started / 1000, started / 1000);
  console.log(`Built in ${secondsSince(started)}.`);
  return true;
}

/** The last change at or below the paths, in milliseconds; folders count, so that a deletion shows. */
function newest(entries) {
  let latest = 0;
  for (const entry of entries) {
    const stats = statSync(entry);
    // The folder of the app itself changes when its build is written there.
    if (entry !== APP) latest = Math.max(latest, stats.mtimeMs);
    if (!stats.isDirectory()) continue;
    const names = readdirSync(entry).filter((name) => name !== "dist");
    latest = Math.max(latest, newest(names.map((name) => join(entry, name))));
  }
  return latest;
}
