import type { Statement } from "./ast.ts";
import { parseIdentifier } from "./parse-expression.ts";
import { parseEnd, parseWhole, type StatementContext } from "./statement-parts.ts";

/** `assert CONDITION`, `assert X never falls as Y rises`. */
export function parseAssert({ cursor, base }: StatementContext): Statement {
  const subject = parseWhole(cursor, ["never", "assumed"]);
  if (!cursor.accept("never")) return { kind: "assert", ...base, subject, ...parseEnd(cursor) };
  const never = cursor.accept("falls") ? "falls" : cursor.accept("rises") ? "rises" : undefined;
  if (!never) return cursor.fail({ zh: "falls（下降）或 rises（上升）", en: "falls or rises" });
  cursor.expect("as");
  const driver = parseIdentifier(cursor);
  cursor.expect("rises");
  return { kind: "assert", ...base, subject, trend: { never, driver }, ...parseEnd(cursor) };
}
