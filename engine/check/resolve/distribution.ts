import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { DistributionDefinition, Grade } from "../../ir/program.ts";
import { sumOf } from "../../ir/sum.ts";
import type { PeersAggregate, PeersTerm, Term } from "../../ir/term.ts";
import { hasBroken, referencesOf } from "../../ir/walk.ts";
import { LIMITS } from "../../limits.ts";
import type { DistributeStatement, Identifier, PlaceRounding } from "../../syntax/ast.ts";
import { add, type Rational, rational } from "../../values/rational.ts";
import { type ChoiceType, PERCENT, PLAIN_NUMBER, TRUTH } from "../../values/type.ts";
import { isRational } from "../../values/value.ts";
import type { Scope } from "./scope.ts";
import type { Typing } from "./typing.ts";

type Parts = Pick<DistributionDefinition, "grades" | "rank" | "size" | "smallest" | "otherwise" | "body">;

/**
 * Types a forced distribution and writes out who gets what as ordinary conditions over rank and size of
 * the group, so that every evaluator and every proof knows it without being told.
 */
export function resolveDistribution(
  statement: DistributeStatement,
  choice: ChoiceType,
  typing: Typing,
  scope: Scope,
): Parts {
  const { by, smallest, span } = statement;
  const operand = typing.fitting.numeric(typing.term({ kind: "name", ...by }));
  const group = statement.group.map((attribute) => typing.term({ kind: "name", ...attribute }));
  const peers = (aggregate: PeersAggregate): PeersTerm => ({
    kind: "peers",
    aggregate,
    operand,
    group,
    type: PLAIN_NUMBER,
    span: by.span,
  });
  const [rank, size] = [peers("rank"), peers("ranked")];
  const gradeOf = (grade: Identifier): Term => gradeValue(grade, choice, typing);
  const otherwise = gradeOf(statement.otherwise);
  reportRepeated(statement, typing);

  const beyond = statement.rows[LIMITS.operands];
  if (beyond) typing.fitting.report(diagnostic("nesting-too-deep", beyond.span, { limit: String(LIMITS.operands) }));
  const rows = statement.rows.slice(0, LIMITS.operands);
  const values = rows.map(({ grade }) => gradeOf(grade));
  const shares = rows.map(({ share }) => constantShare(typing.value(share, PERCENT), scope, typing));
  const grades = rows.map(({ assumed, span }, at): Grade => {
    const held: Term = {
      kind: "arithmetic",
      operator: "*",
      left: upTo(shares, at) ?? typing.fitting.broken(span),
      right: size,
      type: PLAIN_NUMBER,
      span,
    };
    return {
      value: values[at] ?? typing.fitting.broken(span),
      share: shares[at] ?? typing.fitting.broken(span),
      places: { kind: "call", name: ROUNDINGS[statement.places], args: [held], type: PLAIN_NUMBER, span },
      ...(assumed && { assumed: assumed.reason }),
      span,
    };
  });
  const isWhole =
    statement.complete && !beyond && [rank, otherwise, ...values, ...shares].every((term) => !hasBroken(term));
  const placed = isWhole && bestGrade(grades, rank, choice);
  if (!placed) return { grades, rank, size, smallest, otherwise, body: typing.fitting.broken(span) };
  const least: Term = { kind: "literal", value: rational(smallest), type: PLAIN_NUMBER, span };
  const tooFew: Term = { kind: "compare", operator: "<", left: size, right: least, type: TRUTH, span };
  const body: Term = { kind: "if", condition: tooFew, consequent: otherwise, alternative: placed, type: choice, span };
  return { grades, rank, size, smallest, otherwise, body };
}

const ROUNDINGS = { rounded: "round", "rounded up": "ceil", "rounded down": "floor" } as const satisfies Record<
  PlaceRounding,
  string
>;

/** The grades come from a choice, so that other rules can compare them; one that is missing is offered. */
export function reportGradesWithoutChoice({ name, rows, span }: DistributeStatement, typing: Typing): void {
  const values = [...new Set(rows.map(({ grade }) => grade.name))].toReversed().join(", ");
  const text = `choice ${name.name}: ${values}`;
  const fix = {
    title: { zh: `加上 ${text}`, en: `add ${text}` },
    edits: [{ span: { start: span.start, end: span.start }, text: `${text}\n` }],
  };
  typing.fitting.report(
    diagnostic("distribution-choice", name.span, { name: name.name, values }, { fixes: rows.length > 0 ? [fix] : [] }),
  );
}

function gradeValue(grade: Identifier, choice: ChoiceType, typing: Typing): Term {
  const term = typing.value({ kind: "name", ...grade }, choice);
  if (term.kind === "literal" || term.kind === "broken") return term;
  typing.fitting.report(diagnostic("literal-required", grade.span, {}));
  return typing.fitting.broken(grade.span);
}

function reportRepeated({ name, rows }: DistributeStatement, typing: Typing): void {
  const seen = new Set<string>();
  for (const { grade } of rows) {
    if (seen.has(grade.name)) {
      typing.fitting.report(diagnostic("choice-repeated", grade.span, { choice: name.name, value: grade.name }));
    }
    seen.add(grade.name);
  }
}

/** Shares are known before anyone is ranked, so that they can be proven to make 100%. */
function constantShare(share: Term, scope: Scope, typing: Typing): Term {
  for (const { name: found, span } of referencesOf(share)) {
    if (scope.declarations.get(found)?.kind === "param") continue;
    typing.fitting.report(diagnostic("constant-required", span, { found }));
    return typing.fitting.broken(span);
  }
  return share;
}

/** The shares of the grades from the best to this one, one figure where all are written as figures. */
function upTo(shares: readonly Term[], last: number): Term | undefined {
  const better = shares.slice(0, last + 1);
  const figures = better.flatMap((share): Rational[] =>
    share.kind === "literal" && isRational(share.value) ? [share.value] : [],
  );
  const [first] = better;
  if (!first || figures.length < better.length) return sumOf(better, PERCENT);
  return { kind: "literal", value: figures.reduce(add), type: PERCENT, span: first.span };
}

/** Found by halves: places never fall from a grade to the next, and the last grade takes all who are left. */
function bestGrade(grades: readonly Grade[], rank: Term, type: ChoiceType): Term | undefined {
  const half = grades.length >> 1;
  const last = grades[half - 1];
  if (!last) return grades[0]?.value;
  const [better, worse] = [grades.slice(0, half), grades.slice(half)].map((part) => bestGrade(part, rank, type));
  const { span } = last;
  const condition: Term = { kind: "compare", operator: "<=", left: rank, right: last.places, type: TRUTH, span };
  return better && worse && { kind: "if", condition, consequent: better, alternative: worse, type, span };
}
