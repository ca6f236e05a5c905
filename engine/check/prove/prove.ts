/**
 * Findings over the meaning of a scheme. What is said to happen is shown by inputs that the
 * reference replays; what is said never to happen is proven over every input the catalogue permits.
 * What can be neither shown nor proven is undecided, and most of it is not worth a word.
 */
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { AgentMonth, Program } from "../../ir/program.ts";
import { Reference } from "../../reference/reference.ts";
import { proveAdjustments } from "./adjustments.ts";
import { proveAmount } from "./amounts.ts";
import { type AssertionResult, proveAssertion } from "./assertions.ts";
import type { Context } from "./context.ts";
import { proveDirections } from "./directions.ts";
import { proveDistribution } from "./distribution.ts";
import { proveDivisions } from "./division.ts";
import { proveExceptions } from "./exceptions.ts";
import { proveSizes } from "./growth.ts";
import { domainsOf } from "./interpret.ts";
import { Model } from "./model.ts";
import { sampleRows } from "./sample.ts";
import { proveTable } from "./tables.ts";
import { proveTiers } from "./tiers.ts";
import { MonotonyProver } from "./trend/monotony.ts";
import { proveUse } from "./unused.ts";
import { proveWeights } from "./weights.ts";

export interface Proofs {
  readonly diagnostics: readonly Diagnostic[];
  /** What became of each `assert`, in the order of the text. */
  readonly assertions: readonly AssertionResult[];
}

/** @param text the scheme's, for quick fixes and line numbers */
export function prove(program: Program, text: string): Proofs {
  const context = contextOf(program, text);
  const prover = new MonotonyProver(context);
  const rules = [...proveContext(context), ...proveUse(program)];
  // Last, as they may search for long.
  const assertions = program.assertions.map((assertion) => proveAssertion(context, prover, assertion));
  return {
    diagnostics: [...rules, ...assertions.flatMap((proof) => proof.diagnostics), ...proveDirections(context, prover)],
    assertions: assertions.map(({ result }) => result),
  };
}

/** What is wrong with the rules themselves: every error, whatever the scheme asserts and whichever way its metrics point. */
export const proveRules = (program: Program, text: string): Diagnostic[] => proveContext(contextOf(program, text));

function contextOf(program: Program, text: string): Context {
  const model = new Model(program);
  const scope = domainsOf(model);
  let rows: readonly AgentMonth[] | undefined;
  const samples = () => {
    rows ??= [...sampleRows(scope)];
    return rows;
  };
  return { text, scope, reference: new Reference(program, []), samples };
}

function proveContext(context: Context): Diagnostic[] {
  const { model } = context.scope;
  const { program } = model;
  return [
    ...program.tables.flatMap((table) => proveTable(context, table)),
    ...[...program.definitions.values()].flatMap((definition) => [
      ...(definition.kind === "score"
        ? [...proveWeights(context, definition), ...proveAdjustments(context, definition)]
        : []),
      ...(definition.kind === "distribution" ? proveDistribution(context, definition) : []),
      ...(definition.kind === "tiers" ? proveTiers(context, definition) : []),
      ...proveExceptions(context, definition),
      ...proveDivisions(context, definition),
    ]),
    ...program.outputs.flatMap((output) => proveAmount(context, output)),
    ...proveSizes(model),
  ];
}
