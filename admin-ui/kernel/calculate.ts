import {
  compile,
  isRowError,
  type Language,
  type Localized,
  Reference,
  readCatalogue,
  showValue,
} from "../../engine/index.ts";

const HEAD = `---
scheme: calculation
title: calculation
version: draft
period: month
currency: CNY
---

# 1

\`\`\`kpi
`;

/** Longer is no calculation, and would only keep the page busy. */
const LONGEST = 500;

/** What an expression in the language of the rules comes to, without any agent: exact, or why it has no value. */
export type Calculated = { readonly text: string } | { readonly problem: Localized };

/**
 * @param expression such as `round(400 CNY * 41 / 35, 2)`; line breaks count as spaces
 * @param catalogue text of the metric catalogue, whose units may be used
 * @returns `undefined` for an empty expression
 */
export function calculate(expression: string, catalogue: string, language: Language): Calculated | undefined {
  const formula = expression.replaceAll(/\s+/g, " ").replaceAll("`", "").trim().slice(0, LONGEST);
  if (formula === "") return undefined;
  const { program, diagnostics } = compile(
    `${HEAD}x = ${formula}\noutput one = 1\n\`\`\`\n`,
    readCatalogue(catalogue).catalogue,
  );
  const wrong = diagnostics.find(({ severity }) => severity === "error");
  if (wrong) return { problem: wrong.message };
  const type = program.definitions.get("x")?.type;
  if (type === undefined) return undefined;
  const nobody = { agent: "", month: "2000-01", values: new Map() };
  const outcome = new Reference(program, [nobody]).value("x", nobody);
  if (isRowError(outcome)) return { problem: outcome.message };
  return { text: showValue(outcome, type, { language, currency: "CNY" }) };
}
