import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import {
  type AgentMonth,
  compile,
  isRowError,
  isRunnable,
  type Program,
  Reference,
  readCatalogue,
  readCell,
  readInstitution,
} from "../../../engine/index.ts";
import type { DialectName } from "../../../engine/sql/dialect.ts";
import { toSql } from "../../../engine/sql/query.ts";
import { sampleCompany } from "../../../server/sample/sample-company.ts";
import type { ColumnType, Database } from "../databases/database.ts";
import { compareWithLaw, loadRows, TABLE } from "../equals-reference.ts";

const RULESETS = new URL("../../../rulesets/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, RULESETS), "utf8");
const { catalogue } = readCatalogue(read("metrics.kpi.md"));

const institutions = new Map(
  globSync("institutions/*.kpi.md", { cwd: RULESETS })
    .map((path) => readInstitution(read(path)).institution)
    .map((found) => [found.id, found]),
);

/** Those that can be run: a document transcribed with its gaps cannot. */
const SCHEMES: readonly { readonly name: string; readonly program: Program }[] = globSync("*/*.kpi.md", {
  cwd: RULESETS,
  exclude: ["institutions/*"],
})
  .sort()
  .flatMap((path) => {
    const compilation = compile(read(path), catalogue, institutions);
    return isRunnable(compilation) ? [{ name: path, program: compilation.program }] : [];
  });

function sampleRows(): AgentMonth[] {
  const { columns, rows } = sampleCompany();
  return rows.map(({ agent, month, values }) => ({
    agent,
    month,
    values: new Map(
      columns.flatMap((column, at) => {
        const metric = catalogue.metrics.get(column);
        const value = metric && readCell(metric, values[at] ?? "");
        return value === undefined ? [] : [[column, value]];
      }),
    ),
  }));
}

/** As a warehouse would hold it. */
function typeOf(name: string): ColumnType {
  const metric = catalogue.metrics.get(name);
  if (metric?.type.kind === "number") return metric.decimals === 0 ? "integer" : "decimal";
  return metric?.type.kind === "date" ? "date" : "text";
}

export function shippedSchemes(dialect: DialectName, database: () => Database): void {
  const rows = sampleRows();

  test("the rule sets are found", () => {
    expect(SCHEMES.length).toBeGreaterThanOrEqual(7);
  });

  test.each(SCHEMES)("$name: every name of the sample company is the reference's", async ({ program }) => {
    await loadRows(database(), program, rows, typeOf);
    const names = [...program.definitions.keys()];
    const { values, ...found } = await compareWithLaw(program, names, rows, dialect, database());
    expect(found).toMatchObject({ rows: rows.length, tooLarge: 0, refused: [], differences: [] });
    expect(values).toBeGreaterThan(rows.length * program.outputs.length * 0.9);
  });

  test.each(SCHEMES)("$name: a row has the first error, as a run gives it", async ({ program }) => {
    await loadRows(database(), program, rows);
    const query = toSql(program, dialect, { table: TABLE });
    if (query.kind === "refused") throw new Error(JSON.stringify(query.refusals));
    const law = new Reference(program, rows);
    const byPlace = new Map(rows.map((row) => [`${row.agent} ${row.month}`, row]));
    const results = [...program.outputs, ...program.actions];
    for (const [agent, month, ...cells] of await database().query(query.text)) {
      const at = byPlace.get(`${agent} ${month}`);
      if (!at) throw new Error(`no row of ${agent} in ${month}`);
      const outcomes = results.map(({ name }) => law.value(name, at));
      const first = outcomes.find(isRowError);
      const expected = first ? [first.code, first.name] : [null, null];
      expect([agent, month, ...cells.slice(-2)]).toEqual([agent, month, ...expected]);
      expect(cells.slice(0, -2).every((cell) => (cell === null) === (first !== undefined))).toBe(true);
    }
  });
}
