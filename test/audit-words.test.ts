import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { actionName } from "../admin-ui/features/audit/action-names.ts";

test("every action that the server records has words", () => {
  const server = new URL("../server/", import.meta.url).pathname;
  const sources = globSync("**/*.ts", { cwd: server }).filter((path) => !/\.test\.ts$|testing\//.test(path));
  const recorded = sources.flatMap((path) =>
    [...readFileSync(server + path, "utf8").matchAll(/\baction: "([a-z-]+\.[a-z-]+)"/g)].map(
      ([, action = ""]) => action,
    ),
  );
  expect(recorded.length).toBeGreaterThan(30);
  expect([...new Set(recorded)].filter((action) => actionName(action) === action)).toEqual([]);
});
