/**
 * Puts a program in whole numbers; see `whole.ts`. Every name becomes a step, what looks at other
 * rows further steps; a name that cannot be put so, and what depends on it, is `beyond`.
 */

import type { Localized } from "../diagnostics/localized.ts";
import type { Program } from "../ir/program.ts";
import type { Term } from "../ir/term.ts";
import { PLAIN_NUMBER, type Type } from "../values/type.ts";
import { Beyond } from "./beyond.ts";
import { lowerCell, lowerDefinition } from "./definition.ts";
import type { Ground } from "./ground.ts";
import type { AddStep, Scope, StepWithValue } from "./scope.ts";
import { lowerTerm } from "./term.ts";
import { unknownType, type Value, Values } from "./value.ts";
import type { Lowered, Step, Whole, WholeProgram } from "./whole.ts";

/** `ground` is what is known of the data; what is lowered holds only for data of which it is true. */
export function lower(program: Program, ground: Ground): WholeProgram {
  return new Lowering(program, ground).run();
}

class Lowering {
  readonly #program: Program;
  readonly #ground: Ground;
  readonly #values = new Values();
  readonly #month: Whole;
  readonly #steps: Step[] = [];
  readonly #names = new Map<string, string>();
  readonly #beyond = new Map<string, Localized>();
  readonly #inputs = new Map<string, { readonly places: number }>();
  /** What a name holds, as others read it, and as its step computes it. */
  readonly #held = new Map<string, { readonly value: Value; readonly lowered: Lowered }>();
  /** Steps of expressions that are no names, by what they compute. */
  readonly #hoisted = new Map<string, { readonly step: string; readonly value: Lowered }>();
  /** Steps that look at other rows, by what they look at. */
  readonly #across = new Map<string, string>();

  constructor(program: Program, ground: Ground) {
    this.#program = program;
    this.#ground = ground;
    const { least, greatest } = ground.months;
    this.#month = this.#values.graph.month({ least: BigInt(least), greatest: BigInt(greatest) });
  }

  run(): WholeProgram {
    const { order, definitions } = this.#program;
    for (const name of order) {
      const definition = definitions.get(name);
      if (!definition) continue;
      const before = this.#steps.length;
      try {
        const value = lowerDefinition(definition, this.#scopeOf(name));
        const lowered = this.#values.lowered(value, definition.type);
        this.#steps.push({ name, type: definition.type, kind: "row", value: lowered });
        this.#names.set(name, name);
        this.#held.set(name, { value: this.#values.fromStep(name, value, lowered), lowered });
      } catch (failure) {
        if (!(failure instanceof Beyond)) throw failure;
        this.#beyond.set(name, failure.reason);
        this.#forget(before);
      }
    }
    return {
      steps: this.#steps,
      names: this.#names,
      beyond: this.#beyond,
      causes: this.#values.causes,
      params: this.#values.slots,
      inputs: this.#inputs,
    };
  }

  /** Steps made for a name that turned out to be beyond. */
  #forget(before: number): void {
    const gone = new Set(this.#steps.splice(before).map(({ name }) => name));
    for (const [key, { step }] of this.#hoisted) if (gone.has(step)) this.#hoisted.delete(key);
    for (const [key, step] of this.#across) if (gone.has(step)) this.#across.delete(key);
  }

  #scopeOf(owner: string): Scope {
    let made = 0;
    const add: AddStep = (make) => {
      made += 1;
      const name = `${owner} #${made}`;
      this.#steps.push(make(name));
      return name;
    };
    /** The same step for equal looks. */
    const addAcross: AddStep = (make) => {
      const key = keyOfAcross(make(""));
      const known = this.#across.get(key) ?? add(make);
      this.#across.set(key, known);
      return known;
    };
    // What a row holds for other rows is computed where no condition is known to hold.
    const scope: Scope = {
      values: this.#values,
      ground: this.#ground,
      owner,
      facts: [],
      month: this.#month,
      valueOf: (name) => this.#valueOf(name),
      cell: (metric) => this.#cell(metric),
      stepOf: (term) => this.#stepOf(term, scope, add),
      stepOfCell: (metric) => this.#hoist(lowerCell(metric, metric, scope), PLAIN_NUMBER, add),
      addAcross,
      lower: lowerTerm,
    };
    return scope;
  }

  #valueOf(name: string): Value {
    const held = this.#held.get(name);
    if (held) return held.value;
    throw this.#beyondLike(name);
  }

  #beyondLike(name: string): Beyond {
    const reason = this.#beyond.get(name);
    return reason ? new Beyond(reason.zh, reason.en) : new Beyond(`“${name}”没有定义`, `"${name}" is not defined`);
  }

  #cell(metric: string): Value {
    const graph = this.#values.graph;
    const known = this.#ground.metrics.get(metric);
    const type = this.#program.catalogue.metrics.get(metric)?.type;
    if (!known || !type) {
      throw new Beyond(`指标“${metric}”的小数位数没有规定`, `the decimals of the metric "${metric}" are not declared`);
    }
    this.#inputs.set(metric, { places: known.places });
    switch (type.kind) {
      case "number":
        return this.#values.scaled(graph.input(metric, known), known.places);
      case "choice":
      case "date":
        return this.#values.code(graph.input(metric, known));
      case "truth":
        return this.#values.truth(graph.inputFlag(metric));
      case "text":
        return this.#values.text(graph.inputText(metric));
      case "unknown":
        throw unknownType();
    }
  }

  /** A name's own step, or one made for the expression. */
  #stepOf(term: Term, scope: Scope, add: AddStep): StepWithValue {
    if (term.kind !== "reference") return this.#hoist(lowerTerm(term, scope), term.type, add);
    const held = this.#held.get(term.name);
    if (!held) throw this.#beyondLike(term.name);
    return { step: term.name, value: held.lowered };
  }

  /** The same step for equal expressions. */
  #hoist(value: Value, type: Type, add: AddStep): StepWithValue {
    const lowered = this.#values.lowered(value, type);
    const key = keyOf(lowered);
    const known = this.#hoisted.get(key);
    if (known) return known;
    const made = { step: add((name) => ({ name, type, kind: "row", value: lowered })), value: lowered };
    this.#hoisted.set(key, made);
    return made;
  }
}

/** Where it stands in the text does not matter, nor do causes of what cannot fail. */
const keyOfAcross = (step: Step): string =>
  JSON.stringify(step, (key, value: unknown) =>
    key === "span" || (key === "causes" && step.kind === "window" && !step.fails) ? undefined : value,
  );

function keyOf(value: Lowered): string {
  switch (value.kind) {
    case "number":
      return `${value.cause.id} ${value.numerator.id} ${value.denominator.id}`;
    case "code":
      return `${value.cause.id} ${value.code.id}`;
    case "truth":
      return `${value.cause.id} ${value.holds.id}`;
    case "text":
      return `${value.cause.id} ${value.text.id}`;
  }
}
