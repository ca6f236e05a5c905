import { readFileSync } from "node:fs";
import fc from "fast-check";
import type { Metric } from "../../catalogue/metric.ts";
import { readCatalogue } from "../../catalogue/read-catalogue.ts";
import { resolve } from "../../check/resolve/resolve.ts";
import { type Compilation, compile } from "../../compile.ts";
import type { AgentMonth, Program } from "../../ir/program.ts";
import { boundsOf } from "../../ir/walk.ts";
import { readDocument } from "../../source/read-document.ts";
import { parseBlocks } from "../../syntax/parse.ts";
import { parseDecimal, type Rational, rational, toFixed } from "../../values/rational.ts";
import { isRational, type Outcome, type Value } from "../../values/value.ts";

const RULESETS = new URL("../../../rulesets/", import.meta.url);

/** The text of a shipped file, by its path under `rulesets/`. */
export const shippedText = (path: string): string => readFileSync(new URL(path, RULESETS), "utf8");

export const { catalogue } = readCatalogue(shippedText("metrics.kpi.md"));

export const shipped = (path: string): Compilation => compile(shippedText(path), catalogue);

const FRONT_MATTER = "---\nscheme: test\ntitle: 测试\nversion: draft\nperiod: month\ncurrency: CNY\n---\n";

const textOf = (rules: string): string => `${FRONT_MATTER}\n## 一、规则\n\n\`\`\`kpi\n${rules}\n\`\`\`\n`;

/** A scheme with these rules under one clause. */
export const schemeOf = (rules: string): Compilation => compile(textOf(rules), catalogue);

/** The program of rules without errors, of which nothing is proven: generated tables have gaps and overlaps. */
export function programOf(rules: string): Program {
  const document = readDocument(textOf(rules));
  const { statements, diagnostics: syntax } = parseBlocks(document);
  const { program, diagnostics: meaning } = resolve(document, statements, catalogue);
  const errors = [...syntax, ...meaning].filter(({ severity }) => severity === "error");
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message.en).join("; "));
  return program;
}

/** An agent's month; numbers as decimal text, other values as they are. */
export const agentMonth = (values: Readonly<Record<string, string | boolean | Outcome>>): AgentMonth => ({
  agent: "E001",
  month: "2026-01",
  values: new Map(
    Object.entries(values).map(([name, value]) => [name, typeof value === "string" ? readValue(value) : value]),
  ),
});

const readValue = (text: string): Value => parseDecimal(text) ?? text;

/** Months for the inputs of a program, crowded around the bounds of its tables, with blanks and errors. */
export function agentMonths(program: Program): fc.Arbitrary<AgentMonth> {
  const near = boundsNear(program);
  const inputs = [...program.definitions.values()].flatMap((definition) =>
    definition.kind === "input" ? [definition.metric] : [],
  );
  const cells = inputs.map((metric): fc.Arbitrary<[string, Outcome][]> => {
    const broken: Outcome = {
      kind: "row-error",
      code: "not-a-number",
      name: metric.name,
      message: { zh: "不是数", en: "not a number" },
    };
    return fc.oneof(
      { weight: 30, arbitrary: valuesOf(metric, near).map((value): [string, Outcome][] => [[metric.name, value]]) },
      { weight: 1, arbitrary: fc.constant<[string, Outcome][]>([]) },
      { weight: 1, arbitrary: fc.constant<[string, Outcome][]>([[metric.name, broken]]) },
    );
  });
  return fc.tuple(...cells).map((entries) => ({ agent: "E001", month: "2026-01", values: new Map(entries.flat()) }));
}

function valuesOf({ type, permitted, decimals = 2 }: Metric, near: readonly Rational[]): fc.Arbitrary<Outcome> {
  if (type.kind === "choice") return fc.constantFrom(...type.values);
  if (type.kind !== "number") return fc.constantFrom("甲", "乙");
  if (permitted?.kind === "list") return fc.constantFrom(...permitted.values);
  const scale = 10n ** BigInt(decimals);
  const free = fc.bigInt({ min: 0n, max: 200n * scale }).map((units) => rational(units, scale));
  return near.length === 0 ? free : fc.oneof(free, fc.constantFrom(...near));
}

/** Every number that a table compares with, and its neighbours of two decimals. */
function boundsNear({ tables }: Program): Rational[] {
  const bounds = tables.flatMap(({ rows }) =>
    rows.flatMap(({ tests }) => tests.flatMap((test) => [...boundsOf(test)])),
  );
  return bounds.flatMap((bound) => {
    if (bound.kind !== "literal" || !isRational(bound.value)) return [];
    const hundredths = BigInt(toFixed(bound.value, 2).replace(".", ""));
    return [-1n, 0n, 1n].map((shift) => rational(hundredths + shift, 100n));
  });
}
