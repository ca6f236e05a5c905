import type { FunctionName, PeersTerm, Term, WindowTerm } from "../ir/term.ts";
import type { Rational } from "../values/rational.ts";
import { isRowError, type Outcome, type RowError, type Value } from "../values/value.ts";

/**
 * Carries a row error out of an expression; caught where the name's value is settled. No `Error`:
 * bad data is expected, and a trace of the stack for each bad cell would be most of the work.
 */
export class Failure {
  readonly error: RowError;
  constructor(error: RowError) {
    this.error = error;
  }
}

export interface PeersLooked {
  readonly counted: number;
  /** Rows whose value, or whose place in a group, has an error: with them the result may be another. */
  readonly leftOut: number;
}

/** Where a term is evaluated: for the sake of which name, and what the other names hold. */
export interface Scope {
  readonly name: string;
  readonly valueOf: (name: string) => Outcome;
  /** The month's index; see `monthIndex`. */
  readonly month: number;
  /** The same agent in an earlier month; absent where there is no row. */
  readonly inMonth: (month: number) => Scope | undefined;
  /** Every agent with a row in this month, this one among them. */
  readonly everyone: () => Iterable<Scope>;
  /** What the row holds for a metric; throws a `Failure` where it has no number there. */
  readonly metricOf: (metric: string) => Value;
  /** Told how many agents a look at the group counted, and how many an error kept out of it. */
  readonly onPeers?: (peers: PeersTerm, looked: PeersLooked) => void;
  /** Told which months a window counted. */
  readonly onWindow?: (window: WindowTerm, months: readonly number[]) => void;
  /** Told how many months, this one the last, a streak came to. */
  readonly onStreak?: (streak: Term & { readonly kind: "streak" }, length: number) => void;
  /** Told of each function applied, so that explanations can show what was rounded. */
  readonly onCall?: (name: FunctionName, args: readonly Rational[], result: Rational) => void;
}

/** The result of a computation, or the row error that it fails with. */
export function settle(compute: () => Outcome): Outcome {
  try {
    return compute();
  } catch (failure) {
    if (failure instanceof Failure) return failure.error;
    throw failure;
  }
}

/** @throws Failure where there is no value */
export function settled(outcome: Outcome): Value {
  if (isRowError(outcome)) throw new Failure(outcome);
  return outcome;
}
