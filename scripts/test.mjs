// npm test: every check and test, from a fresh clone too. All steps run, so that one failure does
// not hide another; only the browser tests need the build.
import { build } from "./app-build.mjs";
import { install } from "./packages.mjs";
import { runTool, secondsSince } from "./processes.mjs";
import { onSupportedNode } from "./supported-node.mjs";

const vitest = (...options) => runTool("vitest/vitest.mjs", ["run", ...options]) === 0;
const typesHold = (folder) => runTool("typescript/bin/tsc", ["-p", folder]) === 0;

const steps = [
  { name: "types (tsc)", passes: () => typesHold(".") && typesHold("bench") },
  { name: "style and imports (biome)", passes: () => runTool("@biomejs/biome/bin/biome", ["check", "."]) === 0 },
  { name: "build", passes: () => build() },
  { name: "unit and HTTP tests", passes: () => vitest() },
  { name: "tests in a browser", needs: "build", passes: () => vitest("--config", "test/e2e/vitest.config.ts") },
];

install({ forTests: true });
await onSupportedNode(async () => {
  const started = Date.now();
  const results = new Map();
  for (const { name, needs, passes } of steps) {
    console.log(`\n── ${name} ──`);
    const stepStarted = Date.now();
    const canRun = needs === undefined || results.get(needs).outcome === "passed";
    const outcome = canRun ? (passes() ? "passed" : "FAILED") : `NOT RUN, needs ${needs}`;
    results.set(name, { outcome, took: secondsSince(stepStarted) });
  }
  console.log("\n── summary ──");
  for (const [name, { outcome, took }] of results) console.log(`${outcome}  ${name}  (${took})`);
  const passed = [...results.values()].filter(({ outcome }) => outcome === "passed").length;
  console.log(`${passed} of ${results.size} passed in ${secondsSince(started)}.`);
  process.exitCode = passed === results.size ? 0 : 1;
});
