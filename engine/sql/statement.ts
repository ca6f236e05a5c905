import type { Dialect } from "./dialect.ts";
import type { Sql, Write } from "./expression.ts";
import { layersToComputeFirst } from "./height.ts";
import { type Layer, layersOf } from "./layers.ts";
import { Refused } from "./refused.ts";
import type { Column } from "./results.ts";
import type { Ground } from "./row.ts";

/** The columns that say whose row it is, of the table and of the result. */
export const PLACE_COLUMNS = { month: "月份", agent: "工号" } as const;

/** The columns that the layers start from; those of the metrics follow in their order. */
export const SOURCES = { agent: "a", month: "m" } as const;
export const cellName = (at: number): string => `m${at + 1}`;
/** The month as the table has it. */
const MONTH_TEXT = "t";

export interface Statement {
  readonly text: string;
  /** The names of the result's columns, in their order. */
  readonly columns: readonly string[];
}

/**
 * The chain of SELECTs, and beside it the rows that have no agent or no month, of which nothing is computed.
 *
 * @param metrics the columns of the table that are read
 * @param about what is refused if it comes to too much
 */
export function statementOf(
  columns: readonly Column[],
  metrics: readonly string[],
  { sql, agent, month, dialect }: Ground,
  table: string,
  about: string,
): Statement {
  const isPlaced = plain(sql`${SOURCES.agent} <> '' AND ${dialect.hasShape(sql, sql`${MONTH_TEXT}`, "month")}`);
  const asked = [agent, writtenMonth(month, sql, dialect), ...columns.map(({ value }) => value)];
  const { layers, results } = layersOf(asked);
  refuseTooManyColumns(layers, results, dialect, about);

  const as = (name: string, body: string): string =>
    `${name} AS ${dialect.layer.as}(\n  ${body}${dialect.layer.end}\n)`;
  const from = table.split(".").map(dialect.name).join(".");
  const given = givenColumns(metrics, sql, dialect);
  const placed = [SOURCES.agent, monthNumber(isPlaced, sql, dialect), ...metrics.map((_, at) => cellName(at))];
  const parts = [
    as("given", `SELECT ${given.join(",\n    ")}\n  FROM ${from}`),
    as("l0", `SELECT ${placed.join(", ")}\n  FROM given WHERE ${isPlaced}`),
    ...layers.map((layer, at) => as(`l${at + 1}`, `SELECT ${layer.columns.join(",\n    ")}\n  FROM l${at}`)),
  ];
  const names: string[] = [PLACE_COLUMNS.agent, PLACE_COLUMNS.month, ...columns.map(({ name }) => name)];
  const main = results.map((value, at) => `${value} AS ${dialect.name(names[at] ?? "")}`);
  const { mostLevels } = dialect;
  const early = mostLevels === undefined ? [] : layersToComputeFirst(layers, mostLevels);
  const text = `WITH ${parts.join(",\n")}
SELECT ${main.join(",\n  ")}
FROM ${[...early.map((at) => `(SELECT count(*) FROM l${at + 1})`), `l${layers.length}`].join(", ")}
UNION ALL
SELECT ${[SOURCES.agent, MONTH_TEXT, ...columns.map((column) => withoutPlace(column, dialect))].join(", ")}
FROM given WHERE NOT (${isPlaced})
ORDER BY 2, 1${dialect.end}
`;
  return { text, columns: names };
}

/** Everything as text, and blank where there is nothing. */
function givenColumns(metrics: readonly string[], sql: Write, dialect: Dialect): string[] {
  const read = (name: string, as: string): string => {
    const text = dialect.cellText(sql, sql`${dialect.name(name)}`);
    return `${plain(sql`COALESCE(trim(${text}), '')`)} AS ${as}`;
  };
  return [
    read(PLACE_COLUMNS.agent, SOURCES.agent),
    read(PLACE_COLUMNS.month, MONTH_TEXT),
    ...metrics.map((metric, at) => read(metric, cellName(at))),
  ];
}

function monthNumber(isPlaced: string, sql: Write, dialect: Dialect): string {
  const digits = (from: number, length: number): Sql => {
    const text = sql`CASE WHEN ${isPlaced} THEN substr(${MONTH_TEXT}, ${String(from)}, ${String(length)}) ELSE '1' END`;
    return dialect.asCount(sql, text);
  };
  return plain(sql`(${digits(1, 4)} * 12 + ${digits(6, 2)} - 1) AS ${SOURCES.month}`);
}

/** What stands in a column of the result for a row that has no agent or no month. */
function withoutPlace({ tells }: Column, dialect: Dialect): string {
  if (tells === "code") return "'not-placed'";
  if (tells !== "name") return "NULL";
  const [agent, month] = [PLACE_COLUMNS.agent, PLACE_COLUMNS.month].map(dialect.literal);
  return `CASE WHEN ${SOURCES.agent} = '' THEN ${agent} ELSE ${month} END`;
}

function refuseTooManyColumns(
  layers: readonly Layer[],
  results: readonly string[],
  { title, mostColumns }: Dialect,
  about: string,
): void {
  const columns = Math.max(results.length, ...layers.map((layer) => layer.columns.length));
  if (columns <= mostColumns) return;
  throw new Refused(about, {
    zh: `查询需要 ${columns} 列，${title} 最多 ${mostColumns} 列`,
    en: `the query needs ${columns} columns and ${title} takes ${mostColumns}`,
  });
}

/** The text of an expression without columns of its own. */
const plain = (expression: Sql): string =>
  expression.parts.map((part) => (typeof part === "string" ? part : plain(part))).join("");

function writtenMonth(month: Sql, sql: Write, dialect: Dialect): Sql {
  const padded = (count: Sql, length: number): Sql => {
    const written = dialect.asText(sql, count);
    return sql`substr('${"0".repeat(length)}', length(${written}) + 1) || ${written}`;
  };
  const year = dialect.quotient(sql, month, 12);
  return sql`${padded(year, 4)} || '-' || ${padded(sql`(${month} - 12 * ${year} + 1)`, 2)}`;
}
