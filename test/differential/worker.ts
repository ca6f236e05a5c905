/** In a thread of its own: compares, and posts the counts or what differs. */
import { parentPort, workerData } from "node:worker_threads";
import { compareBatches } from "./batch.ts";

const work = compareBatches(Number(workerData));
let step = work.next();
let last = {};
for (; !step.done; step = work.next()) last = step.value;
parentPort?.postMessage({ ...last, fault: step.value });
