import { defineConfig } from "vitest/config";

/** Everything that runs without a browser; test/e2e has a configuration of its own. */
export default defineConfig({
  test: {
    include: ["{engine,server,admin-ui,test,scripts}/**/*.test.{ts,tsx,mjs}"],
    // Generous, so that a busy machine fails no test; what is slow is reported as slow.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    slowTestThreshold: 1_000,
    exclude: ["**/node_modules/**", "**/dist/**", "test/e2e/**"],
  },
});
