// npm run build: the app for the browser.
import { build } from "./app-build.mjs";
import { install } from "./packages.mjs";
import { fail } from "./processes.mjs";
import { onSupportedNode } from "./supported-node.mjs";

install({ forTests: false });
await onSupportedNode(async () => {
  if (!build()) fail("The app could not be built; the message is above.");
});
