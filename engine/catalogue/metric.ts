import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import type { Rational } from "../values/rational.ts";
import type { Type } from "../values/type.ts";
import type { Unit } from "../values/unit.ts";

/** A measure or attribute of one agent in one month, defined once for all schemes. */
export interface Metric {
  readonly name: string;
  /** English key, unique like the name: `a_customers`. */
  readonly key: string;
  readonly type: Type;
  /** Decimal places a value may have; absent for what is no number or has no limit. */
  readonly decimals?: number;
  /** Absent where every value of the type is permitted. */
  readonly permitted?: Permitted;
  readonly direction: Direction;
  /** Set for a rate: its value is the quotient of two other metrics, never imported itself. */
  readonly rate?: { readonly numerator: string; readonly denominator: string };
  /** Where the figure comes from, such as CRM; absent where the catalogue does not say. */
  readonly source?: string;
  readonly ratedBy?: string;
  /** Other headers under which exports carry it. */
  readonly aliases: readonly string[];
  readonly description?: string;
  readonly clause: Clause;
  readonly span: Span;
}

/** Whether more is better, less is better, a range is aimed at, or none of it applies. */
export type Direction = "up" | "down" | "target" | "none";

/** The values a numeric metric may take. */
export type Permitted =
  | {
      readonly kind: "range";
      readonly lower?: Rational;
      readonly lowerIncluded: boolean;
      readonly upper?: Rational;
      readonly upperIncluded: boolean;
    }
  | { readonly kind: "list"; readonly values: readonly Rational[] };

/** A word that may follow a number. */
export interface UnitWord {
  readonly word: string;
  readonly unit: Unit;
  /** How many of `unit` one of it is: 万元 is 10000 CNY. */
  readonly factor: Rational;
}

/** `one from = factor to`: 1 分钟 = 60 秒; what `as` may convert. */
export interface UnitConversion {
  readonly from: string;
  readonly to: string;
  readonly factor: Rational;
}

export interface Catalogue {
  /** By canonical name, in the order of the text. */
  readonly metrics: ReadonlyMap<string, Metric>;
  readonly units: ReadonlyMap<string, UnitWord>;
  readonly conversions: readonly UnitConversion[];
  /** Finds a metric by name, English key or alias, without regard to case, width and outer spaces. */
  find(header: string): Metric | undefined;
}
