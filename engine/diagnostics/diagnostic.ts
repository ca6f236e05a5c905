import type { Span, TextEdit } from "../source/span.ts";
import { type Code, type MessageArguments, messages, type Severity } from "./codes.ts";
import type { Localized } from "./localized.ts";

/** Inputs that show a finding; values are decimal strings or choices. */
export interface Witness {
  /** One value for each input column of the table (or name of the rule) the finding is about. */
  readonly columns: ReadonlyMap<string, string>;
  /** Scheme inputs that lead there; absent where none are known. */
  readonly inputs?: ReadonlyMap<string, string>;
  /** The inputs are the same in each of the months before, without which the finding would not show. */
  readonly steady?: true;
  /** The second of two rows that differ in one input, where the finding is how they compare. */
  readonly compared?: { readonly columns: ReadonlyMap<string, string>; readonly inputs: ReadonlyMap<string, string> };
}

/** One way to put a finding right, as edits of the scheme's text. */
export interface QuickFix {
  readonly title: Localized;
  readonly edits: readonly TextEdit[];
}

export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly span: Span;
  readonly message: Localized;
  readonly witness?: Witness;
  readonly fixes?: readonly QuickFix[];
  /** Why the scheme accepts it (`waive`); it is then a note, whatever its code says. */
  readonly waived?: string;
}

/** Further parts of a diagnostic, all optional. */
export interface DiagnosticDetails {
  readonly witness?: Witness | undefined;
  readonly fixes?: readonly QuickFix[] | undefined;
}

/** Makes a diagnostic of a closed list: the code decides its severity and its sentences. */
export function diagnostic<C extends Code>(
  code: C,
  span: Span,
  args: MessageArguments<C>,
  details: DiagnosticDetails = {},
): Diagnostic {
  const { severity, zh, en } = messages[code];
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (_, key: string) => clip((args as Record<string, string>)[key] ?? ""));
  return {
    code,
    severity,
    span,
    message: { zh: fill(zh), en: fill(en) },
    ...(details.witness && { witness: details.witness }),
    ...(details.fixes?.length && { fixes: details.fixes }),
  };
}

/** What a user wrote is quoted, but a message stays a sentence: long text is cut in the middle. */
const clip = (text: string): string => (text.length <= 160 ? text : `${text.slice(0, 100)}…${text.slice(-40)}`);

/** Errors first where they start, so that a reader meets findings in the order of the text. */
export const inTextOrder = (diagnostics: readonly Diagnostic[]): Diagnostic[] =>
  [...diagnostics].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);

export const hasErrors = (diagnostics: readonly Diagnostic[]): boolean =>
  diagnostics.some((found) => found.severity === "error");
