import { Engine, Rule, type RuleProperties } from "json-rules-engine";
import type { Program } from "../ir/program.ts";
import type { Term } from "../ir/term.ts";
import type { Outcome } from "../values/value.ts";
import { createOperators, type Fact, toFact } from "./operators.ts";
import { type Condition, type DecisionRule, type RowEvent, toRules } from "./rules.ts";

/** What json-rules-engine decided for one agent and month. */
export interface Verdicts {
  /** For each table of the program, the rows that were looked at, by their index in ascending order. */
  readonly rows: readonly ReadonlyMap<number, RowVerdict>[];
  /** For each action and each veto, whether it holds. */
  readonly conditions: ReadonlyMap<string, boolean>;
  /** For each forced distribution, whether each of its grades holds the rank. */
  readonly grades: ReadonlyMap<string, GradeVerdicts>;
  /** For each name with exceptions, whether each of them holds. */
  readonly exceptions: ReadonlyMap<string, readonly boolean[]>;
}
export type GradeVerdicts = readonly boolean[];
export interface RowVerdict {
  readonly holds: boolean;
  /** Columns whose cell does not hold. */
  readonly failing: ReadonlySet<string>;
}

/** Yields the value of a term for one agent and month; never throws for bad data. */
export type Valuation = (term: Term) => Outcome;

export type Decider = (valuation: Valuation) => Promise<Verdicts>;

/** A larger table is decided by its candidate rows and their neighbours: each rule costs some 20 µs. */
const MOST_ROWS = 200;
/** Of a large table in which no row holds, so many of the nearest misses are shown. */
const NEAR_MISSES = 8;
/** The runtime fact that carries the case; neither a name nor an expression can read like it. */
const CASE = "@case";

/** Facts of one case by their id, each computed once. */
class Case {
  /** The first failure of the program itself; facts must not throw, so it waits for the run's end. */
  failure: { readonly cause: unknown } | undefined;
  readonly #facts = new Map<string, Fact>();
  readonly #terms: ReadonlyMap<string, Term>;
  readonly #valuation: Valuation;

  constructor(terms: ReadonlyMap<string, Term>, valuation: Valuation) {
    this.#terms = terms;
    this.#valuation = valuation;
  }

  fact(id: string): Fact {
    const known = this.#facts.get(id);
    if (known) return known;
    const fact = toFact(this.#compute(id));
    this.#facts.set(id, fact);
    return fact;
  }

  #compute(id: string): Outcome {
    try {
      const term = this.#terms.get(id);
      if (!term) throw new Error(`a rule reads "${id}", which is no fact of the scheme`);
      return this.#valuation(term);
    } catch (cause) {
      this.failure ??= { cause };
      const message = { zh: "内部错误", en: "internal error" };
      return { kind: "row-error", code: "not-computable", name: id, message };
    }
  }
}

/**
 * One engine for one program. An engine is not re-entrant (of two runs at once each loses rules), so
 * runs wait for each other here; callers need not.
 */
export function createDecider(program: Program): Decider {
  const { rules, facts } = toRules(program);
  const isLarge = ({ event }: DecisionRule): boolean =>
    event.type === "row" && (program.tables[event.params.table]?.rows.length ?? 0) > MOST_ROWS;
  const operators = createOperators();
  const engine = new Engine(rules.filter((rule) => !isLarge(rule)).map(toProperties), {
    pathResolver: () => {
      throw new Error("a rule of a scheme has no path");
    },
  });
  for (const { name, evaluate } of operators) engine.addOperator(name, evaluate);
  for (const id of facts.keys()) {
    engine.addFact(id, async (_, almanac) => (await almanac.factValue<Case>(CASE)).fact(id), { cache: false });
  }
  const large = [...Map.groupBy(rules.filter(isLarge), ({ event }) => (event as RowEvent).params.table).values()];
  const compare = new Map(operators.map(({ name, evaluate }) => [name, evaluate]));

  async function run(valuation: Valuation): Promise<Verdicts> {
    const current = new Case(facts, valuation);
    const holds = (condition: Condition): boolean => {
      if ("all" in condition) return condition.all.every(holds);
      if ("any" in condition) return condition.any.some(holds);
      const { fact, operator, value } = condition;
      const right = typeof value === "object" ? current.fact(value.fact) : value;
      return compare.get(operator)?.(current.fact(fact), right) ?? false;
    };
    const added = large.flatMap((rows) => candidates(rows, holds)).map((rule) => new Rule(toProperties(rule)));
    for (const rule of added) engine.addRule(rule);
    try {
      const { results, failureResults } = await engine.run({ [CASE]: current });
      if (current.failure) throw current.failure.cause;
      return toVerdicts(program, [...results, ...failureResults] as unknown as DecidedRule[]);
    } finally {
      for (const rule of added) engine.removeRule(rule);
    }
  }

  let last: Promise<unknown> = Promise.resolve();
  return (valuation) => {
    const next = last.then(() => run(valuation));
    last = next.catch(() => undefined);
    return next;
  };
}

/** The library types its conditions as writable, yet leaves them as they are. */
const toProperties = (rule: DecisionRule): RuleProperties => rule as unknown as RuleProperties;

/**
 * Rows of a large table worth deciding, and their neighbours: those that seem to hold; where none does,
 * those that fail in the fewest bounds, at the places where they begin or cease to fail in the same ones.
 */
function candidates(rules: readonly DecisionRule[], holds: (condition: Condition) => boolean): DecisionRule[] {
  const failures = rules.map(({ conditions }) => conditions.all.flatMap((each, at) => (holds(each) ? [] : [at])));
  const fewest = failures.reduce((least, { length }) => Math.min(least, length), Number.POSITIVE_INFINITY);
  const nearest = failures.flatMap(({ length }, at) => (length === fewest ? [at] : []));
  const likeNext = (at: number): boolean => failures[at]?.join() === failures[at + 1]?.join();
  const turning = nearest.filter((at) => !likeNext(at) || !likeNext(at - 1)).slice(0, NEAR_MISSES);
  const around = new Set((fewest === 0 ? nearest : turning).flatMap((at) => [at - 1, at, at + 1]));
  return rules.filter((_, at) => around.has(at));
}

/** What is used of the library's results; conditions carry theirs as `result`. */
interface DecidedRule extends Pick<DecisionRule, "event"> {
  readonly conditions: { readonly all: readonly { readonly name?: string; readonly result?: boolean }[] };
  readonly result: boolean;
}

function toVerdicts(program: Program, decided: readonly DecidedRule[]): Verdicts {
  const rows = program.tables.map(() => new Map<number, RowVerdict>());
  const exceptions = new Map<string, boolean[]>();
  const named = new Map<string, boolean>();
  const grades = new Map<string, boolean[]>();
  for (const { event, conditions, result } of decided) {
    if (event.type === "row") {
      const failing = conditions.all.flatMap((part) => (part.result ? [] : [part.name ?? ""]));
      rows[event.params.table]?.set(event.params.row, { holds: result, failing: new Set(failing) });
    } else if (event.type === "condition") {
      named.set(event.params.name, result);
    } else if (event.type === "grade") {
      const { name, grade } = event.params;
      const held = grades.get(name) ?? [];
      held[grade] = result;
      grades.set(name, held);
    } else {
      const { name, exception } = event.params;
      const held = exceptions.get(name) ?? [];
      held[exception] = result;
      exceptions.set(name, held);
    }
  }
  const inOrder = rows.map((of) => new Map([...of].sort(([a], [b]) => a - b)));
  return { rows: inOrder, conditions: named, grades, exceptions };
}
