import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type AgentMonth,
  type Compilation,
  compile,
  type Diagnostic,
  isRowError,
  LineIndex,
  type Outcome,
  readCatalogue,
  readCell,
  readInstitution,
  toExact,
  type Witness,
} from "../../engine/index.ts";
import { type ExpectedFinding, type ExpectedValues, type LanguageCase, readCases } from "./case-file.ts";
import { EVALUATORS } from "./evaluators.ts";

const here = new URL("./", import.meta.url);
const load = (name: string): string => readFileSync(new URL(name, here), "utf8");
const { catalogue, diagnostics: catalogueFindings } = readCatalogue(load("catalogue.kpi.md"));

const { institution, diagnostics: institutionFindings } = readInstitution(load("institution.kpi.md"));
const institutions = new Map([[institution.id, institution]]);

/** What stands above the rules of a case that gives no whole document. */
const PREFIX = "---\nscheme: case\ntitle: 用例\nversion: 1\nperiod: month\ncurrency: CNY\n---\n\n## 1 用例\n\n```kpi\n";
const SUFFIX = "```\n";
const PREFIX_LINES = PREFIX.split("\n").length - 1;

test("the catalogue and the institution of the cases have no finding", () => {
  expect([...catalogueFindings, ...institutionFindings]).toEqual([]);
});

for (const file of readdirSync(new URL("cases/", here)).sort()) {
  describe(file, () => {
    for (const one of readCases(load(`cases/${file}`))) describe(`${one.title} (line ${one.line})`, () => run(one));
  });
}

function run({ source, findings, values }: LanguageCase): void {
  const fragment = source.kind === "kpi";
  const compiled = compile(fragment ? PREFIX + source.text + SUFFIX : source.text, catalogue, institutions);

  test("findings", () => {
    const found = compiled.diagnostics.map((one) => describeFinding(one, compiled.text, fragment ? PREFIX_LINES : 0));
    expect(found).toEqual(findings);
  });

  if (!values) return;
  for (const evaluator of EVALUATORS) {
    test(`values by ${evaluator.name}`, async () => {
      const rows = values.rows.map(({ given }, at) => agentMonth(values.given, given, at));
      const results = await evaluator.outputs(compiled.program, rows);
      expect(showResults(results, values, compiled)).toEqual(showExpected(values));
    });
  }
}

function describeFinding(
  { code, span, message, witness, fixes = [] }: Diagnostic,
  text: string,
  skip: number,
): ExpectedFinding {
  const lines = new LineIndex(text);
  const place = (offset: number): string => {
    const { line, column } = lines.positionAt(offset);
    return `${line - skip}:${column}`;
  };
  return {
    place: `${place(span.start)}-${place(span.end)}`,
    code,
    message: message.en,
    ...(witness && { witness: describeWitness(witness) }),
    fixes: fixes.map(({ edits }) => edits.map((edit) => JSON.stringify(edit.text).slice(1, -1)).join(" … ")),
  };
}

function describeWitness({ columns, compared }: Witness): string {
  const second = (name: string): string => (compared ? ` → ${compared.columns.get(name)}` : "");
  return [...columns].map(([name, value]) => `${name} = ${value}${second(name)}`).join(", ");
}

function agentMonth(names: readonly string[], cells: readonly string[], at: number): AgentMonth {
  const values = new Map<string, Outcome>();
  names.forEach((name, column) => {
    const metric = catalogue.metrics.get(name);
    if (!metric) throw new Error(`the catalogue of the cases has no metric ${name}`);
    const outcome = readCell(metric, cells[column] ?? "");
    if (outcome !== undefined) values.set(name, outcome);
  });
  return { agent: `T${at + 1}`, month: "2026-01", values };
}

const showOutcome = (outcome: Outcome | undefined): string => {
  if (outcome === undefined) return "no such output";
  if (typeof outcome === "object") return isRowError(outcome) ? `! ${outcome.code}` : toExact(outcome);
  return typeof outcome === "boolean" ? (outcome ? "是" : "否") : outcome;
};

/** One line for each row, so that a difference shows its inputs. */
const showRow = (given: readonly string[], outputs: readonly string[]): string =>
  `${given.join(" | ")} => ${outputs.join(" | ")}`;

const showExpected = ({ rows }: ExpectedValues): string[] => rows.map((row) => showRow(row.given, row.outputs));

const showResults = (
  results: readonly ReadonlyMap<string, Outcome>[],
  { rows, outputs }: ExpectedValues,
  { program }: Compilation,
): string[] => {
  expect(program.outputs.map(({ name }) => name)).toEqual(outputs);
  return rows.map(({ given }, at) =>
    showRow(
      given,
      outputs.map((name) => showOutcome(results[at]?.get(name))),
    ),
  );
};
