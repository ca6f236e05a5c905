import type { Expression, Indicator, ScoreStatement, Statement } from "../../syntax/ast.ts";

/** A score that is no part of another, with the indicators that it comes down to. */
export interface Appraisal {
  readonly name: string;
  readonly indicators: readonly Indicator[];
}

/**
 * The scores that nothing sums up further. An indicator whose points are another score is a group: those
 * of that score count in its place, each once.
 */
export function appraisalsOf(statements: readonly Statement[]): Appraisal[] {
  const scores = new Map<string, ScoreStatement>();
  const formulas = new Map<string, Expression>();
  for (const statement of statements) {
    if (statement.kind === "score") scores.set(statement.name.name, statement);
    if (statement.kind === "formula") formulas.set(statement.name.name, statement.body);
    if (statement.kind === "output" && statement.body) formulas.set(statement.name.name, statement.body);
  }

  /** The score that the points are, as they stand or rounded, by whatever names. */
  const scoreBehind = (points: Expression): ScoreStatement | undefined => {
    let behind: Expression | undefined = points;
    // A circle of names is reported elsewhere.
    for (let step = 0; step <= formulas.size * 2; step += 1) {
      if (behind?.kind === "call") behind = behind.callee.name === "round" ? behind.args[0] : undefined;
      else if (behind?.kind === "name") {
        const score = scores.get(behind.name);
        if (score) return score;
        behind = formulas.get(behind.name);
      } else return undefined;
    }
    return undefined;
  };

  const parts = new Map(
    [...scores.values()].map((score) => [score, score.indicators.map((each) => scoreBehind(each.score))]),
  );
  const within = new Set([...parts.values()].flat());

  const leaves = (score: ScoreStatement, seen: Set<ScoreStatement>): Indicator[] => {
    if (seen.has(score)) return [];
    seen.add(score);
    return score.indicators.flatMap((indicator, at) => {
      const group = parts.get(score)?.[at];
      return group ? leaves(group, seen) : [indicator];
    });
  };
  return [...scores.values()]
    .filter((score) => !within.has(score))
    .map((score) => ({ name: score.name.name, indicators: leaves(score, new Set()) }));
}
