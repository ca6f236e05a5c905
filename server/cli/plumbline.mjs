#!/usr/bin/env node
// Plain JavaScript: it only makes sure that the rest runs on a Node that can run it.
import module from "node:module";
import { fileURLToPath } from "node:url";
import { onSupportedNode } from "../../scripts/supported-node.mjs";

await onSupportedNode(async () => {
  // Compiled sources are kept, which halves the time to start.
  module.enableCompileCache(fileURLToPath(new URL("../../node_modules/.cache/plumbline", import.meta.url)));
  const { main } = await import("./main.ts");
  await main(process.argv.slice(2));
});
