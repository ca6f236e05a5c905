// npm start: from a fresh clone to the served app.
import { build } from "./app-build.mjs";
import { install } from "./packages.mjs";
import { fail } from "./processes.mjs";
import { endWithNpm, onSupportedNode } from "./supported-node.mjs";

endWithNpm();
install({ forTests: false });
await onSupportedNode(async () => {
  if (!build()) fail("The app could not be built; the message is above.");
  const { serve } = await import("../server/serve.ts");
  await serve().catch((error) => {
    if (error.localized) fail(`${error.localized.zh}\n${error.localized.en}`);
    throw error;
  });
});
