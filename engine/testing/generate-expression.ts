/** Expressions that the checker accepts where they stand: names, types and units fit. */
import type { Catalogue, Metric } from "../catalogue/metric.ts";
import { formatUnit } from "../values/unit.ts";
import type { Chance } from "./chance.ts";

/** What an expression is: a number by its unit (`%` for a percentage, empty for none), or another type. */
export type Sort =
  | { readonly kind: "number"; readonly unit: string }
  | { readonly kind: "truth" | "text" | "date" }
  | { readonly kind: "choice"; readonly name: string; readonly values: readonly string[] };

/** A name that generated rules may use. */
export interface Known {
  readonly name: string;
  readonly sort: Sort;
  /** Roughly how many figures of an input went into its exact value, which growth is limited by. */
  readonly size: number;
  /** A rate of the catalogue, which a window takes without an aggregate. */
  readonly isRate?: boolean;
  /** Of a param: what it stands for, so that bounds can be put in order. */
  readonly value?: number;
}

/** An expression, in brackets unless it is a single word, and the size of its value. */
export interface Piece {
  readonly text: string;
  readonly size: number;
}

export interface ExpressionOptions {
  /** Windows, streaks and the calendar. */
  readonly windows: boolean;
  /** What looks at other agents. */
  readonly peers: boolean;
  /** Divisions that nothing guards. */
  readonly unguarded: boolean;
}

export const PLAIN: Sort = { kind: "number", unit: "" };
export const TRUTH: Sort = { kind: "truth" };

/** Departments and teams, also those of the generated data. */
export const TEXTS = ["一部", "二部", "三部"] as const;
/** Dates in rules, also among those of the generated data. */
export const DATES = ["2023-12-31", "2024-02-29", "2024-03-01", "2024-11-15", "2025-01-31"] as const;

/** Above this the exact value may outgrow its limit, and the checker would refuse it. */
const MOST_FIGURES = 16;
const LEAF_DEPTH = 0;
const COMPARISONS = ["=", "!=", "<", "<=", ">", ">="] as const;

export const isSame = (a: Sort, b: Sort): boolean =>
  a.kind === "number" && b.kind === "number"
    ? a.unit === b.unit
    : a.kind === "choice" && b.kind === "choice"
      ? a.name === b.name
      : a.kind === b.kind;

/** Where an expression stands: how deep it may still go, and whether it may look at other months and agents. */
interface Place {
  readonly depth: number;
  readonly looks: boolean;
}

export class ExpressionGenerator {
  readonly #chance: Chance;
  readonly #catalogue: Catalogue;
  readonly #options: ExpressionOptions;
  readonly #known: Known[] = [];

  constructor(chance: Chance, catalogue: Catalogue, options: ExpressionOptions) {
    this.#chance = chance;
    this.#catalogue = catalogue;
    this.#options = options;
  }

  get known(): readonly Known[] {
    return this.#known;
  }

  /** From now on expressions may use the name. */
  know(known: Known): void {
    this.#known.push(known);
  }

  named(isWanted: (known: Known) => boolean): Known[] {
    return this.#known.filter(isWanted);
  }

  /** Every unit that a name has. */
  get units(): string[] {
    return [...new Set(["", ...this.#known.flatMap(({ sort }) => (sort.kind === "number" ? [sort.unit] : []))])];
  }

  /** A sort that names have, numbers most often. */
  anySort(): Sort {
    const { pick, once } = this.#bound;
    if (once(4)) return pick([TRUTH, ...this.named(({ sort }) => sort.kind === "choice").map(({ sort }) => sort)]);
    return { kind: "number", unit: pick(this.units) };
  }

  of(sort: Sort, depth = 3): Piece {
    return this.#of(sort, { depth, looks: true });
  }

  /** A plain number in a unit, as a grid or a bound wants it. */
  literal(unit: string): string {
    const digits = this.digits();
    return unit === "" ? digits : unit === "%" ? `${digits}%` : `${digits} ${unit}`;
  }

  digits(): string {
    const { whole, once } = this.#bound;
    if (once(40)) return `${whole(9_007_199, 9_007_200)}254740993`;
    if (once(25)) return `0.${"0".repeat(whole(0, 5))}${whole(1, 9)}`;
    if (once(4)) return `${whole(0, 40)}.${whole(1, 99)}`;
    return String(once(6) ? whole(100, 5_000) : whole(0, 30));
  }

  get #bound() {
    const chance = this.#chance;
    return {
      whole: (least: number, most: number) => chance.whole(least, most),
      once: (times: number) => chance.once(times),
      pick: <T>(list: readonly T[]) => chance.pick(list),
    };
  }

  #of(sort: Sort, place: Place): Piece {
    const piece = this.#try(sort, place);
    return piece.size <= MOST_FIGURES ? piece : this.#leaf(sort);
  }

  #try(sort: Sort, place: Place): Piece {
    if (place.depth <= LEAF_DEPTH || this.#chance.once(5)) return this.#leaf(sort);
    const inner = { ...place, depth: place.depth - 1 };
    if (sort.kind !== "truth" && this.#chance.once(6)) return this.#choose(sort, inner);
    switch (sort.kind) {
      case "number":
        return this.#number(sort.unit, inner);
      case "truth":
        return this.#truth(inner);
      default:
        return this.#leaf(sort);
    }
  }

  #leaf(sort: Sort): Piece {
    const { pick, once } = this.#bound;
    const names = this.named((known) => isSame(known.sort, sort));
    if (names.length > 0 && !once(4)) {
      const { name, size } = pick(names);
      return { text: name, size };
    }
    switch (sort.kind) {
      case "number":
        return { text: once(6) ? `(-${this.literal(sort.unit)})` : this.literal(sort.unit), size: 1 };
      case "truth":
        return { text: pick(["是", "否"]), size: 1 };
      case "text":
        return { text: `"${pick(TEXTS)}"`, size: 1 };
      case "date":
        return { text: once(2) || !this.#options.windows ? pick(DATES) : this.#day(), size: 1 };
      case "choice":
        return { text: pick(sort.values), size: 1 };
    }
  }

  #choose(sort: Sort, place: Place): Piece {
    const condition = this.#of(TRUTH, place);
    const [yes, no] = this.#pair(sort, place);
    return {
      text: `(if ${condition.text} then ${yes.text} else ${no.text})`,
      size: Math.max(yes.size, no.size),
    };
  }

  /** Of two bare values of a choice nothing says which choice is meant. */
  #pair(sort: Sort, place: Place): [Piece, Piece] {
    const [left, right] = [this.#of(sort, place), this.#of(sort, place)];
    return sort.kind === "choice" && [left, right].every(({ text }) => sort.values.includes(text))
      ? [this.#nameOf(sort) ?? left, right]
      : [left, right];
  }

  #nameOf(sort: Sort): Piece | undefined {
    const names = this.named((known) => isSame(known.sort, sort));
    return names.length === 0 ? undefined : { text: this.#chance.pick(names).name, size: 1 };
  }

  #number(unit: string, place: Place): Piece {
    const makers = [
      () => this.#sum(unit, place),
      () => this.#product(unit, place),
      () => this.#quotient(unit, place),
      () => this.#call(unit, place),
      () => this.#call(unit, place),
      () => this.#convert(unit, place),
    ];
    if (place.looks && this.#options.windows) makers.push(() => this.#window(unit, place));
    if (place.looks && this.#options.peers) makers.push(() => this.#peers(unit, place));
    if (unit === "") makers.push(() => this.#count(place));
    return this.#chance.pick(makers)() ?? this.#leaf({ kind: "number", unit });
  }

  #sum(unit: string, place: Place): Piece {
    const [left, right] = this.#pair({ kind: "number", unit }, place);
    return { text: `(${left.text} ${this.#chance.pick(["+", "-"])} ${right.text})`, size: left.size + right.size };
  }

  /** A percentage times anything is a plain number, so percentages are made otherwise. */
  #product(unit: string, place: Place): Piece | undefined {
    if (unit === "%") return undefined;
    const factor = this.#of({ kind: "number", unit: this.#chance.pick(["", "", "%"]) }, place);
    const wages = this.named(({ sort }) => sort.kind === "number" && sort.unit.startsWith(`${unit}/`));
    if (unit !== "" && wages.length > 0 && this.#chance.once(2)) {
      const wage = this.#chance.pick(wages);
      const per = wage.sort.kind === "number" ? wage.sort.unit.slice(unit.length + 1) : "";
      const amount = this.#of({ kind: "number", unit: per }, place);
      return { text: `(${wage.name} * ${amount.text})`, size: wage.size + amount.size };
    }
    const other = this.#of({ kind: "number", unit }, place);
    return { text: `(${other.text} * ${factor.text})`, size: other.size + factor.size };
  }

  #quotient(unit: string, place: Place): Piece | undefined {
    if (unit === "%") {
      const share = this.#quotient("", place);
      return share && { text: `clamp(${share.text}, 0%, ${this.#chance.whole(1, 4)}00%)`, size: share.size };
    }
    const below = unit === "" ? this.#chance.pick(this.units) : "";
    const above = this.#of({ kind: "number", unit: unit === "" ? below : unit }, place);
    const divisor = this.#of({ kind: "number", unit: below }, place);
    const size = above.size + divisor.size;
    const quotient = `(${above.text} / ${divisor.text})`;
    if (this.#options.unguarded && this.#chance.once(2)) return { text: quotient, size };
    const one = below === "%" ? "100%" : `1${below === "" ? "" : ` ${below}`}`;
    const otherwise = this.#of({ kind: "number", unit }, { ...place, depth: LEAF_DEPTH });
    const guarded = [
      `(if ${divisor.text} > 0 then ${above.text} / ${divisor.text} else ${otherwise.text})`,
      `(if ${divisor.text} != 0 then ${above.text} / ${divisor.text} else ${otherwise.text})`,
      `(${above.text} / max(${divisor.text}, ${one}))`,
      `(${above.text} / ${this.#chance.whole(1, 30)}${below === "" ? "" : below === "%" ? "%" : ` ${below}`})`,
    ];
    return { text: this.#chance.pick(guarded), size };
  }

  #call(unit: string, place: Place): Piece {
    const { pick, once, whole } = this.#bound;
    const sort: Sort = { kind: "number", unit };
    const first = this.#of(sort, place);
    switch (pick(["round", "round", "floor", "ceil", "min", "max", "abs", "negate", "clamp"])) {
      case "min":
      case "max": {
        const more = this.#chance.many(1, 2, () => this.#of(sort, place));
        const all = [first, ...more];
        const size = Math.max(...all.map(({ size }) => size));
        return { text: `${pick(["min", "max"])}(${all.map(({ text }) => text).join(", ")})`, size };
      }
      case "abs":
        return { text: `abs(${first.text})`, size: first.size };
      case "negate":
        return /^\d/.test(first.text) ? first : { text: `(-${first.text})`, size: first.size };
      case "clamp": {
        // Limits that depend on the data may cross, which is a row error.
        const limits = once(4) ? [this.#of(sort, place).text, this.#of(sort, place).text] : ["0", this.literal(unit)];
        return { text: `clamp(${first.text}, ${limits.join(", ")})`, size: first.size + 1 };
      }
      default: {
        const decimals = once(5) ? "" : `, ${once(6) ? -whole(1, 3) : whole(0, 5)}`;
        return { text: `${pick(["round", "round", "floor", "ceil"])}(${first.text}${decimals})`, size: 2 };
      }
    }
  }

  /** Between units that the catalogue relates: 秒 as 分钟. */
  #convert(unit: string, place: Place): Piece | undefined {
    const pairs = this.#catalogue.conversions.flatMap(({ from, to }) => [
      { from, to },
      { from: to, to: from },
    ]);
    const source = pairs.find(({ to, from }) => to === unit && this.units.includes(from))?.from;
    if (source === undefined) return undefined;
    const operand = this.#of({ kind: "number", unit: source }, place);
    return { text: `(${operand.text} as ${unit})`, size: operand.size };
  }

  #truth(place: Place): Piece {
    const { pick, once } = this.#bound;
    const makers = [
      () => this.#comparison(place),
      () => this.#comparison(place),
      () => this.#comparison(place),
      () => this.#member(place),
      () => `(not ${this.#of(TRUTH, place).text})`,
      () => `(${this.#of(TRUTH, place).text} ${pick(["and", "or"])} ${this.#of(TRUTH, place).text})`,
    ];
    if (this.#options.windows) {
      makers.push(() => `(${pick(["first", "last"])} month of ${pick(["quarter", "year"])})`);
    }
    if (once(12)) makers.push(() => this.#sameText());
    return { text: pick(makers)(), size: 1 };
  }

  #comparison(place: Place): string {
    const { pick, once } = this.#bound;
    const choices = this.named(({ sort }) => sort.kind === "choice");
    const dates = this.named(({ sort }) => sort.kind === "date");
    if (choices.length > 0 && once(4)) {
      const { name, sort } = pick(choices);
      return `(${name} ${pick(COMPARISONS)} ${this.#leaf(sort).text})`;
    }
    if (dates.length > 0 && once(6)) {
      return `(${pick(dates).name} ${pick(COMPARISONS)} ${this.#leaf({ kind: "date" }).text})`;
    }
    if (once(8)) return this.#sameText();
    const [left, right] = this.#pair({ kind: "number", unit: pick(this.units) }, place);
    return `(${left.text} ${pick(COMPARISONS)} ${right.text})`;
  }

  #sameText(): string {
    const { pick } = this.#bound;
    const [left, right] = [this.#leaf({ kind: "text" }), this.#leaf({ kind: "text" })];
    return `(${left.text} ${pick(["=", "!="])} ${right.text})`;
  }

  #member(place: Place): string {
    const { pick, once } = this.#bound;
    const choices = this.named(({ sort }) => sort.kind === "choice");
    if (choices.length > 0 && once(3)) {
      const { name, sort } = pick(choices);
      const values = sort.kind === "choice" ? this.#chance.some(sort.values, this.#chance.whole(1, 3)) : [];
      return `(${name} in (${values.join(", ")}))`;
    }
    const unit = pick(this.units);
    const operand = this.#of({ kind: "number", unit }, place);
    return `(${operand.text} in ${this.interval(unit)})`;
  }

  /** Bounds are bare, as the operand or the column gives them their unit; a percentage keeps its sign. */
  interval(unit: string): string {
    const { whole, pick } = this.#bound;
    const low = whole(-3, 20);
    const high = low + whole(1, 20);
    const sign = unit === "%" ? "%" : "";
    return `${pick(["[", "("])}${low}${sign} .. ${high}${sign}${pick(["]", ")"])}`;
  }

  #period(): string {
    const { pick, once, whole } = this.#bound;
    if (once(2)) return `${pick(["this", "previous"])} ${pick(["month", "quarter", "year"])}`;
    return `${pick(["last", "previous"])} ${whole(1, 6)} months`;
  }

  #day(): string {
    const { pick } = this.#bound;
    const which = pick(["", "this ", "previous "]);
    return `(${pick(["first", "last"])} day of ${which}${pick(["month", "quarter", "year"])})`;
  }

  /** `where` and `at least` now and then. */
  #tail(inner: Place): string {
    const { once, whole } = this.#bound;
    const where = once(3) ? ` where ${this.#of(TRUTH, inner).text}` : "";
    return `${where}${once(4) ? `, at least ${whole(1, 3)} months` : ""}`;
  }

  #window(unit: string, place: Place): Piece {
    const { pick, once } = this.#bound;
    const inner = { depth: Math.min(place.depth, 1), looks: false };
    const rates = this.named(({ isRate, sort }) => isRate === true && isSame(sort, { kind: "number", unit }));
    if (rates.length > 0 && once(2)) {
      return { text: `(${pick(rates).name} over ${this.#period()}${this.#tail(inner)})`, size: 4 };
    }
    const aggregate = pick(["sum", "sum", "average", "min", "max"]);
    // The months of a fraction have different denominators, which multiply.
    const operand = this.#whole(unit, inner);
    return { text: `(${aggregate}(${operand.text}) over ${this.#period()}${this.#tail(inner)})`, size: 4 };
  }

  /** Rounded, or the figure of an input. */
  #whole(unit: string, inner: Place): Piece {
    const operand = this.#of({ kind: "number", unit }, inner);
    const isRate = this.#known.some(({ name, isRate }) => isRate === true && name === operand.text);
    if (operand.size <= 1 && !isRate) return operand;
    return { text: `round(${operand.text}, ${this.#chance.whole(0, 4)})`, size: 2 };
  }

  #count(place: Place): Piece | undefined {
    const { pick, once } = this.#bound;
    const inner = { depth: Math.min(place.depth, 2), looks: false };
    const dates = this.named(({ sort }) => sort.kind === "date");
    const makers: (() => string)[] = [];
    if (place.looks && this.#options.windows) {
      makers.push(
        () => `(count(${this.#of(TRUTH, inner).text}) over ${this.#period()}${this.#tail(inner)})`,
        () => `(months in ${this.#period()}${this.#tail(inner)})`,
        () => `streak(${this.#of(TRUTH, inner).text})`,
        () => `streak(${this.#of(TRUTH, inner).text})`,
      );
    }
    if (dates.length > 0) {
      const from = pick(dates).name;
      const to = once(2) || !this.#options.windows ? this.#leaf({ kind: "date" }).text : this.#day();
      makers.push(() => `${pick(["days", "full months"])}(${once(4) ? `${to}, ${from}` : `${from}, ${to}`})`);
    }
    return makers.length === 0 ? undefined : { text: pick(makers)(), size: 1 };
  }

  #peers(unit: string, place: Place): Piece | undefined {
    const { pick, once } = this.#bound;
    const inner = { depth: Math.min(place.depth, 1), looks: false };
    const attributes = this.named(({ sort }) => sort.kind === "text" || sort.kind === "choice").map(({ name }) => name);
    const groups = ["all", ...attributes, ...(attributes.length > 1 ? [`(${attributes.slice(0, 2).join(", ")})`] : [])];
    const within = ` within ${pick(groups)})`;
    const operand = () => this.#whole(pick(this.units), inner).text;
    if (unit === "%") return { text: `(percentile(${operand()})${within}`, size: 1 };
    if (unit === "" && once(2)) {
      return {
        text: once(3) ? `(count(${this.#of(TRUTH, inner).text})${within}` : `(rank(${operand()})${within}`,
        size: 1,
      };
    }
    return { text: `(${pick(["sum", "average"])}(${this.#whole(unit, inner).text})${within}`, size: 4 };
  }
}

/** What rules know of a metric. */
export function sortOf({ name, type }: Metric): Sort {
  switch (type.kind) {
    case "number":
      return { kind: "number", unit: type.percent ? "%" : formatUnit(type.unit) };
    case "choice":
      return { kind: "choice", name, values: type.values };
    case "unknown":
      throw new Error(`${name} has no type`);
    default:
      return { kind: type.kind };
  }
}
