/** Whether something ever falls (or rises) while one input rises: proven, refuted by two rows, or undecided. */
import type { AgentMonth } from "../../../ir/program.ts";
import { isRowError } from "../../../values/value.ts";
import type { Context } from "../context.ts";
import { isDescribed } from "../described.ts";
import { sampleRows } from "../sample.ts";
import { leavesOf, seek, supportOf } from "../seek.ts";
import { everyRow, isSelfContained } from "../small-space.ts";
import { Driver } from "./driver.ts";
import { Facts } from "./facts.ts";
import { type Claim, contradicts, moverOf, namesIn, type Pair, pairAlong } from "./pairs.ts";
import { neverFalls, neverRises } from "./slope.ts";
import { Trends } from "./trends.ts";

export type Monotony =
  | { readonly status: "proven" }
  | { readonly status: "refuted"; readonly pair: Pair }
  | { readonly status: "undecided" };

/** How long to look for two rows. */
export interface Effort {
  /** Rows along which to look. */
  readonly rows: number;
  /** Terms evaluated. */
  readonly work: number;
  /** Whether to try all rows, where they are few. */
  readonly everyRow: boolean;
}

/** Figures are sampled over so many powers of ten. */
const MAGNITUDES = 5;
/** How long to look for rows at one place. */
const SUSPECT_PIECES = 12;

export class MonotonyProver {
  readonly #context: Context;
  readonly #facts = new Facts();
  readonly #trends = new Map<Driver, Trends>();
  readonly #drivers = new Map<string, Driver>();
  #rows: readonly AgentMonth[] | undefined;

  constructor(context: Context) {
    this.#context = context;
  }

  driver(name: string): Driver {
    const known = this.#drivers.get(name) ?? new Driver(this.#context.scope.model, name);
    this.#drivers.set(name, known);
    return known;
  }

  /** How everything moves with an input, over all permitted inputs. */
  #trendsOf(driver: Driver): Trends {
    const known = this.#trends.get(driver) ?? new Trends(this.#context.scope, driver, this.#facts);
    this.#trends.set(driver, known);
    return known;
  }

  judge(claim: Claim, effort: Effort): Monotony {
    const { model } = this.#context.scope;
    const names = supportOf(model, namesIn(claim.subject));
    if (!namesIn(claim.subject).every((name) => model.isWhole(name))) return { status: "undecided" };
    const isKnown = isDescribed(model, [claim.subject], names);
    const slope = this.#trendsOf(claim.driver).slope(claim.subject);
    if (isKnown && (claim.never === "falls" ? neverFalls(slope) : neverRises(slope))) return { status: "proven" };
    const mover = moverOf(this.#context, claim);
    if (!mover) return { status: "undecided" };
    const pair = this.#search(claim, mover, effort, leavesOf(model, names));
    if (pair) return { status: "refuted", pair };
    return effort.everyRow && !claim.driver.isRate ? this.#tryAll(claim, mover, names) : { status: "undecided" };
  }

  /** At the places where the proof fails, then along rows of all sizes. */
  #search(claim: Claim, mover: string, effort: Effort, leaves: readonly string[]): Pair | undefined {
    const { scope } = this.#context;
    const most = scope.model.work + effort.work;
    const along = (row: AgentMonth): Pair | undefined =>
      pairAlong(this.#context, claim, mover, this.#restrict(row, leaves), this.#facts, most);
    for (const goals of this.#trendsOf(claim.driver).suspects) {
      let pair: Pair | undefined;
      const confirms = (row: AgentMonth): boolean => {
        pair = along(row);
        return pair !== undefined;
      };
      seek(scope, { goals, besides: namesIn(claim.subject), confirms, patience: SUSPECT_PIECES });
      if (pair) return pair;
    }
    this.#rows ??= [...sampleRows(scope, MAGNITUDES)];
    for (const row of this.#rows.slice(0, effort.rows)) {
      if (scope.model.work > most) return undefined;
      const pair = along(row);
      if (pair) return pair;
    }
    return undefined;
  }

  /** The figures that matter, so that a witness shows no others. */
  #restrict(row: AgentMonth, leaves: readonly string[]): AgentMonth {
    const metrics = new Set(leaves.map((leaf) => this.#context.scope.model.leaf(leaf)?.metric.name));
    return { ...row, values: new Map([...row.values].filter(([name]) => metrics.has(name))) };
  }

  #tryAll(claim: Claim, moved: string, names: readonly string[]): Monotony {
    const { scope, reference } = this.#context;
    const { model } = scope;
    if (!isSelfContained(model, [claim.subject], names)) return { status: "undecided" };
    const leaves = leavesOf(model, names);
    // The figure that is moved comes last, so that the rows of one line stand together, in its order.
    const rows = everyRow(scope, [...leaves.filter((leaf) => leaf !== moved), moved]);
    if (!rows) return { status: "undecided" };
    const domain = scope.get(moved);
    const size = domain.kind === "values" ? domain.values.length : 1;
    for (let start = 0; start < rows.length; start += size) {
      const line = rows.slice(start, start + size).flatMap((row) => {
        const outcome = reference.evaluate(claim.subject, row);
        return isRowError(outcome) ? [] : [{ row, value: outcome }];
      });
      let extreme = line[0];
      for (const each of line) {
        if (!extreme) break;
        if (contradicts(claim, extreme.value, each.value))
          return { status: "refuted", pair: { low: extreme.row, high: each.row } };
        // Equal or further in the permitted direction.
        extreme = each;
      }
    }
    return { status: "proven" };
  }
}
