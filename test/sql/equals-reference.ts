import type { AgentMonth, Program } from "../../engine/ir/program.ts";
import { Reference } from "../../engine/reference/reference.ts";
import type { DialectName } from "../../engine/sql/dialect.ts";
import { toSql } from "../../engine/sql/query.ts";
import { PLACE_COLUMNS } from "../../engine/sql/statement.ts";
import { parseDecimal, type Rational, rational, toExact } from "../../engine/values/rational.ts";
import { isRational, isRowError, type Outcome } from "../../engine/values/value.ts";
import type { Cells, ColumnOf, ColumnType, Database } from "./databases/database.ts";

export const TABLE = "agent_months";

/** How the results of a database compare with those of the reference. */
export interface Agreement {
  readonly rows: number;
  readonly names: number;
  readonly values: number;
  readonly errors: number;
  /** Values that were too large for the database, and said so. */
  readonly tooLarge: number;
  /** Results that the database refused beforehand, with the reason. */
  readonly refused: readonly string[];
  /** The first few, in words. */
  readonly differences: readonly string[];
}

const NOTHING: Agreement = { rows: 0, names: 0, values: 0, errors: 0, tooLarge: 0, refused: [], differences: [] };
const MOST_DIFFERENCES = 5;

/** What a cell held that became this value; an unreadable one is written `?`. */
const written = (outcome: Outcome | undefined): string | null => {
  if (outcome === undefined) return null;
  if (isRowError(outcome)) return "?";
  return isRational(outcome) ? toExact(outcome) : String(outcome);
};

/** A column for every metric but rates; `typeOf` says which are not text. */
export async function loadRows(
  database: Database,
  { catalogue }: Pick<Program, "catalogue">,
  rows: readonly AgentMonth[],
  typeOf: (metric: string) => ColumnType = () => "text",
): Promise<void> {
  const metrics = [...catalogue.metrics.values()].filter(({ rate }) => !rate).map(({ name }) => name);
  const columns: ColumnOf[] = [
    { name: PLACE_COLUMNS.agent, type: "text" },
    { name: PLACE_COLUMNS.month, type: "text" },
    ...metrics.map((name) => ({ name, type: typeOf(name) })),
  ];
  const cells = rows.map(
    ({ agent, month, values }): Cells => [agent, month, ...metrics.map((name) => written(values.get(name)))],
  );
  await database.load(TABLE, columns, cells);
}

/** Each of the names in each of the rows that were loaded: the database's result and the reference's. */
export async function compareWithLaw(
  program: Program,
  names: readonly string[],
  rows: readonly AgentMonth[],
  dialect: DialectName,
  database: Database,
): Promise<Agreement> {
  const shown = names.flatMap((name) => {
    const definition = program.definitions.get(name);
    return definition ? [{ name, type: definition.type, span: definition.span }] : [];
  });
  const whole = toSql({ ...program, outputs: shown, actions: [] }, dialect, { table: TABLE, errors: "each" });
  const refusals = whole.kind === "refused" ? whole.refusals : [];
  const refused = new Set(refusals.map(({ name }) => name));
  const outputs = shown.filter(({ name }) => !refused.has(name));
  const result =
    whole.kind === "query"
      ? whole
      : toSql({ ...program, outputs, actions: [] }, dialect, { table: TABLE, errors: "each" });
  if (result.kind === "refused")
    return {
      ...NOTHING,
      names: shown.length,
      refused: outputs.map(({ name }) => `${name}: ${result.refusals[0]?.reason.en}`),
    };

  const law = new Reference(program, rows);
  const byPlace = new Map<string, AgentMonth[]>();
  for (const row of rows) {
    const place = `${row.month} ${row.agent}`;
    byPlace.set(place, [...(byPlace.get(place) ?? []), row]);
  }
  const differences: string[] = [];
  let [values, errors, tooLarge] = [0, 0, 0];
  const answers = await database.query(result.text);
  if (answers.length !== rows.length) differences.push(`${answers.length} rows for ${rows.length}`);
  const hasTwo = outputs.map(({ name }) => result.columns.includes(`${name} denominator`));
  for (const [agent, month, ...cells] of answers) {
    const at = byPlace.get(`${month} ${agent}`)?.[0];
    if (!at) {
      differences.push(`no row of ${agent} in ${month}`);
      continue;
    }
    let next = 0;
    for (const [index, { name, type }] of outputs.entries()) {
      const count = hasTwo[index] ? 2 : 1;
      const own = cells.slice(next, next + count);
      const [code, about] = cells.slice(next + count, next + count + 2);
      next += count + 2;
      const expected = law.value(name, at);
      if (isRowError(expected)) errors += 1;
      else values += 1;
      // Another agent's row stands twice: the query does not say whose.
      const isUnnamed = code === "duplicate-row" && about === null && isRowError(expected) && expected.code === code;
      if (isUnnamed && expected.name !== agent) continue;
      const found = code === null || code === undefined ? asText(own, type.kind) : `error ${code} ${about}`;
      if (found === textOf(expected)) continue;
      if (code === "number-too-large") tooLarge += 1;
      else if (differences.length < MOST_DIFFERENCES) {
        differences.push(`${name} of ${agent} in ${month}: ${dialect} ${found}, reference ${textOf(expected)}`);
      }
    }
  }
  return {
    rows: rows.length,
    names: shown.length,
    values,
    errors,
    tooLarge,
    refused: refusals.map(({ name, reason }) => `${name}: ${reason.en}`),
    differences,
  };
}

const textOf = (outcome: Outcome): string => {
  if (isRational(outcome)) return `${outcome.numerator}/${outcome.denominator}`;
  return isRowError(outcome) ? `error ${outcome.code} ${outcome.name}` : String(outcome);
};

function asText([first, second]: Cells, kind: string): string {
  if (first === null || first === undefined) return "nothing";
  if (kind === "truth") return String(first === "true" || first === "1");
  if (kind !== "number") return first;
  const number = parseDecimal(first);
  const divisor = second === undefined ? rational(1n) : second === null ? undefined : parseDecimal(second);
  if (!number || !divisor) return `${first} ${second}`;
  return textOf(quotient(number, divisor));
}

const quotient = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator);
