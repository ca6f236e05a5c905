/**
 * A checked program as one query: from a table of agent-months to the results of each, exactly what
 * the reference computes, or the reasons why the database cannot.
 *
 *   table ─ cells as text ─▶ rows that have an agent and a month ─ layers of columns ─▶ results and the first error
 */
import type { Localized } from "../diagnostics/localized.ts";
import type { Program } from "../ir/program.ts";
import { LIMITS } from "../limits.ts";
import { declaredGround } from "../lower/ground.ts";
import { lower } from "../lower/lower.ts";
import type { Step, WholeProgram } from "../lower/whole.ts";
import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import type { Rational } from "../values/rational.ts";
import { type Type, UNKNOWN } from "../values/type.ts";
import { Across } from "./across.ts";
import { type Cell, readCells } from "./cells.ts";
import { CLICKHOUSE } from "./clickhouse.ts";
import type { Dialect, DialectName } from "./dialect.ts";
import { DUCKDB } from "./duckdb.ts";
import { type Write, writer } from "./expression.ts";
import { POSTGRES } from "./postgres.ts";
import { Refused } from "./refused.ts";
import { type Column, ERROR_COLUMNS, type Errors, resultColumns } from "./results.ts";
import { type Ground, type Left, looksAtRow, Row } from "./row.ts";
import { SQLITE } from "./sqlite.ts";
import { cellName, PLACE_COLUMNS, SOURCES, statementOf } from "./statement.ts";

const OF: Readonly<Record<DialectName, Dialect>> = {
  sqlite: SQLITE,
  postgres: POSTGRES,
  duckdb: DUCKDB,
  clickhouse: CLICKHOUSE,
};

/** Why a database cannot compute the program; `name` is the output or metric it is about. */
export interface SqlRefusal {
  readonly name: string;
  /** Where its rule stands; absent for a metric and for the scheme as a whole. */
  readonly clause?: Clause;
  readonly span?: Span;
  readonly reason: Localized;
}

export type SqlResult =
  | {
      readonly kind: "query";
      readonly text: string;
      /** The names of the result's columns, in their order. */
      readonly columns: readonly string[];
    }
  | { readonly kind: "refused"; readonly refusals: readonly SqlRefusal[] };

export interface SqlOptions {
  /** The table of agent-months; a schema may stand before a full stop. */
  readonly table: string;
  /** `first` by default, as a run gives it. */
  readonly errors?: Errors;
}

/** The program must be one without errors. */
export function toSql(program: Program, dialectName: DialectName, { table, errors = "first" }: SqlOptions): SqlResult {
  const dialect = OF[dialectName];
  const whole = lower(program, groundFor(program));
  const refuse = (found: readonly Refused[]): SqlResult => ({
    kind: "refused",
    refusals: found.map(({ subject: name, reason }) => {
      const definition = program.definitions.get(name);
      return { name, reason, ...(definition && { clause: definition.clause, span: definition.span }) };
    }),
  });
  const refused = [...beyond(program, whole), ...unfit(program)];
  if (refused.length > 0) return refuse(refused);
  try {
    return queryOf(program, whole, dialect, table, errors);
  } catch (failure) {
    if (!(failure instanceof Refused)) throw failure;
    return refuse([failure]);
  }
}

/** Decimal places of a metric whose catalogue gives none; of a value with more the row says that it is too large. */
const PLACES = 10;

/** What the catalogue says; what a table holds was not checked before. */
function groundFor({ catalogue }: Program): ReturnType<typeof declaredGround> {
  const declared = declaredGround(catalogue);
  const metrics = new Map([...declared.metrics].map(([name, metric]) => [name, { ...metric, valid: false }]));
  const greatest = 10n ** BigInt(LIMITS.digits + PLACES);
  for (const { name, type, rate } of catalogue.metrics.values()) {
    if (metrics.has(name) || rate || type.kind !== "number") continue;
    metrics.set(name, { places: PLACES, complete: false, valid: false, least: -greatest, greatest });
  }
  return { ...declared, metrics };
}

const resultsOf = ({ outputs, actions }: Program): string[] => [...outputs, ...actions].map(({ name }) => name);

const beyond = (program: Program, { beyond }: WholeProgram): Refused[] =>
  resultsOf(program).flatMap((name) => {
    const reason = beyond.get(name);
    return reason ? [new Refused(name, reason)] : [];
  });

const PLACES_TAKEN = [...Object.values(PLACE_COLUMNS), ...Object.values(ERROR_COLUMNS)];

/** Results that the database would take for one another, or for a column that is there anyway. */
function unfit(program: Program): Refused[] {
  const taken = new Set<string>(PLACES_TAKEN);
  return resultsOf(program).flatMap((name) => {
    const folded = name.toLowerCase();
    const isFree = !taken.has(folded);
    taken.add(folded);
    return isFree
      ? []
      : [
          new Refused(name, {
            zh: `结果里已有一列叫“${name}”（不分大小写）`,
            en: `the result already has a column "${name}", without regard to case`,
          }),
        ];
  });
}

/** A metric or result of which a column's name would be cut by the database. */
function refuseLongNames(
  metrics: readonly string[],
  columns: readonly Column[],
  { title, longestName }: Dialect,
): void {
  const all = [...metrics.map((name) => ({ name, about: name })), ...columns];
  const long = all.find(({ name }) => longestName !== undefined && bytesOf(name) > longestName);
  if (!long) return;
  throw new Refused(long.about, {
    zh: `${title} 的列名最长 ${longestName} 字节，“${long.name}”更长，会被截断`,
    en: `${title} cuts the names of columns at ${longestName} bytes, and "${long.name}" is longer`,
  });
}

const bytesOf = (name: string): number => new TextEncoder().encode(name).length;

const MOST_MONTH = 9999n * 12n + 11n;

function queryOf(program: Program, whole: WholeProgram, dialect: Dialect, table: string, errors: Errors): SqlResult {
  const sql = writer();
  const metrics = [...whole.inputs.keys()];
  const ground = groundOf(program, whole, dialect, sql);
  const left = new Map<string, Left>();
  const row = new Row(ground, left);
  const across = new Across(row);
  const types = new Map<string, Type>();
  for (const step of whole.steps) {
    const isName = whole.names.has(step.name);
    left.set(step.name, { ...leftBy(step, row, across), looksAtRow: isName || looksAtRow(step) });
    types.set(step.name, step.type);
  }
  const results = resultsOf(program).map((name) => {
    const step = whole.names.get(name) ?? name;
    return { name, left: row.left(step), type: types.get(step) ?? UNKNOWN };
  });
  const columns = resultColumns(results, errors, ground);
  refuseLongNames(metrics, columns, dialect);
  return { kind: "query", ...statementOf(columns, metrics, ground, table, program.header.scheme) };
}

function leftBy(step: Step, row: Row, across: Across): Left {
  switch (step.kind) {
    case "row":
      return row.lowered(step.value);
    case "window":
      return across.window(step);
    case "streak":
      return across.streak(step);
    case "peers":
      return across.peers(step);
  }
}

function groundOf({ catalogue, definitions }: Program, whole: WholeProgram, dialect: Dialect, sql: Write): Ground {
  const arithmetic = dialect.arithmetic(sql);
  const [agent, month] = [sql.source(SOURCES.agent), sql.source(SOURCES.month)];
  const cells = new Map<string, Cell>();
  for (const [at, [name, { places }]] of [...whole.inputs].entries()) {
    const metric = catalogue.metrics.get(name);
    if (metric) cells.set(name, readCells(metric, sql.source(cellName(at)), places, { sql, dialect, arithmetic }));
  }
  const params = new Map<string, Rational>(
    [...definitions.values()].flatMap((each) => (each.kind === "param" ? [[each.name, each.value] as const] : [])),
  );
  const rows = sql.column`count(*) OVER (PARTITION BY ${agent}, ${month})`;
  return {
    sql,
    dialect,
    arithmetic,
    agent,
    month,
    isTwice: sql.column`(${rows} > 1)`,
    cells,
    params,
    causes: whole.causes,
    mostMonth: MOST_MONTH,
  };
}
