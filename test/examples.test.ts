/** The examples of the shipped rule sets reach every row and edge, every tier, exception and action. */
import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readCatalogue } from "../engine/catalogue/read-catalogue.ts";
import { exampleRows } from "../engine/check/examples.ts";
import { compile } from "../engine/compile.ts";
import type { AgentMonth, DecisionTable, Definition } from "../engine/ir/program.ts";
import type { Term } from "../engine/ir/term.ts";
import { boundsOf } from "../engine/ir/walk.ts";
import { passes } from "../engine/reference/evaluate.ts";
import type { Reference } from "../engine/reference/reference.ts";
import { exactText } from "../engine/values/show.ts";
import { isRowError, type Value } from "../engine/values/value.ts";

const folder = new URL("../rulesets/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), "utf8");
const { catalogue } = readCatalogue(read("metrics.kpi.md"));
const paths = globSync("*/*.kpi.md", { cwd: folder, exclude: ["institutions/*"] }).filter(
  (path) => !path.includes("as-written"),
);

/** A row of an example in which something is expected, with all it gives. */
interface Shown {
  readonly at: AgentMonth;
  readonly reference: Reference;
}

describe.each(paths.sort())("%s", (path) => {
  const { program } = compile(read(path), catalogue);
  const shown: Shown[] = exampleRows(program)
    .filter(({ example: { expected, expectedError } }) => expected.size > 0 || expectedError)
    .map(({ row, reference }) => ({ at: row, reference }));
  const definitions = [...program.definitions.values()];
  const values = (name: string): Value[] =>
    shown.flatMap(({ at, reference }) => {
      const value = reference.value(name, at);
      return isRowError(value) ? [] : [value];
    });
  const valuesOf = (term: Term): Value[] =>
    shown.flatMap(({ at, reference }) => {
      const value = reference.evaluate(term, at);
      return isRowError(value) ? [] : [value];
    });
  const texts = (all: readonly Value[]): Set<string> => new Set(all.map(exactText));

  test("each row of each table decides", () => {
    const silent = program.tables.flatMap((table) =>
      table.rows.flatMap((row, at) =>
        shown.some((each) => decides(table, at, each)) ? [] : `${table.name}/${row.id}`,
      ),
    );
    expect(silent).toEqual([]);
  });

  test("each edge of each table is met", () => {
    const missed = program.tables.flatMap((table) =>
      table.inputs.flatMap((input, column) => {
        if (input.type.kind !== "number") return [];
        const met = texts(values(input.name));
        const edges = table.rows.flatMap(({ tests }) => tests.slice(column, column + 1).flatMap(boundsOf));
        return [...texts(edges.flatMap(valuesOf))]
          .filter((edge) => !met.has(edge))
          .map((edge) => `${table.name}/${input.name}/edge ${edge}`);
      }),
    );
    expect(missed).toEqual([]);
  });

  test("each start of a tier is met", () => {
    const missed = definitions.flatMap((definition) => {
      if (definition.kind !== "tiers") return [];
      const met = texts(valuesOf(definition.base));
      const starts = definition.tiers.flatMap(({ from }) => (from ? valuesOf(from) : []));
      return [...texts(starts)].filter((start) => !met.has(start)).map((start) => `${definition.name} at ${start}`);
    });
    expect(missed).toEqual([]);
  });

  test("each exception holds in one and does not in another", () => {
    const oneSided = definitions.flatMap((definition: Definition) =>
      definition.exceptions.flatMap(({ condition }, at) =>
        texts(valuesOf(condition)).size === 2 ? [] : `${definition.name}, exception ${at + 1}`,
      ),
    );
    expect(oneSided).toEqual([]);
  });

  test("each action follows in one and does not in another", () => {
    expect(program.actions.map(({ name }) => name).filter((name) => texts(values(name)).size < 2)).toEqual([]);
  });
});

function decides({ inputs, rows, policy }: DecisionTable, row: number, { at, reference }: Shown): boolean {
  const holds = (index: number): boolean =>
    rows[index]?.tests.every((test, column) => {
      const input = inputs[column];
      const value = input && reference.value(input.name, at);
      return (
        input !== undefined &&
        value !== undefined &&
        !isRowError(value) &&
        passes(test, value, input.type, reference.scope(at))
      );
    }) ?? false;
  return holds(row) && (policy === "unique" || rows.findIndex((_, index) => holds(index)) === row);
}
