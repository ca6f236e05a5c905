import type { Localized } from "../../engine/index.ts";
import { type FindingColumn, finding } from "./finding.ts";
import type { Findings } from "./findings.ts";
import { isFarOff, type Usual, usualOf } from "./quantiles.ts";

/** One metric's figures in a file, beside what the metric was in the months before. */
export class MetricFigures {
  readonly metric: string;
  readonly #place: FindingColumn;
  readonly #values: number[] = [];
  readonly #lines: number[] = [];
  readonly #history: number[] = [];

  constructor(metric: string, { column, header }: FindingColumn) {
    this.metric = metric;
    this.#place = { ...(column !== undefined && { column }), ...(header !== undefined && { header }) };
  }

  take(line: number, value: number): void {
    this.#lines.push(line);
    this.#values.push(value);
  }

  takeHistory(value: number): void {
    if (this.#history.length < MOST_HISTORY) this.#history.push(value);
  }

  /** Held against the metric's own history, and against its own column where there is not enough of that. */
  findOutliers(findings: Findings): void {
    const history = usualOf(this.#history);
    const median = usualOf(this.#values)?.median ?? middle(this.#values);
    if (history && this.#values.length > 0 && isFarOff(history, median)) {
      findings.add(
        finding(
          "column-far-off",
          { ...this.#place, line: 0, value: figure(median) },
          { metric: this.metric, usual: figure(history.median) },
        ),
      );
      return;
    }
    const usual = history ?? usualOf(this.#values);
    if (usual) this.#tell(usual, history ? PAST : REST, findings);
  }

  #tell(usual: Usual, whose: Localized, findings: Findings): void {
    const far = this.#values.flatMap((value, at) => (isFarOff(usual, value) ? [at] : []));
    // So many are no slips: that is how the metric is.
    if (far.length > 1 + this.#values.length / 50) return;
    for (const at of far) {
      const place = {
        ...this.#place,
        line: this.#lines[at] ?? 0,
        value: figure(this.#values[at] ?? 0),
      };
      findings.add(
        finding("outlier", place, { metric: this.metric, whose, low: figure(usual.low), high: figure(usual.high) }),
      );
    }
  }
}

const MOST_HISTORY = 200_000;

const PAST: Localized = { zh: "以往", en: "the past" };
const REST: Localized = { zh: "同列的其他值", en: "the rest" };

const middle = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

/** Three significant digits of what is only a rough bound; whole numbers as they are. */
const figure = (value: number): string =>
  Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(Math.abs(value) >= 1000 ? 5 : 3)));
