/** Requests at a fixed rate, whether the server keeps up or not. */
import { Agent, get } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";

export interface Latencies {
  readonly requests: number;
  /** Answered with anything but success. */
  readonly refused: number;
  /** Milliseconds from when a request was due to its last byte. */
  readonly p50: number;
  readonly p99: number;
  readonly longest: number;
}

/** As many connections as a proxy in front of the server has. */
const agent = new Agent({ keepAlive: true, maxSockets: 64 });

/** The status with which a request is answered, once all of the answer is there. */
export const read = (url: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve, reject) => {
    const request = get(url, { agent, headers }, (response) => {
      response.resume().on("end", () => resolve(response.statusCode ?? 0));
    });
    request.on("error", (error: NodeJS.ErrnoException) => {
      // A connection that the server closes after a while of rest, just as it is used again.
      if (request.reusedSocket && error.code === "ECONNRESET") read(url, headers).then(resolve, reject);
      else reject(error);
    });
  });

/** @param make the n-th request; gives its status */
export async function atRate(
  perSecond: number,
  seconds: number,
  make: (n: number) => Promise<number>,
): Promise<Latencies> {
  const count = perSecond * seconds;
  const took: number[] = [];
  let refused = 0;
  const began = performance.now();
  const under = Array.from({ length: count }, async (_, n) => {
    const due = began + (n * 1_000) / perSecond;
    await sleep(Math.max(0, due - performance.now()));
    const status = await make(n);
    if (status >= 300) refused++;
    took.push(performance.now() - due);
  });
  await Promise.all(under);
  took.sort((a, b) => a - b);
  const at = (share: number): number => Math.round(took[Math.min(count - 1, Math.floor(share * count))] ?? 0);
  return { requests: count, refused, p50: at(0.5), p99: at(0.99), longest: at(1) };
}
