import { defineConfig } from "vitest/config";

const common = {
  // Generous, so that a busy machine fails no test; what is slow is reported as slow.
  testTimeout: 60_000,
  hookTimeout: 60_000,
  slowTestThreshold: 1_000,
};

/** Folders of the server whose tests keep something in a database. */
const STORED =
  "{access,agents,appeals,audit,corrections,data-sets,exports,first-start,http,imports,jobs,operations,people,report-lists,runs,schemes,statements,store}";

/** Everything that runs without a browser; test/e2e has a configuration of its own. */
export default defineConfig({
  test: {
    // As many as the smallest machine has cores; by default one of its two would idle.
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...common,
          name: "unit",
          include: ["{engine,server,admin-ui,test,scripts}/**/*.test.{ts,tsx,mjs}"],
          exclude: ["**/node_modules/**", "**/dist/**", "test/e2e/**"],
          // The other project's server is known to the whole process.
          env: { PLUMBLINE_TEST_POSTGRES: "" },
        },
      },
      {
        test: {
          ...common,
          name: "postgres",
          include: [`server/${STORED}/**/*.test.ts`, "test/faults/**/*.test.ts"],
          globalSetup: "server/testing/use-postgres.ts",
        },
      },
    ],
  },
});
