import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import solid from "vite-plugin-solid";

const here = fileURLToPath(new URL(".", import.meta.url));

/** While developing, the API comes from a server started beside Vite: `PORT=3000 npx plumbline serve`. */
const api = `http://127.0.0.1:${process.env.PORT ?? "3000"}`;

export default defineConfig({
  root: here,
  plugins: [solid()],
  resolve: {
    // Its build for browsers needs `document`, which the engine's worker does not have.
    alias: {
      "decode-named-character-reference": fileURLToPath(import.meta.resolve("decode-named-character-reference")),
    },
  },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    target: "es2023",
    // Browsers that know `light-dark()`: rewritten for older ones, it would follow the system and not the switch.
    cssTarget: ["chrome123", "firefox120", "safari17.5"],
    // The page's policy allows no inlined fonts or workers, and slices of fonts must stay apart.
    assetsInlineLimit: 0,
    // Monaco is one large chunk by nature; it loads after the page stands.
    chunkSizeWarningLimit: 4096,
  },
  worker: { format: "es" },
  // The folder `api` of the sources is served by Vite itself.
  // Under the name that the browser asked for: the server refuses what another origin sends.
  server: { proxy: { "^/api/(?!.*\\.ts(\\?|$))": { target: api, changeOrigin: false } } },
});
