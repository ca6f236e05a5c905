/** Assertions: proven over all permitted inputs, refuted by inputs that the reference replays, or undecided. */
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { AgentMonth, Assertion, ConditionAssertion, TrendAssertion } from "../../ir/program.ts";
import { hasBroken, termOfAssertion } from "../../ir/walk.ts";
import type { Clause } from "../../source/document.ts";
import type { Span } from "../../source/span.ts";
import type { Context } from "./context.ts";
import { isDescribed } from "./described.ts";
import { FALSE } from "./domain.ts";
import { leavesOf, seek, supportOf } from "./seek.ts";
import { everyRow, isSelfContained } from "./small-space.ts";
import type { Effort, MonotonyProver } from "./trend/monotony.ts";
import { pairMessage } from "./trend/pair-message.ts";
import { type Claim, namesIn } from "./trend/pairs.ts";
import { witnessFor, witnessOfPair } from "./witness.ts";

export type AssertionStatus = "proven" | "refuted" | "undecided";

export interface AssertionResult {
  /** As it is written, without the word `assert`. */
  readonly text: string;
  readonly clause: Clause;
  /** Of the statement. */
  readonly span: Span;
  readonly status: AssertionStatus;
}

export interface AssertionProof {
  readonly result: AssertionResult;
  readonly diagnostics: readonly Diagnostic[];
}

export function proveAssertion(context: Context, prover: MonotonyProver, assertion: Assertion): AssertionProof {
  const { clause, span } = assertion;
  const text = context.text
    .slice(span.start, span.end)
    .replace(/^assert\s+/, "")
    .replace(/\s+/g, " ");
  // What depends on a hole or a mistake cannot be known, and is reported there.
  const term = termOfAssertion(assertion);
  const isWhole = !hasBroken(term) && namesIn(term).every((name) => context.scope.model.isWhole(name));
  if (!isWhole) return { result: { text, clause, span, status: "undecided" }, diagnostics: [] };
  const { status, diagnostics } =
    assertion.kind === "trend" ? trend(context, prover, assertion, text) : condition(context, assertion, text);
  const undecided = status === "undecided" ? [diagnostic("assertion-undecided", span, { property: text })] : [];
  return { result: { text, clause, span, status }, diagnostics: [...diagnostics, ...undecided] };
}

interface Proof {
  readonly status: AssertionStatus;
  readonly diagnostics: readonly Diagnostic[];
}

const EFFORT: Effort = { rows: 24, work: 8_000, everyRow: true };

function trend(context: Context, prover: MonotonyProver, assertion: TrendAssertion, property: string): Proof {
  const { subject, never, driver, span } = assertion;
  const claim: Claim = { subject, never, driver: prover.driver(driver) };
  const found = prover.judge(claim, EFFORT);
  if (found.status !== "refuted") return { status: found.status, diagnostics: [] };
  const names = [...new Set([driver, ...namesIn(subject)])];
  const witness = witnessOfPair(context.reference, names, found.pair);
  const subjectText = context.text.slice(subject.span.start, subject.span.end);
  const args = { property, subject: subjectText, ...pairMessage(context, claim, found.pair) };
  return { status: "refuted", diagnostics: [diagnostic("trend-refuted", span, args, { witness })] };
}

function condition(context: Context, assertion: ConditionAssertion, property: string): Proof {
  const { scope, reference } = context;
  const { model } = scope;
  const { condition: term, span } = assertion;
  const read = [...new Set(namesIn(term))];
  const fails = (row: AgentMonth): boolean => reference.evaluate(term, row) === false;
  const refuted = (row: AgentMonth): Proof => {
    const witness = witnessFor(reference, read, row);
    return { status: "refuted", diagnostics: [diagnostic("assertion-refuted", span, { property }, { witness })] };
  };
  const names = supportOf(model, read);
  const search = seek(scope, { goals: [{ term, target: FALSE }], confirms: fails });
  if (search.kind === "found") return refuted(search.row);
  if (search.kind === "impossible" && isDescribed(model, [term], names)) return { status: "proven", diagnostics: [] };
  const sample = context.samples().find(fails);
  if (sample) return refuted(sample);
  const rows = isSelfContained(model, [term], names) ? everyRow(scope, leavesOf(model, names)) : undefined;
  const counterexample = rows?.find(fails);
  if (counterexample) return refuted(counterexample);
  return { status: rows ? "proven" : "undecided", diagnostics: [] };
}
