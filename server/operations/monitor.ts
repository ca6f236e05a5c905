import { type Fault, faultOf } from "./fault.ts";
import type { Log } from "./log.ts";
import type { Metrics, Observation } from "./metrics.ts";

/** What those who keep the server running see of it: the log and the metrics. */
export class Monitor {
  readonly log: Log;
  readonly metrics: Metrics;

  constructor(log: Log, metrics: Metrics) {
    this.log = log;
    this.metrics = metrics;
  }

  request(observation: Observation): void {
    const { seconds, ...request } = observation;
    this.metrics.observe(observation);
    this.log.info({ ...request, ms: Math.round(seconds * 1_000) }, "request");
  }

  /** An error of the program or of what it runs on. */
  fault(thrown: unknown, where: Readonly<Record<string, string>>): void {
    this.metrics.countFault();
    this.log.error({ ...where, fault: faultOf(thrown) satisfies Fault }, "fault");
  }
}
