/**
 * How every name of a scheme moves while one input rises and all others are held: a proof over all
 * inputs of the scope. Of what a window or a group adds only this agent's month moves.
 */
import type { ColumnDefinition, Definition } from "../../../ir/program.ts";
import type { Term } from "../../../ir/term.ts";
import { referencesOf } from "../../../ir/walk.ts";
import type { Type } from "../../../values/type.ts";
import { scaleDomain } from "../arithmetic.ts";
import { FALSE, isEmpty, TRUE } from "../domain.ts";
import { evaluate, evaluateEquation } from "../interpret.ts";
import type { Equation } from "../model.ts";
import type { Scope } from "../scope.ts";
import { type Goal, supportOf } from "../seek.ts";
import { slopeOfPeers, slopeOfWindow } from "./around.ts";
import { slopeOfColumn } from "./columns.ts";
import type { Driver } from "./driver.ts";
import { extentOf } from "./extent.ts";
import type { Facts } from "./facts.ts";
import { orderOfRanges } from "./lines.ts";
import { type Movement, type Piece, slopeOfOrder } from "./movement.ts";
import { orderOfTerms, slopeOfWhole } from "./normal-form.ts";
import { slopeOfArithmetic, slopeOfCall, slopeOfComparison, slopeOfMembership } from "./operators.ts";
import {
  ANYHOW,
  directionOf,
  hasDirection,
  hullOf,
  ITSELF,
  isLevel,
  LEVEL,
  neverFalls,
  neverRises,
  type Slope,
  turned,
} from "./slope.ts";
import { slopeOfTiers } from "./tiers.ts";

export class Trends implements Movement {
  readonly #scope: Scope;
  readonly #driver: Driver;
  readonly facts: Facts;
  readonly #slopes = new Map<string, Slope>();
  /** What holds where a proof has failed: there the rows may be that show it is none. */
  readonly suspects: (readonly Goal[])[] = [];
  readonly #known = new WeakMap<Scope, Map<Term, Slope>>();

  /** @param scope what every name can be; pairs of rows within it are compared */
  constructor(scope: Scope, driver: Driver, facts: Facts) {
    this.#scope = scope;
    this.#driver = driver;
    this.facts = facts;
  }

  /** How the term moves, over all pairs of rows of the scope. */
  slope = (term: Term, scope: Scope = this.#scope): Slope => {
    if (!this.moves(term)) return LEVEL;
    const known = this.#known.get(scope) ?? new Map<Term, Slope>();
    this.#known.set(scope, known);
    const found = known.get(term);
    if (found) return found;
    if (scope === this.#scope) this.#prepare(term);
    const parts = this.#slopeOf(term, scope);
    const whole = hasDirection(parts) || term.kind !== "arithmetic" ? parts : slopeOfWhole(term, scope, this);
    const slope = whole && hasDirection(whole) ? whole : parts;
    known.set(term, slope);
    return slope;
  };

  moves = (term: Term): boolean => this.#driver.moves(term);

  behind = (name: string): Term | undefined => {
    if (!this.#driver.movesName(name) || name === this.#driver.name) return undefined;
    const equation = this.#scope.model.equation(name);
    if (!equation || equation.exceptions.length > 0 || equation.body.kind === "column") return undefined;
    const { body } = equation;
    const isOpen = body.kind === "arithmetic" || body.kind === "reference" || body.kind === "convert";
    return isOpen || body.kind === "negate" ? body : undefined;
  };

  /** Works out the names that a term needs, each after those it needs itself, so that no chain is a deep recursion. */
  #prepare(term: Term): void {
    const wanted = [...referencesOf(term)].map(({ name }) => name).filter((name) => !this.#slopes.has(name));
    if (wanted.length === 0) return;
    for (const name of supportOf(this.#scope.model, wanted)) {
      if (this.#driver.movesName(name) && !this.#slopes.has(name)) this.#slopes.set(name, this.#slopeOfName(name));
    }
  }

  #slopeOfName(name: string): Slope {
    const { model } = this.#scope;
    const definition = model.program.definitions.get(name);
    const equation = model.equation(name);
    if (!definition || !equation) return LEVEL;
    if (definition.kind === "input" && this.#driver.isRate) return name === this.#driver.name ? ITSELF : ANYHOW;
    return this.#slopeOfEquation(equation, definition, this.#scope);
  }

  #slopeOf(term: Term, scope: Scope): Slope {
    switch (term.kind) {
      case "reference":
        if (this.#driver.isLeaf(term.name)) return ITSELF;
        return this.#slopes.get(term.name) ?? ANYHOW;
      case "negate":
        return turned(this.slope(term.operand, scope));
      case "not":
        return directionOf(turned(this.slope(term.operand, scope)));
      case "convert":
        return scaleDomain(this.slope(term.operand, scope), term.factor);
      case "arithmetic":
        return slopeOfArithmetic(term, scope, this);
      case "compare":
        return slopeOfComparison(term, scope, this);
      case "logic": {
        const { holds, fails } = this.facts.branches(term.left, scope);
        const within = term.operator === "and" ? holds : fails;
        const right = within ? this.slope(term.right, within) : LEVEL;
        return directionOf(hullOf([directionOf(this.slope(term.left, scope)), directionOf(right)]));
      }
      case "member":
        return slopeOfMembership(term, scope, this);
      case "if":
        return this.#conditional(term, scope);
      case "call":
        return slopeOfCall(term, scope, this);
      case "window":
        return slopeOfWindow(term, scope, this);
      case "streak":
        return directionOf(this.slope(term.condition, scope));
      case "peers":
        return slopeOfPeers(term, scope, this);
      case "broken":
      case "literal":
      case "calendar":
        return LEVEL;
      case "elapsed":
        return ANYHOW;
    }
  }

  // ── branches ───────────────────────────────────────────────────────────────────────────────────

  #conditional({ condition, consequent, alternative, type }: Extract<Term, { kind: "if" }>, scope: Scope): Slope {
    const piece = (term: Term) => (within: Scope) => this.pieceOf(term, within);
    return this.#choose(condition, piece(consequent), piece(alternative), type, scope);
  }

  pieceOf(term: Term, scope: Scope): Piece {
    return { scope, slope: this.slope(term, scope), domain: evaluate(term, scope), term };
  }

  #choose(
    condition: Term,
    consequent: (scope: Scope) => Piece,
    alternative: (scope: Scope) => Piece,
    type: Type,
    scope: Scope,
  ): Slope {
    const { holds, fails } = this.facts.branches(condition, scope);
    const [yes, no] = [holds && consequent(holds), fails && alternative(fails)];
    if (!yes || !no) return (yes ?? no)?.slope ?? LEVEL;
    const turns = directionOf(this.slope(condition, scope));
    const within = hullOf([yes.slope, no.slope]);
    if (isLevel(turns)) return within;
    const slope = hullOf([
      within,
      ...(neverFalls(turns) ? [] : [this.jump(yes, no, type, scope)]),
      ...(neverRises(turns) ? [] : [this.jump(no, yes, type, scope)]),
    ]);
    if (!hasDirection(slope)) for (const target of [TRUE, FALSE]) this.suspect([{ term: condition, target }]);
    return slope;
  }

  /** From one piece, at some value of the driver, to another at a greater one. */
  jump(low: Piece, high: Piece, type: Type, scope: Scope): Slope {
    // A piece that never has a value is never compared.
    if (isEmpty(low.domain) || isEmpty(high.domain)) return LEVEL;
    const [below, above] = [extentOf(low.domain, type), extentOf(high.domain, type)];
    if (!below || !above) return ANYHOW;
    const apart = orderOfRanges(below, above);
    if (apart.up || apart.down) return slopeOfOrder(apart);
    if (type.kind !== "number" || !low.term || !high.term) return ANYHOW;
    const order = orderOfTerms(
      { term: low.term, scope: low.scope },
      { term: high.term, scope: high.scope },
      scope,
      this,
    );
    return slopeOfOrder(order);
  }

  #slopeOfEquation({ exceptions, body }: Equation, definition: Definition, scope: Scope): Slope {
    const [exception, ...rest] = exceptions;
    if (!exception) return this.#slopeOfBody(body, definition, scope);
    const otherwise: Equation = { exceptions: rest, body };
    const piece = (within: Scope): Piece => ({
      scope: within,
      slope: this.#slopeOfEquation(otherwise, definition, within),
      domain: evaluateEquation(otherwise, within),
      ...(rest.length === 0 && body.kind !== "column" && { term: body }),
    });
    return this.#choose(
      exception.condition,
      (within) => this.pieceOf(exception.value, within),
      piece,
      definition.type,
      scope,
    );
  }

  #slopeOfBody(body: Term | ColumnDefinition, definition: Definition, scope: Scope): Slope {
    if (body.kind === "column") return slopeOfColumn(body, scope, this);
    if (definition.kind === "tiers") return slopeOfTiers(definition, scope, this) ?? this.slope(body, scope);
    return this.slope(body, scope);
  }

  suspect(goals: readonly Goal[]): void {
    if (this.suspects.length < MOST_SUSPECTS) this.suspects.push(goals);
  }
}

/** Places beyond this many are not looked at. */
const MOST_SUSPECTS = 8;
