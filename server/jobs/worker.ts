/** What the jobs' threads load. */
import { constants, platform, setPriority } from "node:os";
import { jobKinds } from "./kinds.ts";
import { threadOf } from "./thread.ts";

// Whoever waits for a page comes first. Linux lowers this thread only; elsewhere it would be the whole process.
if (platform() === "linux") setPriority(constants.priority.PRIORITY_LOW);

export default threadOf(jobKinds);
