// npm run dev: the server and, beside it, the app with live reload; one Ctrl-C ends both.
import { spawn } from "node:child_process";
import { install } from "./packages.mjs";
import { inProject } from "./processes.mjs";
import { endWithNpm, onSupportedNode } from "./supported-node.mjs";

endWithNpm();
install({ forTests: true });
await onSupportedNode(async () => {
  const { serve } = await import("../server/serve.ts");
  const { url } = await serve();
  const vite = spawn(process.execPath, [inProject("node_modules", "vite", "bin", "vite.js"), "admin-ui"], {
    cwd: inProject(),
    stdio: "inherit",
    env: { ...process.env, PORT: new URL(url).port },
  });
  process.on("exit", () => vite.kill());
});
