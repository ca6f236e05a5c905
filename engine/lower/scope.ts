/** Where an expression is lowered. */
import type { Term } from "../ir/term.ts";
import type { Ground } from "./ground.ts";
import type { Value, Values } from "./value.ts";
import type { Flag, Lowered, Step, Whole } from "./whole.ts";

export interface StepWithValue {
  readonly step: string;
  readonly value: Lowered;
}

/** Adds a step under a name of its own, which it returns. */
export type AddStep = (make: (name: string) => Step) => string;

export interface Scope {
  readonly values: Values;
  readonly ground: Ground;
  /** Whose rule the expression is part of. */
  readonly owner: string;
  /** Conditions that hold wherever the result is looked at. */
  readonly facts: readonly Flag[];
  readonly month: Whole;
  /** @throws Beyond where the name is */
  readonly valueOf: (name: string) => Value;
  /** What the row holds for a metric. */
  readonly cell: (metric: string) => Value;
  /** The step that holds what a term gives in any row, made where there is none. */
  readonly stepOf: (term: Term) => StepWithValue;
  /** The same for the number a metric's cell holds. */
  readonly stepOfCell: (metric: string) => StepWithValue;
  /** Adds a step that looks at other rows. */
  readonly addAcross: AddStep;
  readonly lower: (term: Term, scope: Scope) => Value;
}

/** The same place, where a further condition is known to hold. */
export const given = (scope: Scope, ...facts: readonly Flag[]): Scope => ({
  ...scope,
  facts: [...scope.facts, ...facts],
});
