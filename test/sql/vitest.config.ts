import { defineConfig } from "vitest/config";

/** The same tests as in `npm test`, on 20,000 generated agent-months for each database. */
export default defineConfig({
  test: {
    include: ["test/sql/*.test.ts"],
    env: { PLUMBLINE_THOROUGH: "1" },
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
