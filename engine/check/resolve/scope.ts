import type { Catalogue, Metric } from "../../catalogue/metric.ts";
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { LineIndex } from "../../source/line-index.ts";
import { firstLine } from "../../source/span.ts";
import type {
  ActionStatement,
  ChoiceStatement,
  DeductStatement,
  DistributeStatement,
  ExceptStatement,
  FormulaStatement,
  Identifier,
  InputStatement,
  OutputStatement,
  ParamStatement,
  ScoreStatement,
  Statement,
  TableStatement,
  TiersStatement,
  VetoStatement,
} from "../../syntax/ast.ts";
import type { ChoiceType } from "../../values/type.ts";
import type { Suggester } from "./suggester.ts";

/** The statement that says what a name is. */
export type Declaration = { readonly identifier: Identifier } & (
  | { readonly kind: "input"; readonly statement: InputStatement; readonly metric: Metric }
  | { readonly kind: "param"; readonly statement: ParamStatement }
  | { readonly kind: "formula"; readonly statement: FormulaStatement | OutputStatement }
  | { readonly kind: "column"; readonly statement: TableStatement; readonly column: number }
  | { readonly kind: "score"; readonly statement: ScoreStatement }
  | { readonly kind: "tiers"; readonly statement: TiersStatement }
  | { readonly kind: "deduct"; readonly statement: DeductStatement }
  | { readonly kind: "veto"; readonly statement: VetoStatement }
  | { readonly kind: "distribute"; readonly statement: DistributeStatement }
  | { readonly kind: "action"; readonly statement: ActionStatement }
);

export interface Scope {
  /** In the order of the text. */
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Values of choices that the scheme computes. */
  readonly choices: ReadonlyMap<string, ChoiceType>;
  /** Exceptions by the name they override, in the order of the text. */
  readonly exceptions: ReadonlyMap<string, readonly ExceptStatement[]>;
  /** Deductions and vetoes by the score they change, in the order of the text. */
  readonly adjustments: ReadonlyMap<string, readonly Adjustment[]>;
  /** Names that a statement may define which could not be read, and metrics that are none: all reported. */
  readonly unread: ReadonlySet<string>;
}

export type Adjustment = DeductStatement | VetoStatement;

/** Words with a meaning of their own in the header of a grid or as a value. */
const HEADER_WORDS: ReadonlySet<string> = new Set(["档", "row", "例", "case", "假定", "assumed", "error", "是", "否"]);

/** Collects what every name of the scheme is. Names must be unique; the first of two stays. */
export function collectScope(
  text: string,
  statements: readonly Statement[],
  catalogue: Catalogue,
  suggester: Suggester,
  report: (found: Diagnostic) => void,
): Scope {
  const declarations = new Map<string, Declaration>();
  const choices = new Map<string, ChoiceType>();
  const exceptions = new Map<string, ExceptStatement[]>();
  const adjustments = new Map<string, Adjustment[]>();
  const unread = new Set<string>();
  const lines = new LineIndex(text);

  const isNew = (taken: Identifier | undefined, { name, span }: Identifier): boolean => {
    if (!taken) return true;
    const { line } = lines.positionAt(taken.span.start);
    report(diagnostic("name-duplicate", span, { name, line: String(line) }));
    return false;
  };
  const declare = (declaration: Declaration): void => {
    const { identifier } = declaration;
    const { name, span } = identifier;
    if (HEADER_WORDS.has(name)) report(diagnostic("name-reserved", span, { name }));
    else if (catalogue.units.has(name)) report(diagnostic("name-is-unit", span, { name }));
    if (isNew(declarations.get(identifier.name)?.identifier, identifier))
      declarations.set(identifier.name, declaration);
  };
  const choiceNames = new Map<string, Identifier>();

  for (const statement of statements) {
    switch (statement.kind) {
      case "input":
        for (const identifier of statement.names) {
          const metric = catalogue.metrics.get(identifier.name);
          if (metric) declare({ kind: "input", identifier, statement, metric });
          else {
            unread.add(identifier.name);
            reportUnknownMetric(identifier, catalogue, suggester, report);
          }
        }
        break;
      case "param":
        declare({ kind: "param", identifier: statement.name, statement });
        break;
      case "formula":
        declare({ kind: "formula", identifier: statement.name, statement });
        break;
      case "output":
        if (statement.body) declare({ kind: "formula", identifier: statement.name, statement });
        break;
      case "table":
        for (const [column, { name }] of statement.outputs.entries()) {
          declare({ kind: "column", identifier: name, statement, column });
        }
        break;
      case "score":
        declare({ kind: "score", identifier: statement.name, statement });
        break;
      case "tiers":
        declare({ kind: "tiers", identifier: statement.name, statement });
        break;
      case "deduct":
      case "veto": {
        const { name: identifier, score } = statement;
        const isTaken = declarations.has(identifier.name);
        if (statement.kind === "deduct") declare({ kind: "deduct", identifier, statement });
        else declare({ kind: "veto", identifier, statement });
        if (!isTaken) adjustments.set(score.name, [...(adjustments.get(score.name) ?? []), statement]);
        break;
      }
      case "distribute":
        declare({ kind: "distribute", identifier: statement.name, statement });
        break;
      case "action":
        declare({ kind: "action", identifier: statement.name, statement });
        break;
      case "choice":
        if (isNew(choiceNames.get(statement.name.name), statement.name)) {
          const { name } = statement.name;
          choiceNames.set(name, statement.name);
          reportRepeated(statement, report);
          choices.set(name, { kind: "choice", name, values: statement.values.map((value) => value.name) });
        }
        break;
      case "except":
        for (const { name } of new Map(statement.overrides.map((one) => [one.name.name, one.name])).values()) {
          exceptions.set(name, [...(exceptions.get(name) ?? []), statement]);
        }
        break;
      case "report":
      case "budget":
      case "assert":
      case "examples":
        break;
      case "held":
      case "waive":
        break;
      case "metrics":
      case "rates":
      case "units":
      case "log":
      case "aggregates":
      case "require":
      case "deadline": {
        const args = { statement: statement.kind, placeZh: "方案", placeEn: "a scheme" };
        report(diagnostic("statement-misplaced", firstLine(text, statement.span), args));
        break;
      }
      case "unreadable":
        for (const name of statement.names) unread.add(name);
    }
  }
  for (const [name, identifier] of choiceNames) {
    if (!declarations.has(name) && !unread.has(name)) report(diagnostic("choice-undefined", identifier.span, { name }));
  }
  return { declarations, choices, exceptions, adjustments, unread };
}

function reportRepeated({ name, values }: ChoiceStatement, report: (found: Diagnostic) => void): void {
  const seen = new Set<string>();
  for (const value of values) {
    if (seen.has(value.name))
      report(diagnostic("choice-repeated", value.span, { choice: name.name, value: value.name }));
    seen.add(value.name);
  }
}

function reportUnknownMetric(
  identifier: Identifier,
  catalogue: Catalogue,
  suggester: Suggester,
  report: (found: Diagnostic) => void,
): void {
  const canonical =
    catalogue.find(identifier.name)?.name ?? suggester.nearest(identifier.name, catalogue.metrics.keys());
  report(diagnostic("metric-unknown", identifier.span, ...withSuggestion(identifier, canonical)));
}

/** The arguments and the fix of a finding that may offer another name. */
export function withSuggestion(
  { name, span }: Identifier,
  nearest: string | undefined,
): [{ name: string; suggestionZh: string; suggestionEn: string }, Parameters<typeof diagnostic>[3]] {
  if (nearest === undefined) return [{ name, suggestionZh: "", suggestionEn: "" }, {}];
  const fix = { title: { zh: `改为“${nearest}”`, en: `write "${nearest}"` }, edits: [{ span, text: nearest }] };
  const args = { name, suggestionZh: `，是不是“${nearest}”？`, suggestionEn: `; did you mean "${nearest}"?` };
  return [args, { fixes: [fix] }];
}
