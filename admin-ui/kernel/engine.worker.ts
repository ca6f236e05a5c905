import { EngineSession } from "./engine-session.ts";
import type { FromWorker, ToWorker } from "./workbench-api.ts";

const session = new EngineSession({
  post: (message) => self.postMessage(message),
  pause: () => new Promise((resolve) => setTimeout(resolve, 0)),
  // A rejected promise says nothing to the page; an error event does, and has the worker replaced.
  fail: (cause) => reportError(cause),
});

self.onmessage = ({ data }: MessageEvent<ToWorker>) => session.receive(data);

// The page counts the silence of a worker only once it has spoken.
self.postMessage({ kind: "alive" } satisfies FromWorker);
