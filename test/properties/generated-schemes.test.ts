/**
 * What checks without an error never fails at run time except for the row errors the language names,
 * and what the checker is silent about does not happen: generated schemes on generated histories.
 * A failure prints the scheme, without the statements it does not need.
 */
import { expect, test } from "vitest";
import { compile } from "../../engine/compile.ts";
import type { Code } from "../../engine/diagnostics/codes.ts";
import { hasErrors } from "../../engine/diagnostics/diagnostic.ts";
import type { AgentMonth, Definition } from "../../engine/ir/program.ts";
import { Reference } from "../../engine/reference/reference.ts";
import { catalogue, catalogueFindings } from "../../engine/testing/catalogue.ts";
import { Chance } from "../../engine/testing/chance.ts";
import { generateHistory } from "../../engine/testing/generate-history.ts";
import { generateScheme, type SchemeOptions } from "../../engine/testing/generate-scheme.ts";
import { programOf } from "../../engine/testing/program-of.ts";
import { reduceScheme } from "../../engine/testing/reduce-scheme.ts";
import type { Type } from "../../engine/values/type.ts";
import { isRational, isRowError, type Outcome, ROW_ERROR_CODES, type RowErrorCode } from "../../engine/values/value.ts";

/** The first fault that `look` finds in the schemes of these seeds, reduced to what shows it. */
function firstFault(
  seeds: readonly number[],
  options: Partial<SchemeOptions>,
  look: (text: string, rows: readonly AgentMonth[]) => string | undefined,
): string | undefined {
  for (const seed of seeds) {
    const chance = new Chance(seed);
    const scheme = generateScheme(chance, catalogue, options);
    const rows = generateHistory(chance, catalogue);
    const fault = look(scheme.text, rows);
    if (fault === undefined) continue;
    const code = fault.split(" ")[0] ?? "";
    const text = reduceScheme(scheme, (fewer) => isReadable(fewer) && (look(fewer, rows)?.startsWith(code) ?? false));
    return `seed ${seed}: ${fault}\n${text}`;
  }
  return undefined;
}

function isReadable(text: string): boolean {
  try {
    return programOf(text, catalogue).outputs.length > 0;
  } catch {
    return false;
  }
}

const seedsFrom = (first: number, count: number): number[] => Array.from({ length: count }, (_, at) => first + at);

function isOf(outcome: Outcome, type: Type): boolean {
  switch (type.kind) {
    case "number":
      return isRational(outcome) && outcome.denominator > 0n;
    case "truth":
      return typeof outcome === "boolean";
    case "choice":
      return typeof outcome === "string" && type.values.includes(outcome);
    case "text":
      return typeof outcome === "string";
    case "date":
      return typeof outcome === "string" && /^\d{4}-\d{2}-\d{2}$/.test(outcome);
    case "unknown":
      return false;
  }
}

test("the catalogue of the generated schemes has no finding", () => {
  expect(catalogueFindings).toEqual([]);
});

test("a scheme without errors gives values of their types, or row errors that the language names", () => {
  let checked = 0;
  const fault = firstFault(seedsFrom(1, 30), { careful: true, statements: 5 }, (text, rows) => {
    const { program, diagnostics } = compile(text, catalogue);
    if (hasErrors(diagnostics)) return undefined;
    checked += 1;
    const reference = new Reference(program, rows);
    for (const at of rows) {
      for (const { name, type } of program.definitions.values()) {
        const outcome = reference.value(name, at);
        if (isRowError(outcome)) {
          const isNamed = ROW_ERROR_CODES.includes(outcome.code) && outcome.code !== "not-computable";
          if (!isNamed) return `error ${name} fails with ${outcome.code}`;
        } else if (!isOf(outcome, type)) return `value ${name} is ${String(outcome)}, no ${type.kind}`;
      }
    }
    return undefined;
  });
  expect(fault).toBeUndefined();
  expect(checked).toBeGreaterThan(25);
});

/** What the checker must have said of a definition before one of its values may fail so. */
const ANNOUNCED: ReadonlyMap<RowErrorCode, readonly Code[]> = new Map([
  ["no-row-matches", ["table-gap", "table-undecided", "table-intricate"]],
  ["several-rows-match", ["table-overlap", "table-overlap-undecided"]],
]);
/** Found by trying, so that silence is a proof only where nothing lies beyond the row and little is to try. */
const SOUGHT: ReadonlyMap<RowErrorCode, readonly Code[]> = new Map([
  ["division-by-zero", ["division-by-zero"]],
  ["conflicting-exceptions", ["exceptions-conflict"]],
  ["number-too-large", ["number-grows"]],
]);

function unannounced(
  text: string,
  rows: readonly AgentMonth[],
  announced: ReadonlyMap<RowErrorCode, readonly Code[]>,
): string | undefined {
  const { program, diagnostics } = compile(text, catalogue);
  const reference = new Reference(program, rows);
  const isAnnounced = (definition: Definition, codes: readonly Code[]): boolean =>
    diagnostics.some(({ code, span }) => {
      const places = [
        ...(definition.kind === "column" ? [definition, definition.table] : [definition]),
        ...definition.exceptions.flatMap((exception) => [exception, exception.condition]),
      ].map((place) => place.span);
      return codes.includes(code) && places.some(({ start, end }) => start <= span.start && span.end <= end);
    });
  // A rate that divides by 0 is reported where a rule reads it.
  const readers = (name: string): Definition[] =>
    [...program.definitions.values()].filter(({ dependencies }) => dependencies.includes(name));
  // What no output shows is not looked into.
  for (const { name } of program.outputs) {
    for (const at of rows) {
      const outcome = reference.value(name, at);
      const codes = isRowError(outcome) && announced.get(outcome.code);
      const failing = isRowError(outcome) && program.definitions.get(outcome.name);
      if (!codes || !failing) continue;
      const suspects = failing.kind === "input" ? readers(failing.name) : [failing];
      if (!suspects.some((suspect) => isAnnounced(suspect, codes))) {
        return `${outcome.code} in ${outcome.name}, of which nothing is said`;
      }
    }
  }
  return undefined;
}

test("a table of which nothing is said has one row for every case, whatever other months and agents decide", () => {
  expect(
    firstFault(seedsFrom(1_000, 30), { statements: 3 }, (text, rows) => unannounced(text, rows, ANNOUNCED)),
  ).toBeUndefined();
});

test("a rule of this row alone of which nothing is said does not fail", () => {
  const alone = { windows: false, peers: false, statements: 3 };
  const sought = new Map([...ANNOUNCED, ...SOUGHT]);
  expect(firstFault(seedsFrom(2_000, 50), alone, (text, rows) => unannounced(text, rows, sought))).toBeUndefined();
});
