/** Words that begin a statement, where they stand in column 1 and no `=` follows. */
export const STATEMENT_KEYWORDS = [
  "input",
  "param",
  "choice",
  "output",
  "table",
  "score",
  "tiers",
  "deduct",
  "veto",
  "distribute",
  "except",
  "action",
  "report",
  "budget",
  "assert",
  "examples",
  "metrics",
  "rates",
  "units",
  "log",
  "aggregates",
  "require",
  "deadline",
  "held",
  "waive",
] as const;
export type StatementKeyword = (typeof STATEMENT_KEYWORDS)[number];

/** Words with a meaning inside every expression; they can name nothing. */
export const EXPRESSION_KEYWORDS = [
  "if",
  "then",
  "else",
  "and",
  "or",
  "not",
  "in",
  "as",
  "over",
  "of",
  "within",
] as const;

/** Words that follow an expression, and so are no unit after its last number. */
export const CLAUSE_KEYWORDS = [
  "assumed",
  "range",
  "step",
  "default",
  "shown",
  "when",
  "by",
  "at",
  "for",
  "ends",
  "never",
] as const;

export const RESERVED: ReadonlySet<string> = new Set(EXPRESSION_KEYWORDS);
export const NEVER_A_UNIT: ReadonlySet<string> = new Set([...EXPRESSION_KEYWORDS, ...CLAUSE_KEYWORDS, "且", "或"]);

/** Everyday words for bounds, after a number and before one, and the operator that says the same without doubt. */
export const BOUNDS_AFTER: ReadonlyMap<string, string> = new Map([
  ["以上", ">="],
  ["及以上", ">="],
  ["含以上", ">="],
  ["以下", "<="],
  ["及以下", "<="],
  ["含以下", "<="],
  ["以内", "<="],
  ["以外", ">"],
]);
export const BOUNDS_BEFORE: ReadonlyMap<string, string> = new Map([
  ["不满", "<"],
  ["未满", "<"],
  ["不足", "<"],
  ["不到", "<"],
  ["低于", "<"],
  ["少于", "<"],
  ["小于", "<"],
  ["超过", ">"],
  ["高于", ">"],
  ["多于", ">"],
  ["大于", ">"],
  ["满", ">="],
  ["达到", ">="],
  ["至少", ">="],
  ["不低于", ">="],
  ["不少于", ">="],
  ["不小于", ">="],
  ["大于等于", ">="],
  ["至多", "<="],
  ["不超过", "<="],
  ["不高于", "<="],
  ["不多于", "<="],
  ["不大于", "<="],
  ["小于等于", "<="],
]);
