/** The parts of a statement that can differ while the rest of it is the same. */
import type { Span } from "../../source/span.ts";
import type * as ast from "../../syntax/ast.ts";
import { printExpression, printTest, printUnit } from "../../syntax/print.ts";
import type { EditKind } from "./edit-kind.ts";
import type { Meant } from "./version.ts";

/** One part of a statement or of a row: how to read it, and how to take it from another of the same kind. */
export interface Slot<Host> {
  readonly kind: EditKind;
  /** The last part of its address; empty for what the whole is about. */
  readonly name: string;
  /** Absent where the host says nothing of it. */
  read(host: Host, meant: Meant): Reading | undefined;
  take(into: Host, from: Host): Host;
}
export interface Reading {
  readonly text: string;
  /** Absent where it has no place of its own. */
  readonly span?: Span;
}

/** Makes slots of one kind of host, each a property of it. */
export const slotsFor =
  <Host>() =>
  <Key extends keyof Host>(
    kind: EditKind,
    name: string,
    key: Key,
    write: (value: NonNullable<Host[Key]>, meant: Meant) => Reading,
  ): Slot<Host> => ({
    kind,
    name,
    read: (host, meant) => {
      const value = host[key];
      return value === undefined || value === null ? undefined : write(value, meant);
    },
    take: (into, from) => ({ ...into, [key]: from[key] }),
  });

// ── how parts read ───────────────────────────────────────────────────────────────────────────────

export const expression = (value: ast.Expression): Reading => ({ text: printExpression(value), span: value.span });
export const meantExpression = (value: ast.Expression, meant: Meant): Reading => ({
  text: meant(value.span) ?? printExpression(value),
  span: value.span,
});
export const meantTest = (value: ast.Test, meant: Meant): Reading => ({
  text: meant(value.span) ?? printTest(value),
  span: value.span,
});
export const identifier = ({ name, span }: ast.Identifier): Reading => ({ text: name, span });
export const prose = (value: string): Reading => ({ text: value });
export const reason = ({ reason: text, span }: ast.Assumption): Reading => ({ text, span });

const listed = (names: readonly ast.Identifier[], texts = names.map(({ name }) => name)): Reading => {
  const [first, last] = [names[0], names.at(-1)];
  const text = texts.join(", ");
  return first && last ? { text, span: { start: first.span.start, end: last.span.end } } : { text };
};

const shownText = ({ decimals }: ast.ShownDecimals): string => `shown ${decimals} decimals`;

// ── statements ───────────────────────────────────────────────────────────────────────────────────

const any = slotsFor<ast.Statement>();
const assumed = any("assumption", "assumed", "assumed", reason);

const input = slotsFor<ast.InputStatement>();
const param = slotsFor<ast.ParamStatement>();
const choice = slotsFor<ast.ChoiceStatement>();
const formula = slotsFor<ast.FormulaStatement>();
const output = slotsFor<ast.OutputStatement>();
const table = slotsFor<ast.TableStatement>();
const tiers = slotsFor<ast.TiersStatement>();
const score = slotsFor<ast.ScoreStatement>();
const deduct = slotsFor<ast.DeductStatement>();
const veto = slotsFor<ast.VetoStatement>();
const distribute = slotsFor<ast.DistributeStatement>();
const except = slotsFor<ast.ExceptStatement>();
const action = slotsFor<ast.ActionStatement>();
const report = slotsFor<ast.ReportStatement>();
const budget = slotsFor<ast.BudgetStatement>();
const assertion = slotsFor<ast.AssertStatement>();
const waive = slotsFor<ast.WaiveStatement>();

const SLOTS: Partial<Readonly<Record<ast.Statement["kind"], readonly Slot<ast.Statement>[]>>> = {
  input: [input("default", "default", "fallback", expression)],
  param: [
    param("value", "", "value", meantExpression),
    param("range", "range", "range", (range) => ({ text: printTest(range), span: range.span })),
    param("step", "step", "step", expression),
  ],
  choice: [choice("choice", "", "values", (values) => listed(values))],
  formula: [formula("formula", "", "body", meantExpression)],
  output: [output("output", "shown", "shown", (shown) => ({ text: shownText(shown), span: shown.span }))],
  table: [table("table", "table", "name", identifier), table("policy", "policy", "policy", prose)],
  tiers: [
    tiers("formula", "method", "method", prose),
    tiers("formula", "of", "subject", meantExpression),
    tiers("formula", "ends", "ends", prose),
  ],
  score: [score("unit", "unit", "unit", (unit) => ({ text: printUnit(unit), span: unit.span }))],
  deduct: [
    deduct("deduction", "from", "score", identifier),
    deduct("deduction", "", "amount", expression),
    deduct("deduction", "at most", "atMost", expression),
  ],
  veto: [
    veto("veto", "of", "score", identifier),
    veto("veto", "", "value", expression),
    veto("veto", "when", "condition", expression),
  ],
  distribute: [
    distribute("distribution", "by", "by", identifier),
    distribute("distribution", "within", "group", (group) => (group.length === 0 ? prose("all") : listed(group))),
    distribute("distribution", "places", "places", prose),
    distribute("distribution", "smallest group", "smallest", (size) => prose(String(size))),
    distribute("distribution", "otherwise", "otherwise", identifier),
  ],
  except: [except("exception", "when", "condition", meantExpression)],
  action: [
    action("action", "may", "orderedBy", identifier),
    action("action", "when", "condition", expression),
    action("action", "for", "lasting", ({ months, exactly, span }) => ({
      text: `${exactly ? "exactly " : ""}${months} ${months === 1 ? "month" : "months"}`,
      span,
    })),
  ],
  report: [
    report("report", "in", "place", expression),
    report("report", "", "columns", (columns) =>
      listed(
        columns.map(({ name }) => name),
        columns.map(({ name, shown }) => (shown ? `${name.name} ${shownText(shown)}` : name.name)),
      ),
    ),
  ],
  budget: [budget("budget", "", "limit", meantExpression)],
  assert: [
    assertion("assertion", "", "subject", meantExpression),
    assertion("assertion", "trend", "trend", ({ never, driver }) => ({
      text: `never ${never} as ${driver.name} rises`,
      span: driver.span,
    })),
  ],
  waive: [waive("governance", "", "reason", prose)],
};

/** What can differ between two statements of one kind, rows aside, in the order in which it is written. */
export const slotsOf = (kind: ast.Statement["kind"]): readonly Slot<ast.Statement>[] => [
  ...(SLOTS[kind] ?? []),
  assumed,
];
