import type { DeductStatement, VetoStatement } from "./ast.ts";
import { parseIdentifier } from "./parse-expression.ts";
import { parseEnd, parseWhole, type StatementContext } from "./statement-parts.ts";

/** `deduct X from S = AMOUNT [at most LIMIT] [assumed "…"]`. */
export function parseDeduct({ cursor, base }: StatementContext): DeductStatement {
  const name = parseIdentifier(cursor);
  cursor.expect("from");
  const score = parseIdentifier(cursor);
  cursor.expect("=");
  const amount = parseWhole(cursor, ["at", "assumed"]);
  const atMost = cursor.accept("at") && cursor.expect("most") ? parseWhole(cursor, ["assumed"]) : undefined;
  return { kind: "deduct", ...base, name, score, amount, ...(atMost && { atMost }), ...parseEnd(cursor) };
}

/** `veto X of S = VALUE when C [assumed "…"]`. */
export function parseVeto({ cursor, base }: StatementContext): VetoStatement {
  const name = parseIdentifier(cursor);
  cursor.expect("of");
  const score = parseIdentifier(cursor);
  cursor.expect("=");
  const value = parseWhole(cursor, ["when", "assumed"]);
  cursor.expect("when");
  const condition = parseWhole(cursor, ["assumed"]);
  return { kind: "veto", ...base, name, score, value, condition, ...parseEnd(cursor) };
}
