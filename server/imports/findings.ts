import { createHash } from "node:crypto";
import type { Finding, FindingCode } from "./finding.ts";

/** Findings of each severity that are kept; all are counted. */
const MOST_KEPT = 10_000;

export interface FindingCount {
  readonly code: FindingCode;
  readonly severity: Finding["severity"];
  readonly count: number;
}

/** Gathers what is found in a file, in bounded memory. */
export class Findings {
  readonly #kept = { error: [] as Finding[], warning: [] as Finding[] };
  readonly #counts = new Map<FindingCode, { severity: Finding["severity"]; count: number }>();
  readonly #hash = createHash("sha256");

  add(found: Finding): void {
    const { code, severity, line, column, value } = found;
    const count = this.#counts.get(code);
    if (count) count.count += 1;
    else this.#counts.set(code, { severity, count: 1 });
    this.#hash.update(`${code}\0${line}\0${column ?? ""}\0${value}\0`);
    const kept = this.#kept[severity];
    if (kept.length < MOST_KEPT) kept.push(found);
  }

  count(severity: Finding["severity"]): number {
    let total = 0;
    for (const one of this.#counts.values()) if (one.severity === severity) total += one.count;
    return total;
  }

  get counts(): FindingCount[] {
    return [...this.#counts].map(([code, { severity, count }]) => ({ code, severity, count }));
  }

  /** Errors first, each in the order of the file. */
  get kept(): Finding[] {
    const inOrder = (list: readonly Finding[]) => list.toSorted((one, other) => one.line - other.line);
    return [...inOrder(this.#kept.error), ...inOrder(this.#kept.warning)];
  }

  /** The same for the same findings only, so that nobody accepts warnings that they have not seen. */
  digest(): string {
    return this.#hash.copy().digest("hex");
  }
}
