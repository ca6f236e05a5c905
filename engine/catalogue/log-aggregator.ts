import type { Localized } from "../diagnostics/localized.ts";
import { evaluate } from "../reference/evaluate.ts";
import { missingValue } from "../reference/row-errors.ts";
import { Failure, type Scope, settle } from "../reference/scope.ts";
import { add, type Rational, rational, toExact, ZERO } from "../values/rational.ts";
import { isRational, isRowError, type Outcome } from "../values/value.ts";
import { secondsOf } from "./duration.ts";
import type { Aggregate, EventLog, LogColumn } from "./event-log.ts";
import { formatCell, isDate, readCell } from "./read-cell.ts";

/** Why a line does not count. */
export interface LogProblem {
  readonly line: number;
  /** The column's name in the catalogue. */
  readonly column: string;
  /** As written. */
  readonly value: string;
  readonly message: Localized;
}

/** Why what was aggregated is no value of its metric. */
export interface AggregateProblem {
  readonly agent: string;
  readonly month: string;
  readonly message: Localized;
}

export interface AggregatedMonth {
  readonly agent: string;
  /** `YYYY-MM` */
  readonly month: string;
  /** One for each of `metrics`: the canonical text; null where lines were passed over and none counted. */
  readonly values: readonly (string | null)[];
}

/** How many distinct cells of one column are remembered, and up to which length. */
const MOST_REMEMBERED = 10_000;
const LONGEST_REMEMBERED = 100;

/** What one aggregate has come to. */
interface Running {
  total: Rational;
  /** Lines that were passed over because of a blank, and those that counted. */
  passed: number;
  counted: number;
}

/**
 * Takes the lines of a log one by one and makes agent-months of them. An agent without a line in a month has no
 * agent-month: nothing was recorded, which is not 0. A line with a problem does not count at all.
 */
export class LogAggregator {
  readonly #log: EventLog;
  readonly #places: ReadonlyMap<LogColumn, number>;
  readonly #aggregates: readonly Aggregate[];
  readonly #read: readonly LogColumn[];
  readonly #known = new Map<LogColumn, Map<string, Outcome | undefined>>();
  /** The line of each id. */
  readonly #ids = new Map<string, number>();
  readonly #months = new Map<string, Map<string, Running[]>>();

  /**
   * @param places of each column of the log that the file has, which cell of a line holds it; those with the use
   *   `agent` and `date` must be among them
   */
  constructor(log: EventLog, places: ReadonlyMap<string, number>) {
    this.#log = log;
    this.#places = new Map(
      [...log.columns.values()].flatMap((column) => {
        const place = places.get(column.name);
        return place === undefined ? [] : [[column, place] as const];
      }),
    );
    this.#aggregates = log.aggregates.filter(({ reads }) => [...reads].every((column) => this.#places.has(column)));
    this.#read = [...new Set(this.#aggregates.flatMap(({ reads }) => [...reads]))];
  }

  /** Names of the metrics that can be made of the file's columns, in the order of `values`. */
  get metrics(): string[] {
    return this.#aggregates.map(({ metric }) => metric.name);
  }

  /** Metrics that the file lacks a column for, with the columns that it lacks. */
  get lacking(): { readonly metric: string; readonly columns: readonly string[] }[] {
    return this.#log.aggregates.flatMap(({ metric, reads }) => {
      const columns = [...reads].filter((column) => !this.#places.has(column)).map(({ name }) => name);
      return columns.length === 0 ? [] : [{ metric: metric.name, columns }];
    });
  }

  /** @returns why the line does not count; nothing where it does */
  line(line: number, cells: readonly string[]): LogProblem[] {
    const problems: LogProblem[] = [];
    const refuse = (column: LogColumn, value: string, message: Localized): void => {
      problems.push({ line, column: column.name, value, message });
    };
    let [agent, month] = ["", ""];
    for (const [column, place] of this.#places) {
      const text = (cells[place] ?? "").trim();
      if (column.use === "agent") {
        agent = text.normalize("NFKC");
        if (agent === "") refuse(column, text, blankCell(column.name));
      } else if (column.use === "date") {
        const day = dayOf(text);
        month = day?.slice(0, 7) ?? "";
        if (text === "") refuse(column, text, blankCell(column.name));
        else if (!day) refuse(column, text, noDate(column.name, text));
      } else if (column.use === "id" && text !== "") {
        const earlier = this.#ids.get(text);
        if (earlier === undefined) this.#ids.set(text, line);
        else refuse(column, text, repeatedId(text, earlier));
      }
    }
    const values = new Map<string, Outcome>();
    for (const column of this.#read) {
      const text = cells[this.#places.get(column) ?? -1] ?? "";
      const outcome = this.#cell(column, text);
      if (outcome === undefined) continue;
      if (isRowError(outcome)) refuse(column, text, outcome.message);
      else values.set(column.name, outcome);
    }
    if (problems.length > 0) return problems;

    const additions = this.#aggregates.map((aggregate) => additionOf(aggregate, values));
    for (const [at, addition] of additions.entries()) {
      const aggregate = this.#aggregates[at];
      if (addition === undefined || !isRowError(addition) || !aggregate) continue;
      const isBlank = addition.code === "missing-value";
      if (isBlank && aggregate.blanks === "skip") continue;
      const column = this.#log.columns.get(addition.name) ?? aggregate.column ?? [...aggregate.reads][0];
      const message = isBlank ? blankFor(addition.name, aggregate.metric.name) : addition.message;
      if (column) refuse(column, cells[this.#places.get(column) ?? -1] ?? "", message);
    }
    if (problems.length > 0) return problems;
    this.#add(agent, month, additions);
    return [];
  }

  /** By month and then by agent. What is no permitted value of its metric is null and has a problem. */
  finish(): { readonly months: AggregatedMonth[]; readonly problems: AggregateProblem[] } {
    const problems: AggregateProblem[] = [];
    const months = [...this.#months].sort(byKey).flatMap(([month, agents]) =>
      [...agents].sort(byKey).map(([agent, running]) => {
        const values = this.#aggregates.map(({ metric }, at) => {
          const { total, passed, counted } = running[at] ?? NOTHING;
          if (counted === 0 && passed > 0) return null;
          const value = readCell(metric, toExact(total));
          if (value !== undefined && !isRowError(value)) return formatCell(metric, value);
          if (value) problems.push({ agent, month, message: value.message });
          return null;
        });
        return { agent, month, values };
      }),
    );
    return { months, problems };
  }

  #cell(column: LogColumn, text: string): Outcome | undefined {
    const known = this.#known.get(column) ?? new Map<string, Outcome | undefined>();
    this.#known.set(column, known);
    if (known.has(text)) return known.get(text);
    const outcome = readLogCell(column, text);
    if (known.size < MOST_REMEMBERED && text.length <= LONGEST_REMEMBERED) known.set(text, outcome);
    return outcome;
  }

  #add(agent: string, month: string, additions: readonly (Outcome | undefined)[]): void {
    const agents = this.#months.get(month) ?? new Map<string, Running[]>();
    this.#months.set(month, agents);
    const running = agents.get(agent) ?? this.#aggregates.map(() => ({ ...NOTHING }));
    agents.set(agent, running);
    for (const [at, one] of running.entries()) {
      const addition = additions[at];
      if (addition === undefined) continue;
      if (isRational(addition)) {
        one.total = add(one.total, addition);
        one.counted += 1;
      } else one.passed += 1;
    }
  }
}

const NOTHING: Running = { total: ZERO, passed: 0, counted: 0 };
const ONE = rational(1);

/** What a line adds; nothing where the condition does not hold, an error where a blank keeps it from being told. */
function additionOf(
  { method, column, condition }: Aggregate,
  values: ReadonlyMap<string, Outcome>,
): Outcome | undefined {
  const lookUp = (name: string): Outcome => values.get(name) ?? missingValue(name);
  const holds = condition === undefined || settle(() => evaluate(condition, lineScope(lookUp)));
  if (holds !== true) return isRowError(holds) ? holds : undefined;
  if (method === "sum") return column && lookUp(column.name);
  return column === undefined || values.has(column.name) ? ONE : undefined;
}

/** One line, beyond which nothing can be looked at. */
const lineScope = (lookUp: Scope["valueOf"]): Scope => ({
  name: "",
  valueOf: lookUp,
  month: 0,
  inMonth: () => undefined,
  everyone: () => [],
  metricOf: (name) => {
    throw new Failure(missingValue(name));
  },
});

function readLogCell({ name, format, metric }: LogColumn, text: string): Outcome | undefined {
  if (!format || text.trim() === "") return readCell(metric, text);
  const seconds = secondsOf(text, format);
  if (seconds !== undefined) return readCell(metric, String(seconds));
  return {
    kind: "row-error",
    code: "not-a-number",
    name,
    message: {
      zh: `“${name}”的值“${clip(text)}”有误：时长应写成 ${format === "h:mm:ss" ? "0:02:23" : "2:23"}`,
      en: `"${name}" cannot be "${clip(text)}": write a duration as ${format === "h:mm:ss" ? "0:02:23" : "2:23"}`,
    },
  };
}

/**
 * The day of a date as exports write it, the year first, with or without the time of day: 2021-01-01, 2021/1/1,
 * 2021.1.1, 2021年1月1日, 20210101. Other orders can be misread and are refused.
 */
function dayOf(text: string): string | undefined {
  const plain = text.normalize("NFKC");
  const match =
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain) ??
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ T]\d{1,2}:\d{2}.*)?$/.exec(plain)?.filter((_, at) => at !== 2) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})日(?: ?\d{1,2}:\d{2}.*)?$/.exec(plain);
  if (!match) return undefined;
  const [, year = "", month = "", day = ""] = match;
  const found = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  return isDate(found) ? found : undefined;
}

const byKey = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0;

const clip = (text: string): string => (text.length <= 40 ? text : `${text.slice(0, 40)}…`);

const blankCell = (name: string): Localized => ({
  zh: `“${name}”是空的，不知道这一行算谁的、算哪个月`,
  en: `"${name}" is blank, so nothing tells whose line it is or of which month`,
});

const blankFor = (name: string, metric: string): Localized => ({
  zh: `“${name}”是空的，无法汇总“${metric}”；请补上，或在指标目录里把空白定为“不计”`,
  en: `"${name}" is blank, so "${metric}" cannot be aggregated; fill it in, or let the catalogue skip blanks`,
});

const noDate = (name: string, text: string): Localized => ({
  zh: `“${name}”的值“${clip(text)}”不是日期；应写成 2025-01-31`,
  en: `"${name}" cannot be "${clip(text)}": write the date as 2025-01-31`,
});

const repeatedId = (text: string, line: number): Localized => ({
  zh: `编号“${clip(text)}”在第 ${line} 行已经有了；同一条记录只能算一次`,
  en: `the id "${clip(text)}" stands in line ${line} already; a record counts once`,
});
