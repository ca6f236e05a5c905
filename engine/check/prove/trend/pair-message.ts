/** What a finding says of two rows: how far the driver and the subject move, and which rule to look at. */
import type { Definition } from "../../../ir/program.ts";
import type { Term } from "../../../ir/term.ts";
import { showValue } from "../../../values/show.ts";
import type { Type } from "../../../values/type.ts";
import { isRowError, type Outcome } from "../../../values/value.ts";
import type { Context } from "../context.ts";
import { type Claim, contradicts, namesIn, type Pair } from "./pairs.ts";

export interface PairMessage {
  readonly driver: string;
  readonly low: string;
  readonly high: string;
  readonly before: string;
  readonly after: string;
  readonly rule: string;
  readonly clause: string;
}

export function pairMessage(context: Context, claim: Claim, { low, high }: Pair): PairMessage {
  const { reference, scope } = context;
  const { definitions, header } = scope.model.program;
  const show = (outcome: Outcome, type: Type): string =>
    isRowError(outcome) ? "" : showValue(outcome, type, { currency: header.currency });
  const driver = definitions.get(claim.driver.name);
  const driverAt = (row: Pair["low"]): string => (driver ? show(reference.value(driver.name, row), driver.type) : "");
  const subjectAt = (row: Pair["low"]): string => show(reference.evaluate(claim.subject, row), claim.subject.type);
  const rule = culpritOf(context, claim, { low, high }) ?? driver;
  return {
    driver: claim.driver.name,
    low: driverAt(low),
    high: driverAt(high),
    before: subjectAt(low),
    after: subjectAt(high),
    rule: rule?.name ?? "",
    clause: rule ? [rule.clause.number, rule.clause.title].filter((part) => part !== "").join(" ") : "",
  };
}

/** From the subject down along numbers that move the wrong way too: the rule where it begins. */
export function culpritOf(
  { reference, scope: { model } }: Context,
  claim: Claim,
  { low, high }: Pair,
): Definition | undefined {
  const { definitions } = model.program;
  const turns = ({ name, type, nameSpan }: Definition): boolean => {
    const [before, after] = [reference.value(name, low), reference.value(name, high)];
    if (isRowError(before) || isRowError(after)) return false;
    const subject: Term = { kind: "reference", name, type, span: nameSpan };
    return contradicts({ ...claim, subject }, before, after);
  };
  const rulesIn = (names: readonly string[]): Definition[] =>
    names.flatMap((name) => definitions.get(name) ?? []).filter(({ kind }) => kind !== "input");
  let found = rulesIn(namesIn(claim.subject)).find(turns);
  for (let rule = found; rule; ) {
    found = rule;
    // Which of two choices is the better one is not known.
    rule = rulesIn(rule.dependencies).find((each) => each.type.kind === "number" && each !== found && turns(each));
  }
  return found;
}
