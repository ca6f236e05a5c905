/** Looks for small histories that show a difference, where rules look at other months or agents. */
import { only } from "../../check/prove/domain.ts";
import { domainsOf } from "../../check/prove/interpret.ts";
import { Model } from "../../check/prove/model.ts";
import { sampleRows } from "../../check/prove/sample.ts";
import type { Scope } from "../../check/prove/scope.ts";
import { type Goal, leavesOf, meets, propagate, seek } from "../../check/prove/seek.ts";
import type { AgentMonth, Program } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { within } from "../../ir/walk.ts";
import { Reference } from "../../reference/reference.ts";
import { exactText } from "../../values/show.ts";
import type { Type } from "../../values/type.ts";
import { isRowError } from "../../values/value.ts";
import { type Looks, looksOf, type Situation, situations } from "./situations.ts";

/** Rows of figures of one kind that are tried. */
const MOST_ROWS = 6;
/** Figures that other months and agents are given. */
const MOST_IN_STOCK = 8;
/** How long to look for such figures. */
const PATIENCE = 60;
/** Histories tried for one question, and for all together. */
const MOST_TRIED = 12_000;
const MOST_TRIED_IN_ALL = 40_000;
/** Of how many powers of ten figures are. */
const MAGNITUDES = 6;
const ANOTHER_TEXT = "另一个";

export class Histories {
  readonly #base: Scope;
  readonly #names: readonly string[];
  readonly #terms: readonly Term[];
  readonly #looks: Looks;
  #left = MOST_TRIED_IN_ALL;
  #stock: readonly AgentMonth[] | undefined;

  /**
   * Has a model of its own, so that what proofs cost leaves enough to spend here.
   *
   * @param names what must be computed, with all it depends on
   */
  constructor(program: Program, names: readonly string[]) {
    const model = new Model(program);
    this.#base = domainsOf(model);
    this.#names = names;
    this.#terms = names.flatMap((name) => model.termsBehind(name).flatMap((term) => [...within(term)]));
    this.#looks = looksOf(this.#terms);
  }

  /**
   * @param rows figures that nearly show it
   * @param goals what must hold of the figures of the month itself
   */
  find(
    rows: readonly AgentMonth[],
    goals: readonly Goal[],
    confirms: (situation: Situation) => boolean,
  ): Situation | undefined {
    const { back, aside, atCalendar } = this.#looks;
    if (!back && !aside && !atCalendar) return undefined;
    if (this.#left === 0) return undefined;
    const scope = this.#base.branch();
    propagate(scope, goals, this.#names);
    const steady = this.#steady(scope, goals);
    const candidates = distinct([...steady, ...rows.slice(0, MOST_ROWS), ...[...sampleRows(scope)].slice(0, 3)]);
    this.#stock ??= this.#figures();
    const stock = distinct([...this.#atEnds(goals), ...this.#stock]).slice(0, MOST_IN_STOCK);
    const tried = situations(candidates, stock, this.#looks, this.#namesOf("date"));
    const least = Math.max(0, this.#left - MOST_TRIED);
    for (const situation of tried) {
      if (this.#left === least) return undefined;
      this.#left -= 1;
      if (confirms(situation)) return situation;
    }
    return undefined;
  }

  /** Figures with which the goals hold where every month has them. */
  #steady(scope: Scope, goals: readonly Goal[]): AgentMonth[] {
    const found: AgentMonth[] = [];
    if (goals.length === 0) return found;
    const confirms = (row: AgentMonth): boolean => found.push(row) === MOST_ROWS;
    seek(scope, { goals, besides: this.#names, confirms, patience: PATIENCE, steady: true });
    return found;
  }

  /** Figures with which a number is at an end of where it should be: of several months it is then in between. */
  #atEnds(goals: readonly Goal[]): AgentMonth[] {
    return goals.flatMap(({ term, target }) => {
      if (target.kind !== "interval") return [];
      return [target.lower, target.upper].flatMap((end) =>
        end ? this.#steady(this.#base, [{ term, target: only(end.value) }]).slice(0, 1) : [],
      );
    });
  }

  /** For other months and agents: figures with which each condition that is asked of these holds or does not, and any. */
  #figures(): AgentMonth[] {
    const reference = new Reference(this.#base.model.program, []);
    const conditions = this.#terms.flatMap(conditionsOf);
    const found = conditions.flatMap((term) =>
      [true, false].flatMap((truth) => {
        const goal = { term, target: only(truth) };
        const confirms = (row: AgentMonth): boolean => meets(reference, goal, row);
        const search = seek(this.#base, { goals: [goal], besides: this.#names, confirms, patience: PATIENCE });
        return search.kind === "found" ? search.row : [];
      }),
    );
    const samples = [...sampleRows(this.#base)];
    const any = [...samples.slice(0, 3), ...[...sampleRows(this.#base, MAGNITUDES)].slice(0, 2)];
    const texts = this.#namesOf("text");
    const elsewhere = (row: AgentMonth): AgentMonth => ({
      ...row,
      values: new Map([...row.values].map(([name, value]) => [name, texts.includes(name) ? ANOTHER_TEXT : value])),
    });
    const others = texts.length > 0 ? any.map(elsewhere) : any;
    return [...any.slice(0, 2), ...found.slice(0, 3), ...others.slice(2), ...samples];
  }

  /** Metrics that are read, of one kind. */
  #namesOf(kind: Type["kind"]): string[] {
    const { model } = this.#base;
    return leavesOf(model, this.#names).flatMap((leaf) => {
      const metric = model.leaf(leaf)?.metric;
      return metric?.type.kind === kind ? metric.name : [];
    });
  }
}

function distinct(rows: readonly AgentMonth[]): AgentMonth[] {
  const written = ({ values }: AgentMonth): string =>
    [...values].map(([name, value]) => `${name} ${isRowError(value) ? value.code : exactText(value)}`).join(", ");
  return [...new Map(rows.map((row) => [written(row), row])).values()];
}

/** What a term asks of other months and agents. */
function conditionsOf(term: Term): readonly Term[] {
  if (term.kind === "streak") return [term.condition];
  if (term.kind !== "window" && term.kind !== "peers") return [];
  const counted = term.operand?.type.kind === "truth" ? [term.operand] : [];
  return term.kind === "window" && term.condition ? [...counted, term.condition] : counted;
}
