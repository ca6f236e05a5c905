import { setImmediate } from "node:timers/promises";
import type { Turn } from "../../engine/index.ts";

const WIDTH = 30;
/** Work that is done sooner needs no bar; milliseconds. */
const PATIENCE = 300;

/** How far long work is: a bar on standard error where that is a terminal, else nothing. */
export async function withProgress<T>(work: (turn: Turn) => Promise<T>): Promise<T> {
  const { stderr } = process;
  const pause = async (): Promise<void> => {
    await setImmediate();
  };
  if (!stderr.isTTY) return work({ pause });
  const start = performance.now();
  let shown = "";
  try {
    return await work({
      pause,
      onProgress(share) {
        const bar = barOf(share);
        if (bar === shown || performance.now() - start < PATIENCE) return;
        shown = bar;
        stderr.write(`\r${bar}`);
      },
    });
  } finally {
    if (shown !== "") stderr.write(`\r${" ".repeat(shown.length)}\r`);
  }
}

function barOf(share: number): string {
  const held = Math.min(1, Math.max(0, share));
  const filled = Math.round(held * WIDTH);
  return `[${"#".repeat(filled)}${".".repeat(WIDTH - filled)}] ${String(Math.floor(held * 100)).padStart(3)}%`;
}
