import {
  agentAt,
  attributeGroups,
  attributesOf,
  type Catalogue,
  type Columns,
  type Group,
  type Month,
  monthAt,
  monthIndex,
  outcomeAt,
  rowsInGroup,
  rowsWithin,
} from "../../../engine/index.ts";
import type { AgentAmounts, PopulationInfo, PopulationSource, StudyPerson } from "./study-api.ts";

/** Agent-months as columns, and who the people among them are. */
export class StudyPopulation {
  readonly columns: Columns;
  /** How many months were loaded, the last of the source and as many before it as there are in this. */
  readonly loaded: number;
  /** Rows within the source; earlier ones are there for rules that look back. */
  readonly rows: Int32Array;
  readonly attributes: readonly string[];
  /** That have a row within the source, earliest first. */
  readonly months: readonly Month[];
  /** Ids of everyone with a row within the source, ascending: the same however far back rows were loaded. */
  readonly agents: readonly string[];
  /** By place in `Columns.agents` the place in `agents`; −1 for who has no row within the source. */
  readonly #person: Int32Array;

  /** @param attributes where absent, all by which the columns can be grouped */
  constructor(
    columns: Columns,
    { from, to }: PopulationSource,
    loaded: number,
    attributes: readonly string[] = attributesInOrder(columns),
  ) {
    this.columns = columns;
    this.loaded = loaded;
    this.rows = rowsWithin(columns, { from, to });
    this.attributes = attributes;
    this.months = [...new Set(this.rows.map((row) => columns.month[row] ?? 0))].sort((a, b) => a - b).map(monthAt);
    const present = new Set(this.rows.map((row) => columns.agent[row] ?? 0));
    const inOrder = [...present].sort((a, b) => ((columns.agents[a] ?? "") < (columns.agents[b] ?? "") ? -1 : 1));
    this.agents = inOrder.map((place) => columns.agents[place] ?? "");
    this.#person = new Int32Array(columns.agents.length).fill(-1);
    for (const [person, place] of inOrder.entries()) this.#person[place] = person;
  }

  /** The rows within the source that count. @throws RangeError for what is no attribute */
  rowsOf(group: Group = []): Int32Array {
    return rowsInGroup(group, this.rows, this.columns);
  }

  /** By place in `agents`. */
  personOf(place: number): number {
    return this.#person[place] ?? -1;
  }

  /** Numbers by place in `Columns.agents` as the people's. */
  byPerson<Numbers extends Float64Array | Int8Array>(numbers: Numbers, into: Numbers): Numbers {
    for (const [place, person] of this.#person.entries()) if (person >= 0) into[person] = numbers[place] ?? 0;
    return into;
  }

  /** For each of the people a number for each month; `NaN` for a row that is not among these. */
  byPersonAndMonth(numbers: Float64Array, rows: Int32Array): Float64Array {
    const places = new Map(this.months.map((month, place) => [monthIndex(month), place]));
    const into = new Float64Array(this.agents.length * this.months.length).fill(Number.NaN);
    const { agent, month } = this.columns;
    for (const row of rows) {
      const person = this.personOf(agent[row] ?? 0);
      into[person * this.months.length + (places.get(month[row] ?? 0) ?? 0)] = numbers[row] ?? Number.NaN;
    }
    return into;
  }

  amounts(whole: Float64Array, scale: number): AgentAmounts {
    return { whole: this.byPerson(whole, new Float64Array(this.agents.length)), scale };
  }

  info(catalogue: Catalogue, source: PopulationSource, revision: number): Omit<PopulationInfo, "milliseconds"> {
    const { columns, rows, months } = this;
    const groups = this.attributes.map((metric) => attributeGroups(metric, rows, columns));
    const named = columns.metrics.get(catalogue.find("name")?.name ?? "");
    // Rows of an agent are by month: the last one stays.
    const lastRow = new Int32Array(this.agents.length);
    for (const row of rows) lastRow[this.personOf(columns.agent[row] ?? 0)] = row;
    const people = Array.from(lastRow, (row): StudyPerson => {
      const name = named && outcomeAt(named, row);
      return {
        agent: agentAt(columns, row),
        name: typeof name === "string" ? name : "",
        attributes: groups.map(({ values, places }) => values[places[row] ?? -1]),
      };
    });
    const attributes = groups.map(({ metric, values }) => ({
      metric,
      values: values.filter((value) => value !== undefined),
    }));
    return { source, revision, months, rows: rows.length, people, attributes };
  }
}

/** The department first: it is what people are grouped by unless they are asked. */
function attributesInOrder(columns: Columns): readonly string[] {
  const isDepartment = (metric: string): boolean => columns.metrics.get(metric)?.metric.key === "department";
  const found = attributesOf(columns);
  return [...found.filter(isDepartment), ...found.filter((metric) => !isDepartment(metric))];
}
