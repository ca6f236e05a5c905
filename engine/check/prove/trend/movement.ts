import type { Term } from "../../../ir/term.ts";
import type { Type } from "../../../values/type.ts";
import type { Domain } from "../domain.ts";
import type { Scope } from "../scope.ts";
import type { Goal } from "../seek.ts";
import type { Facts } from "./facts.ts";
import type { Order } from "./lines.ts";
import type { Parts } from "./normal-form.ts";
import { ANYHOW, DOWNWARD, LEVEL, type Slope, UPWARD } from "./slope.ts";

/** What a branch comes to where it is taken. */
export interface Piece {
  readonly scope: Scope;
  readonly slope: Slope;
  readonly domain: Domain;
  /** Absent for a column of a table. */
  readonly term?: Term;
}

/** What the rules for terms of each kind ask of those they are part of. */
export interface Movement extends Parts {
  readonly facts: Facts;
  pieceOf(term: Term, scope: Scope): Piece;
  /** From one piece, at some value of the driver, to another at a greater one; `scope` holds both. */
  jump(low: Piece, high: Piece, type: Type, scope: Scope): Slope;
  /** Says what holds where a proof fails. */
  suspect(goals: readonly Goal[]): void;
}

export const slopeOfOrder = ({ up, down }: Order): Slope => (up ? (down ? LEVEL : UPWARD) : down ? DOWNWARD : ANYHOW);
