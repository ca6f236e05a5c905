import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Store } from "../store/store.ts";

/** Seconds. */
const DURATIONS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** A request as it is counted: by the pattern of its route, never by its path. */
export interface Observation {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  readonly seconds: number;
}

/** Figures of this instance for Prometheus; those of the database are the same on every instance. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #requests: Histogram<"method" | "route" | "status">;
  readonly #faults: Counter;

  constructor(store: Store) {
    const registers = [this.#registry];
    collectDefaultMetrics({ register: this.#registry });
    this.#requests = new Histogram({
      name: "plumbline_request_duration_seconds",
      help: "Requests by the pattern of their route",
      labelNames: ["method", "route", "status"],
      buckets: DURATIONS,
      registers,
    });
    this.#faults = new Counter({
      name: "plumbline_faults_total",
      help: "Errors of the program itself; each stands in the log",
      registers,
    });
    new Gauge({
      name: "plumbline_jobs",
      help: "Jobs in the database by status",
      labelNames: ["status"],
      registers,
      async collect() {
        this.reset();
        for (const [status, count] of await store.stores.jobs.counts()) this.set({ status }, count);
      },
    });
    new Gauge({
      name: "plumbline_audit_entries",
      help: "Entries in the audit log",
      registers,
      async collect() {
        this.set((await store.stores.audit.head()).count);
      },
    });
  }

  observe({ method, route, status, seconds }: Observation): void {
    this.#requests.observe({ method, route, status: String(status) }, seconds);
  }

  countFault(): void {
    this.#faults.inc();
  }

  /** In Prometheus' text format. */
  text(): Promise<string> {
    return this.#registry.metrics();
  }

  get contentType(): string {
    return this.#registry.contentType;
  }
}
