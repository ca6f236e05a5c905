import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { namesIn, namesInTest } from "../../syntax/walk.ts";
import type { Declaration, Scope } from "./scope.ts";

export interface Order {
  /** Every declared name, each after all it depends on. */
  readonly names: readonly string[];
  /** Names that depend on themselves. */
  readonly cyclic: ReadonlySet<string>;
}

/**
 * Sorts the names so that each stands after what it is computed from, keeping the order of the text
 * where there is a choice. A cycle is reported once, with its path.
 */
export function orderDefinitions(scope: Scope, report: (found: Diagnostic) => void): Order {
  const names: string[] = [];
  const cyclic = new Set<string>();
  const state = new Map<string, "open" | "done">();
  for (const start of scope.declarations.keys()) {
    if (state.has(start)) continue;
    // An explicit stack: a scheme may chain thousands of names.
    const path: { name: string; pending: Iterator<string> }[] = [];
    const enter = (name: string): void => {
      state.set(name, "open");
      path.push({ name, pending: dependenciesOf(name, scope).values() });
    };
    enter(start);
    for (let top = path.at(-1); top; top = path.at(-1)) {
      const next = top.pending.next();
      if (next.done) {
        state.set(top.name, "done");
        names.push(top.name);
        path.pop();
      } else if (state.get(next.value) === "open") {
        const cycle = path.slice(path.findIndex(({ name }) => name === next.value)).map(({ name }) => name);
        reportCycle(cycle, scope, report);
        for (const name of cycle) cyclic.add(name);
      } else if (!state.has(next.value)) enter(next.value);
    }
  }
  return { names, cyclic };
}

function reportCycle(cycle: readonly string[], scope: Scope, report: (found: Diagnostic) => void): void {
  const [first = ""] = cycle;
  const declaration = scope.declarations.get(first);
  if (!declaration) return;
  const path = [...cycle, first].join(" → ");
  report(diagnostic("definition-cycle", declaration.identifier.span, { path }));
}

/** Every declared name that a name is computed from, exceptions included. */
export function dependenciesOf(name: string, scope: Scope): Set<string> {
  const found = new Set<string>();
  const declaration = scope.declarations.get(name);
  if (!declaration) return found;
  for (const word of wordsOf(declaration)) if (scope.declarations.has(word)) found.add(word);
  const adjustments = declaration.kind === "score" ? scope.adjustments.get(name) : undefined;
  for (const adjustment of adjustments ?? []) {
    const words = adjustment.kind === "veto" ? [...namesIn(adjustment.value)] : [];
    for (const word of [adjustment.name.name, ...words]) if (scope.declarations.has(word)) found.add(word);
  }
  for (const exception of scope.exceptions.get(name) ?? []) {
    const values = exception.overrides.filter((override) => override.name.name === name).map(({ value }) => value);
    for (const expression of [exception.condition, ...values]) {
      for (const word of namesIn(expression)) if (scope.declarations.has(word)) found.add(word);
    }
  }
  return found;
}

function* wordsOf(declaration: Declaration): Generator<string> {
  switch (declaration.kind) {
    case "formula":
      if (declaration.statement.body) yield* namesIn(declaration.statement.body);
      return;
    case "column": {
      const { inputs, rows } = declaration.statement;
      for (const input of inputs) yield input.name.name;
      for (const row of rows) {
        for (const test of row.tests) yield* namesInTest(test);
        const result = row.results[declaration.column];
        if (result) yield* namesIn(result);
      }
      return;
    }
    case "score":
      for (const { weight, score, lower, upper } of declaration.statement.indicators) {
        for (const part of [weight, score, lower, upper]) if (part) yield* namesIn(part);
      }
      return;
    case "deduct": {
      const { amount, atMost } = declaration.statement;
      yield* namesIn(amount);
      if (atMost) yield* namesIn(atMost);
      return;
    }
    case "veto":
      yield* namesIn(declaration.statement.condition);
      return;
    case "distribute": {
      const { by, group, rows } = declaration.statement;
      for (const { name } of [by, ...group]) yield name;
      for (const { share } of rows) yield* namesIn(share);
      return;
    }
    case "tiers":
      yield* namesIn(declaration.statement.subject);
      for (const { from, value } of declaration.statement.rows) {
        if (from) yield* namesIn(from);
        yield* namesIn(value);
      }
      return;
    case "action":
      yield* namesIn(declaration.statement.condition);
      return;
    case "input":
    case "param":
  }
}
