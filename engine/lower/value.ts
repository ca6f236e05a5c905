/** Values while a program is lowered: like `Lowered`, but numbers still have their parts. */
import { rational } from "../values/rational.ts";
import type { Type } from "../values/type.ts";
import { isRational, type Value as Known, type RowErrorCode } from "../values/value.ts";
import { type Amount, Amounts } from "./amount.ts";
import { Beyond } from "./beyond.ts";
import { dayNumber } from "./calendar.ts";
import { Graph } from "./graph.ts";
import type { Bounds, Cause, Flag, Lowered, Text, Whole } from "./whole.ts";

/** A value without the cause that may keep it from being had. */
export type Content =
  | { readonly kind: "number"; readonly amount: Amount }
  | { readonly kind: "code"; readonly code: Whole }
  | { readonly kind: "truth"; readonly holds: Flag }
  | { readonly kind: "text"; readonly text: Text };

export type Value = Content & { readonly cause: Whole };

/** A param that can be set without lowering anew. */
export type Slot = Required<Bounds> & { readonly value: bigint; readonly scale: bigint };

export class Values {
  readonly graph = new Graph();
  readonly amounts = new Amounts(this.graph);
  readonly causes: Cause[] = [{ code: "duplicate-row", name: "" }];
  readonly slots = new Map<string, Slot>();
  readonly #places = new Map<string, number>([["duplicate-row ", 1]]);
  /** The cause of what has a value. */
  readonly sound: Whole = this.graph.zero;

  // ── causes ─────────────────────────────────────────────────────────────────────────────────────

  /** The place of a cause among the program's. */
  placeOf(code: RowErrorCode | "cell", name: string): number {
    const key = `${code} ${name}`;
    const place = this.#places.get(key) ?? this.causes.push({ code, name });
    this.#places.set(key, place);
    return place;
  }

  cause(code: RowErrorCode | "cell", name: string): Whole {
    return this.graph.constant(BigInt(this.placeOf(code, name)));
  }

  /** The cause where the flag holds, else none. */
  causeWhere(flag: Flag, code: RowErrorCode | "cell", name: string): Whole {
    return flag === this.graph.never ? this.sound : this.graph.choose(flag, this.cause(code, name), this.sound);
  }

  /** The cause that a step left in its column. */
  causeLeftBy(step: string): Whole {
    return this.graph.step(step, "cause", { least: 0n, greatest: MOST_CAUSES });
  }

  /** The first of several causes that is one. */
  first(...causes: readonly Whole[]): Whole {
    const { graph } = this;
    return causes.reduceRight(
      (rest, cause) => (rest === this.sound ? cause : graph.choose(graph.equal(cause, this.sound), rest, cause)),
      this.sound,
    );
  }

  // ── values ─────────────────────────────────────────────────────────────────────────────────────

  number(amount: Amount, cause: Whole = this.sound): Value {
    return { kind: "number", amount, cause };
  }

  /** An integer that holds a number times `10^places`. */
  scaled(integer: Whole, places: number): Value {
    return this.number(this.amounts.of(integer, rational(1n, 10n ** BigInt(places))));
  }

  slot(name: string, slot: Slot): Value {
    this.slots.set(name, slot);
    const { least, greatest, scale } = slot;
    return this.number(this.amounts.of(this.graph.param(name, scale, { least, greatest }), rational(1n, scale)));
  }

  truth(holds: Flag, cause: Whole = this.sound): Value {
    return { kind: "truth", holds, cause };
  }

  code(code: Whole, cause: Whole = this.sound): Value {
    return { kind: "code", code, cause };
  }

  text(text: Text, cause: Whole = this.sound): Value {
    return { kind: "text", text, cause };
  }

  known(value: Known, type: Type): Value {
    if (isRational(value)) return this.number(this.amounts.constant(value));
    if (typeof value === "boolean") return this.truth(this.graph.truth(value));
    if (type.kind === "choice") return this.code(this.graph.constant(BigInt(type.values.indexOf(value))));
    if (type.kind === "date") return this.code(this.graph.constant(BigInt(dayNumber(value))));
    return this.text(this.graph.text(value));
  }

  /** What has no value: any of the type would do. */
  failing(cause: Whole, type: Type): Value {
    switch (type.kind) {
      case "number":
        return this.number([], cause);
      case "truth":
        return this.truth(this.graph.never, cause);
      case "choice":
      case "date":
        return this.code(this.graph.zero, cause);
      case "text":
        return this.text(this.graph.text(""), cause);
      case "unknown":
        throw unknownType();
    }
  }

  /** One of two, with its cause. */
  choose(when: Flag, then: Value, otherwise: Value): Value {
    return {
      ...this.#chooseContent(when, then, otherwise),
      cause: this.graph.choose(when, then.cause, otherwise.cause),
    };
  }

  #chooseContent(when: Flag, then: Content, otherwise: Content): Content {
    const { graph, amounts } = this;
    if (then.kind === "number" && otherwise.kind === "number") {
      return { kind: "number", amount: amounts.choose(when, then.amount, otherwise.amount) };
    }
    if (then.kind === "code" && otherwise.kind === "code") {
      return { kind: "code", code: graph.choose(when, then.code, otherwise.code) };
    }
    if (then.kind === "truth" && otherwise.kind === "truth") {
      return { kind: "truth", holds: graph.chooseFlag(when, then.holds, otherwise.holds) };
    }
    if (then.kind === "text" && otherwise.kind === "text") {
      return { kind: "text", text: graph.chooseText(when, then.text, otherwise.text) };
    }
    throw unknownType();
  }

  /** The value with causes that come before its own. */
  after(value: Value, ...causes: readonly Whole[]): Value {
    return { ...value, cause: this.first(...causes, value.cause) };
  }

  lowered(value: Value, type: Type): Lowered {
    const { cause } = value;
    switch (value.kind) {
      case "number":
        return { type, cause, kind: "number", ...this.amounts.fraction(value.amount) };
      case "code":
        return { type, cause, kind: "code", code: value.code };
      case "truth":
        return { type, cause, kind: "truth", holds: value.holds };
      case "text":
        return { type, cause, kind: "text", text: value.text };
    }
  }

  /** The value as whoever comes later reads it from the step's column; what is no work is not read. */
  fromStep(step: string, value: Value, { cause, ...lowered }: Lowered): Value {
    const { graph } = this;
    const failed = cause.op === "constant" ? cause : this.causeLeftBy(step);
    switch (value.kind) {
      case "number": {
        const [only] = value.amount;
        if (lowered.kind !== "number" || !only || (value.amount.length === 1 && isLeaf(only.numerator))) {
          return { ...value, cause: failed };
        }
        const { factor, denominator } = this.amounts.combined(value.amount);
        const numerator = graph.step(step, "numerator", lowered.numerator);
        const range = this.amounts.rangeOf(value.amount);
        return this.number(this.amounts.of(numerator, rational(1n, factor.denominator), denominator, range), failed);
      }
      case "code":
        return this.code(isLeaf(value.code) ? value.code : graph.step(step, "code", value.code), failed);
      case "truth": {
        const { op } = value.holds;
        const isRead = op === "constant" || op === "input" || op === "step";
        return this.truth(isRead ? value.holds : graph.stepFlag(step, value.holds), failed);
      }
      case "text":
        return this.text(value.text.op === "choose" ? graph.stepText(step) : value.text, failed);
    }
  }
}

const isLeaf = ({ op }: Whole): boolean =>
  op === "constant" || op === "input" || op === "param" || op === "month" || op === "step";

/** More causes than any scheme has names to fail. */
const MOST_CAUSES = 1_000_000n;

export const unknownType = (): Beyond => new Beyond("值的类型未知", "the type of a value is not known");
export const amountOf = (value: Value): Amount => {
  if (value.kind !== "number") throw unknownType();
  return value.amount;
};
export const holdsOf = (value: Value): Flag => {
  if (value.kind !== "truth") throw unknownType();
  return value.holds;
};
export const codeOf = (value: Value): Whole => {
  if (value.kind !== "code") throw unknownType();
  return value.code;
};
