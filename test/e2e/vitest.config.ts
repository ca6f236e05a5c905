import { defineConfig } from "vitest/config";

/** The built app in a real browser, against the real server. */
export default defineConfig({
  test: {
    include: ["test/e2e/**/*.test.ts"],
    // A browser and a server for each file: one at a time leaves a small machine room to breathe.
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
