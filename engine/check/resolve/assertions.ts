import { diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Assertion } from "../../ir/program.ts";
import type { AssertStatement, Identifier } from "../../syntax/ast.ts";
import { describeType, type Type } from "../../values/type.ts";
import { dependenciesOf } from "./order.ts";
import { type Scope, withSuggestion } from "./scope.ts";
import type { Typing } from "./typing.ts";

interface Context {
  readonly scope: Scope;
  readonly typing: Typing;
}

/** A property of every agent and month; one that cannot be understood is reported and left out. */
export function resolveAssertion(statement: AssertStatement, context: Context): Assertion[] {
  const { subject, trend, clause, span } = statement;
  const { typing } = context;
  if (!trend) return [{ kind: "condition", condition: typing.truth(subject), clause, span }];
  const term = typing.term(subject);
  if (!hasOrder(term.type)) reportUnordered(statement, term.type, typing);
  const isKnown = checkDriver(trend.driver, context);
  if (!isKnown || !hasOrder(term.type)) return [];
  return [{ kind: "trend", subject: term, never: trend.never, driver: trend.driver.name, clause, span }];
}

/** What can fall or rise: a number, or a choice by the order of its values. Of what is unknown nothing more is said. */
const hasOrder = ({ kind }: Type): boolean => kind === "number" || kind === "choice" || kind === "unknown";

function reportUnordered({ subject }: AssertStatement, type: Type, { fitting }: Typing): void {
  const actual = describeType(type);
  const args = {
    found: fitting.source(subject.span),
    expectedZh: "数字或一种取值",
    expectedEn: "a number or a choice",
    actualZh: actual.zh,
    actualEn: actual.en,
  };
  fitting.report(diagnostic("type-mismatch", subject.span, args));
}

/** Only an input moves by itself; what is computed moves with its inputs, which the finding names. */
function checkDriver(driver: Identifier, { scope, typing }: Context): boolean {
  const { name, span } = driver;
  const declaration = scope.declarations.get(name);
  const { report } = typing.fitting;
  if (!declaration) {
    if (!scope.unread.has(name)) {
      report(diagnostic("name-unknown", span, ...withSuggestion(driver, typing.nearestName(name))));
    }
    return false;
  }
  if (declaration.kind === "input" && declaration.metric.type.kind === "number") return true;
  const inputs = numbersBehind(name, scope);
  const [inputsZh, inputsEn] =
    inputs.length > 0 ? [`，如 ${inputs.join("、")}`, ` such as ${inputs.join(", ")}`] : ["", ""];
  report(diagnostic("assertion-driver", span, { name, inputsZh, inputsEn }));
  return false;
}

/** The numeric inputs that a name is computed from, in the order of the text. */
function numbersBehind(name: string, scope: Scope): string[] {
  const found = new Set([name]);
  for (const each of found) for (const dependency of dependenciesOf(each, scope)) found.add(dependency);
  return [...scope.declarations.values()].flatMap((declaration) =>
    declaration.kind === "input" && declaration.metric.type.kind === "number" && found.has(declaration.identifier.name)
      ? [declaration.identifier.name]
      : [],
  );
}
