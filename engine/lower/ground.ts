/**
 * What is known of the data before any row is looked at: the ground on which bounds are proven. Of
 * loaded columns it is what they really hold; without data, what the catalogue declares.
 */
import type { Catalogue, Metric, Permitted } from "../catalogue/metric.ts";
import { LIMITS } from "../limits.ts";
import type { Rational } from "../values/rational.ts";
import { bounds, ceilDivide, floorDivide, larger, meet, smaller } from "./bounds.ts";
import type { Bounds } from "./whole.ts";

/** Of a metric that is read from the row (no rate). Bounds are those of its integers; see `Whole`'s `input`. */
export interface MetricGround extends Bounds {
  /** Decimal places its numbers are scaled by; 0 for what is no number. */
  readonly places: number;
  /** No cell is `absent`. */
  readonly complete: boolean;
  /** No cell is `invalid`: what is absent is blank. */
  readonly valid: boolean;
}

export interface Ground {
  /** By canonical name. */
  readonly metrics: ReadonlyMap<string, MetricGround>;
  /** The months that have rows; see `monthIndex`. */
  readonly months: { readonly least: number; readonly greatest: number };
  /** At least as many as the rows of any one month. */
  readonly agents: number;
  /** No agent has two rows of one month. */
  readonly unique: boolean;
  /** Values of params that are taken instead of the text's. */
  readonly params?: ReadonlyMap<string, Rational>;
}

/** No database has more rows of one month. */
const AGENTS = 1_000_000_000;
const MONTHS = { least: 0, greatest: 9999 * 12 + 11 };
/** 0000-01-01 and 9999-12-31, as days since 1970-01-01. */
const DATES = { least: -719_528n, greatest: 2_932_896n };

/**
 * The ground without data. A metric whose number of decimals is not declared is not in it: no scale
 * is known to hold its values.
 */
export function declaredGround({ metrics }: Catalogue): Ground {
  const known = new Map<string, MetricGround>();
  for (const metric of metrics.values()) {
    const ground = metric.rate ? undefined : declared(metric);
    if (ground) known.set(metric.name, ground);
  }
  return { metrics: known, months: MONTHS, agents: AGENTS, unique: false };
}

/** A cell may hold so many digits. */
function readable(places: number): Bounds {
  const greatest = 10n ** BigInt(LIMITS.digits + places);
  return { least: -greatest, greatest };
}

function declared({ type, decimals, permitted }: Metric): MetricGround | undefined {
  const cells = { complete: false, valid: true };
  switch (type.kind) {
    case "number":
      return decimals === undefined
        ? undefined
        : {
            ...cells,
            places: decimals,
            ...meet(readable(decimals), permitted ? permittedBounds(permitted, decimals) : {}),
          };
    case "choice":
      return { ...cells, places: 0, least: 0n, greatest: BigInt(Math.max(0, type.values.length - 1)) };
    case "date":
      return { ...cells, places: 0, ...DATES };
    case "truth":
    case "text":
      return { ...cells, places: 0 };
    case "unknown":
      return undefined;
  }
}

/** Rounded outwards, should an end have more decimals than the metric. */
function permittedBounds(permitted: Permitted, places: number): Bounds {
  const scale = 10n ** BigInt(places);
  const below = ({ numerator, denominator }: Rational): bigint => floorDivide(numerator * scale, denominator);
  const above = ({ numerator, denominator }: Rational): bigint => ceilDivide(numerator * scale, denominator);
  if (permitted.kind === "range") {
    return bounds(permitted.lower && below(permitted.lower), permitted.upper && above(permitted.upper));
  }
  const { values } = permitted;
  return values.length === 0
    ? {}
    : { least: values.map(below).reduce(smaller), greatest: values.map(above).reduce(larger) };
}
