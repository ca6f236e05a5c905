import type { Compilation } from "../compile.ts";
import type { Clause } from "../source/document.ts";
import { firstLine, span } from "../source/span.ts";
import type { Identifier, Statement } from "../syntax/ast.ts";
import type { OutlineItem } from "./types.ts";

/** The clauses, nested as their headings are, each with its rules before its sub-clauses. */
export function outline({ text, document, statements }: Compilation): OutlineItem[] {
  const rules = new Map<Clause, OutlineItem[]>();
  for (const statement of statements) {
    const item = ruleItem(text, statement);
    rules.set(statement.clause, [...(rules.get(statement.clause) ?? []), item]);
  }
  const { clauses } = document;
  const nest = (from: number, to: number): OutlineItem[] => {
    const items: OutlineItem[] = [];
    for (let at = from; at < to; ) {
      const clause = clauses[at];
      if (!clause) break;
      const next = clauses.findIndex((other, index) => index > at && other.depth <= clause.depth);
      const end = next < 0 ? to : Math.min(next, to);
      items.push({
        name: clauseName(clause),
        kind: "clause",
        span: span(clause.span.start, clauses[end]?.span.start ?? text.length),
        selection: clause.span,
        children: [...(rules.get(clause) ?? []), ...nest(at + 1, end)],
      });
      at = end;
    }
    return items;
  };
  return nest(0, clauses.length);
}

const clauseName = ({ number, title }: Clause): string => [number, title].filter((part) => part !== "").join(" ");

function ruleItem(text: string, statement: Statement): OutlineItem {
  const names = namesOf(statement);
  const head = firstLine(text, statement.span);
  return {
    name: names.length > 0 ? names.map(({ name }) => name).join(", ") : text.slice(head.start, head.end),
    kind: statement.kind,
    span: statement.span,
    selection: names[0]?.span ?? head,
    children: [],
  };
}

/** The names that a statement is about; none where it has none, as examples do. */
function namesOf(statement: Statement): readonly Identifier[] {
  switch (statement.kind) {
    case "input":
      return statement.names;
    case "param":
    case "choice":
    case "formula":
    case "output":
    case "score":
    case "tiers":
    case "deduct":
    case "veto":
    case "distribute":
    case "action":
    case "report":
    case "deadline":
    case "log":
      return [statement.name];
    case "table":
      return statement.name ? [statement.name] : statement.outputs.map(({ name }) => name);
    case "except":
      return statement.overrides.map(({ name }) => name);
    case "budget":
    case "assert":
    case "examples":
    case "require":
    case "held":
    case "waive":
    case "metrics":
    case "rates":
    case "units":
    case "aggregates":
    case "unreadable":
      return [];
  }
}
