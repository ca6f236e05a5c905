import type { EventLog, readCatalogue } from "../../../engine/index.ts";
import type { ColumnUse, Import, ImportMapping } from "../../../server/api-types.ts";
import type { ImportKind } from "../../api/imports.ts";

export type Reading = NonNullable<Import["reading"]>;
export type Question = Reading["questions"][number];
export type Dates = NonNullable<Extract<ColumnUse, { use: "month" }>["dates"]>;

export const DATE_ORDERS: readonly Dates[] = ["ymd", "dmy", "mdy", "days-1900", "days-1904"];
export const FACTS = ["name", "department", "position", "superior", "joinedOn", "leftOn"] as const;
const FACT_DATES: readonly string[] = ["joinedOn", "leftOn"];

/** A mapping that is being made: `null` where nobody has said yet what a column is. */
export interface MappingDraft {
  readonly columns: readonly (ColumnUse | null)[];
  /** Of every row, where no column says it; blank where none is chosen. */
  readonly month: string;
  /** Of calls: the catalogue's name of the log. */
  readonly log: string | undefined;
}

/** What the columns of a file can be. */
export interface Vocabulary {
  readonly kind: ImportKind;
  readonly definitions: Pick<ReturnType<typeof readCatalogue>, "catalogue" | "logs">;
  /** By metric; its own unit first. */
  readonly units: Readonly<Record<string, readonly string[]>>;
}

/** As it was confirmed, else as it is proposed; what only lacks a unit or the order of its dates is filled in so far. */
export function draftOf({ reading, mapping }: Import, vocabulary: Vocabulary): MappingDraft {
  const [onlyLog, ...otherLogs] = vocabulary.definitions.logs.keys();
  const log = mapping?.log ?? reading?.log ?? (otherLogs.length === 0 ? onlyLog : undefined);
  const columns = (reading?.columns ?? []).map(
    (proposed, at) =>
      mapping?.columns[at] ?? proposed ?? halfKnown(reading?.headers[at] ?? "", at, reading, vocabulary, log),
  );
  return { columns, month: mapping?.month ?? "", log };
}

function halfKnown(
  header: string,
  at: number,
  reading: Reading | undefined,
  vocabulary: Vocabulary,
  log: string | undefined,
): ColumnUse | null {
  const asked = reading?.questions.find(({ column }) => column === at)?.about;
  return asked === "unit" || asked === "dates" ? useByName(header, vocabulary, log) : null;
}

/** What a header or an alias means in the catalogue; `null` where it does not know it. */
export function useByName(name: string, { kind, definitions }: Vocabulary, log: string | undefined): ColumnUse | null {
  if (kind === "agent-months") {
    const metric = definitions.catalogue.find(name);
    return metric && !metric.rate ? { use: "metric", metric: metric.name } : null;
  }
  const field = kind === "calls" ? logOf(definitions, log)?.find(name) : undefined;
  return field ? { use: "field", field: field.name } : null;
}

const logOf = ({ logs }: Vocabulary["definitions"], log: string | undefined): EventLog | undefined =>
  log === undefined ? undefined : logs.get(log);

/** Everything that a column of such a file can be. */
export function possibleUses({ kind, definitions, units }: Vocabulary, log: string | undefined): ColumnUse[] {
  const ignored: ColumnUse = { use: "ignored" };
  if (kind === "calls") {
    const fields = [...(logOf(definitions, log)?.columns.keys() ?? [])];
    return [ignored, ...fields.map((field): ColumnUse => ({ use: "field", field }))];
  }
  const carried: ColumnUse[] =
    kind === "roster"
      ? FACTS.map((fact) => ({ use: "fact", fact }))
      : Object.keys(units).map((metric) => ({ use: "metric", metric }));
  return [ignored, { use: "agent" }, { use: "month" }, ...carried];
}

/** Two columns with the same key are the same; `ignored` is what any number may be. */
export function keyOf(use: ColumnUse): string {
  switch (use.use) {
    case "metric":
      return `metric ${use.metric}`;
    case "fact":
      return `fact ${use.fact}`;
    case "field":
      return `field ${use.field}`;
    default:
      return use.use;
  }
}

export const unitsOf = (use: ColumnUse | null, { units }: Vocabulary): readonly string[] =>
  use?.use === "metric" ? (units[use.metric] ?? []) : [];

export const datesOf = (use: ColumnUse | null): Dates | undefined =>
  use !== null && "dates" in use ? use.dates : undefined;

/** Whether it has to be known how the days of a column are written. */
export function hasDates(use: ColumnUse | null, { definitions }: Vocabulary, log: string | undefined): boolean {
  switch (use?.use) {
    case "month":
      return true;
    case "metric":
      return definitions.catalogue.metrics.get(use.metric)?.type.kind === "date";
    case "fact":
      return FACT_DATES.includes(use.fact);
    case "field": {
      const column = logOf(definitions, log)?.columns.get(use.field);
      return column?.use === "date" || column?.metric.type.kind === "date";
    }
    default:
      return false;
  }
}

/** Columns about which something has still to be said. */
export function openColumns({ columns, log }: MappingDraft, reading: Reading, vocabulary: Vocabulary): number[] {
  return columns.flatMap((use, at) => {
    if (use === null) return [at];
    const asked = reading.questions.filter(({ column }) => column === at).map(({ about }) => about);
    const lacksUnit = asked.includes("unit") && use.use === "metric" && use.unit === undefined;
    const lacksDates = asked.includes("dates") && hasDates(use, vocabulary, log) && datesOf(use) === undefined;
    return lacksUnit || lacksDates ? [at] : [];
  });
}

/** Columns that are the same as an earlier one. */
export function repeatedColumns({ columns }: MappingDraft): number[] {
  const seen = new Set<string>();
  return columns.flatMap((use, at) => {
    if (use === null || use.use === "ignored") return [];
    const repeated = seen.has(keyOf(use));
    seen.add(keyOf(use));
    return repeated ? [at] : [];
  });
}

export type Lack = "agent" | "month" | "both-months" | "log";

/** What the file as a whole still lacks. */
export function lacks({ columns, month, log }: MappingDraft, { kind }: Vocabulary): Lack[] {
  if (kind === "calls") return log === undefined ? ["log"] : [];
  const uses = new Set(columns.map((use) => use?.use));
  const found: Lack[] = uses.has("agent") ? [] : ["agent"];
  if (!uses.has("month") && month === "") found.push("month");
  if (uses.has("month") && month !== "") found.push("both-months");
  return found;
}

/** The mapping as the server takes it; `undefined` while something is open. */
export function mappingOf(draft: MappingDraft, reading: Reading, vocabulary: Vocabulary): ImportMapping | undefined {
  const isOpen =
    openColumns(draft, reading, vocabulary).length > 0 ||
    repeatedColumns(draft).length > 0 ||
    lacks(draft, vocabulary).length > 0;
  if (isOpen) return undefined;
  const { sheet, headerLine, encoding } = reading;
  return {
    sheet,
    headerLine,
    // Recognised by its mark, UTF-16 need not be stated.
    ...(encoding !== undefined && encoding !== "utf-16" && { encoding }),
    ...(draft.month !== "" && { month: draft.month }),
    ...(vocabulary.kind === "calls" && draft.log !== undefined && { log: draft.log }),
    columns: draft.columns.filter((use) => use !== null),
  };
}
