import { EngineSession } from "./engine-session.ts";
import type { FromWorker, ToWorker } from "./workbench-api.ts";

/** A message to oneself comes back after what has arrived before it; a timer would wait for milliseconds. */
const { port1: inward, port2: outward } = new MessageChannel();
const waiting: (() => void)[] = [];
inward.onmessage = () => waiting.shift()?.();

const session = new EngineSession({
  post: (message) => self.postMessage(message),
  pause: () =>
    new Promise((resolve) => {
      waiting.push(resolve);
      outward.postMessage(null);
    }),
  // A rejected promise says nothing to the page; an error event does, and has the worker replaced.
  fail: (cause) => reportError(cause),
});

self.onmessage = ({ data }: MessageEvent<ToWorker>) => session.receive(data);

// The page counts the silence of a worker only once it has spoken.
self.postMessage({ kind: "alive" } satisfies FromWorker);
