import type { ColumnDefinition, DecisionTable } from "../../../ir/program.ts";
import type { Term } from "../../../ir/term.ts";
import { type Axis, axisOf } from "../axis.ts";
import { assume, rowsThatCanDecide } from "../interpret.ts";
import type { Scope } from "../scope.ts";
import { inOrder } from "./extent.ts";

export interface Branches {
  readonly holds: Scope | undefined;
  readonly fails: Scope | undefined;
}

/** What does not depend on which input moves, worked out once for all of them. */
export class Facts {
  readonly #branches = new WeakMap<Scope, Map<Term, Branches>>();
  readonly #axes = new WeakMap<Scope, Map<DecisionTable, readonly Axis[]>>();
  readonly #rows = new WeakMap<Scope, Map<DecisionTable, ReadonlyMap<number, Scope>>>();

  /** The scopes in which a condition holds and fails; absent where it cannot. */
  branches(condition: Term, scope: Scope): Branches {
    return remember(this.#branches, scope, condition, () => ({
      holds: assume(condition, true, scope),
      fails: assume(condition, false, scope),
    }));
  }

  /** The columns of a table, cut where a test changes its answer, in the order of their values. */
  axes(table: DecisionTable, scope: Scope): readonly Axis[] {
    return remember(this.#axes, scope, table, () =>
      table.inputs.map(({ name, type }, column) => axisOf(scope.model, table, column, inOrder(scope.get(name), type))),
    );
  }

  /** By their place among the rows, those that can decide, with what then is known. */
  rows(definition: ColumnDefinition, scope: Scope): ReadonlyMap<number, Scope> {
    const { table } = definition;
    return remember(this.#rows, scope, table, () => {
      const places = new Map(table.rows.map((row, at) => [row, at]));
      return new Map(rowsThatCanDecide(definition, scope).map(([row, branch]) => [places.get(row) ?? 0, branch]));
    });
  }
}

function remember<Key, Fact>(facts: WeakMap<Scope, Map<Key, Fact>>, scope: Scope, key: Key, find: () => Fact): Fact {
  const known = facts.get(scope) ?? new Map<Key, Fact>();
  facts.set(scope, known);
  const fact = known.get(key) ?? find();
  known.set(key, fact);
  return fact;
}
