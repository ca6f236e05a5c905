import { type Metric, monthAt, monthIndex, suggest } from "../../engine/index.ts";
import { type FindingColumn, finding } from "./finding.ts";
import type { Findings } from "./findings.ts";
import { MetricFigures } from "./outliers.ts";

/** Agent-months as they will be written: the canonical text of each metric, null where blank. */
export interface AgentMonthValues {
  readonly line: number;
  readonly month: string;
  readonly agent: string;
  readonly values: readonly (string | null)[];
}

/** What stands in the store that a file is held against. */
export interface Surroundings {
  /** Which of these agents the roster has; `undefined` where the roster is empty. */
  known(agents: readonly string[]): Promise<ReadonlySet<string> | undefined>;
  /** The agents of the roster, for finding the one that was meant. */
  roster(): Promise<readonly string[]>;
  /** Of these agents who were not employed in the month, since when and until when. */
  absent(
    month: string,
    agents: readonly string[],
  ): Promise<ReadonlyMap<string, { readonly joinedOn?: string; readonly leftOn?: string }>>;
  /** The metrics that the data set has, and its agent-months of these months. */
  existing(
    from: string,
    to: string,
  ): Promise<{
    readonly columns: readonly string[];
    readonly pages: AsyncIterable<readonly Omit<AgentMonthValues, "line">[]>;
  }>;
  /** Months whose pay is locked or published. */
  closed(): Promise<ReadonlyMap<string, "locked" | "published">>;
}

/** Months before the file that its figures are held against. */
const HISTORY = 12;
/** Suggestions are looked for among so many. */
const MOST_SUGGESTED = 20;

/** Holds agent-months that were read against the roster, the runs and what the data set has already. */
export class AgainstStore {
  readonly #findings: Findings;
  readonly #agent: FindingColumn;
  readonly #metrics: readonly (FindingColumn & { readonly metric: Metric; readonly figures: MetricFigures })[];
  /** The line of each agent-month, by month and then agent. */
  readonly #lines = new Map<string, Map<string, number>>();
  /** For each agent-month the places of metrics that are blank. */
  readonly #blanks = new Map<string, Map<string, readonly number[]>>();

  constructor(
    findings: Findings,
    agent: FindingColumn,
    metrics: readonly (FindingColumn & { readonly metric: Metric })[],
  ) {
    this.#findings = findings;
    this.#agent = agent;
    this.#metrics = metrics.map((one) => ({ ...one, figures: new MetricFigures(one.metric.name, one) }));
  }

  /** The line in which an agent-month stands already; `undefined` where it is new, and then it is taken in. */
  claim({ line, month, agent }: Omit<AgentMonthValues, "values">): number | undefined {
    const lines = inMonth(this.#lines, month);
    const earlier = lines.get(agent);
    if (earlier === undefined) lines.set(agent, line);
    return earlier;
  }

  /** The values of an agent-month that was claimed. */
  take({ line, month, agent, values }: AgentMonthValues): void {
    const blank: number[] = [];
    for (const [at, { figures, metric }] of this.#metrics.entries()) {
      const value = values[at] ?? null;
      if (value === null) blank.push(at);
      else if (metric.type.kind === "number") figures.take(line, numberOf(value));
    }
    if (blank.length > 0) inMonth(this.#blanks, month).set(agent, blank);
  }

  get extent(): { readonly months: readonly string[]; readonly agents: number } {
    const agents = new Set([...this.#lines.values()].flatMap((ofMonth) => [...ofMonth.keys()]));
    return { months: [...this.#lines.keys()].sort(), agents: agents.size };
  }

  /** What can only be told when all rows are read. */
  async finish(surroundings: Surroundings, cancelled: () => boolean): Promise<void> {
    await this.#checkAgents(surroundings);
    await this.#checkMonths(surroundings);
    await this.#compare(surroundings, cancelled);
    for (const { figures } of this.#metrics) figures.findOutliers(this.#findings);
  }

  async #checkAgents({ known, roster, absent }: Surroundings): Promise<void> {
    const firstLine = new Map<string, number>();
    for (const lines of this.#lines.values()) {
      for (const [agent, line] of lines) if (!firstLine.has(agent)) firstLine.set(agent, line);
    }
    const found = await known([...firstLine.keys()]);
    if (!found) {
      this.#findings.add(finding("roster-empty", { line: 0 }, {}));
      return;
    }
    const unknown = [...firstLine].filter(([agent]) => !found.has(agent));
    const candidates = unknown.length > 0 ? await roster() : [];
    for (const [at, [agent, line]] of unknown.entries()) {
      const near = at < MOST_SUGGESTED ? suggest(agent, candidates) : undefined;
      const hint = near === undefined ? { zh: "", en: "" } : { zh: `（是“${near}”吗）`, en: ` (is it "${near}"?)` };
      this.#findings.add(finding("agent-unknown", { ...this.#agent, line, value: agent }, { hint }));
    }
    for (const [month, lines] of this.#lines) {
      for (const [agent, { joinedOn, leftOn }] of await absent(month, [...lines.keys()])) {
        const place = { ...this.#agent, line: lines.get(agent) ?? 0, value: agent };
        this.#findings.add(finding("agent-absent", place, { month, from: joinedOn ?? "—", to: leftOn ?? "—" }));
      }
    }
  }

  async #checkMonths({ closed }: Surroundings): Promise<void> {
    const months = await closed();
    for (const [month, lines] of this.#lines) {
      const state = months.get(month);
      if (state === undefined) continue;
      const [line = 0] = lines.values();
      const code = state === "locked" ? "month-locked" : "month-closed";
      this.#findings.add(finding(code, { line, value: month }, { month }));
    }
  }

  /** One walk over what is there: what the figures were before, and what a blank would take away. */
  async #compare({ existing }: Surroundings, cancelled: () => boolean): Promise<void> {
    const { months } = this.extent;
    const [first, last] = [months[0], months.at(-1)];
    if (first === undefined || last === undefined) return;
    const from = monthAt(Math.max(0, monthIndex(first) - HISTORY));
    const { columns, pages } = await existing(from, last);
    const places = this.#metrics.map(({ metric }) => columns.indexOf(metric.name));
    for await (const page of pages) {
      if (cancelled()) return;
      for (const { month, agent, values } of page) {
        const there = places.map((place) => values[place] ?? null);
        const line = this.#lines.get(month)?.get(agent);
        if (line === undefined) this.#takeHistory(there);
        else this.#tellTakenAway({ line, month, agent, values: there });
      }
    }
  }

  #takeHistory(values: readonly (string | null)[]): void {
    for (const [at, { metric, figures }] of this.#metrics.entries()) {
      const value = values[at] ?? null;
      if (value !== null && metric.type.kind === "number") figures.takeHistory(numberOf(value));
    }
  }

  #tellTakenAway({ line, month, agent, values }: AgentMonthValues): void {
    for (const at of this.#blanks.get(month)?.get(agent) ?? []) {
      const [old, one] = [values[at] ?? null, this.#metrics[at]];
      if (old === null || !one) continue;
      const { metric, column, header } = one;
      this.#findings.add(
        finding("value-taken-away", { line, column, header }, { month, agent, metric: metric.name, old }),
      );
    }
  }
}

function inMonth<Value>(maps: Map<string, Map<string, Value>>, month: string): Map<string, Value> {
  const found = maps.get(month) ?? new Map<string, Value>();
  maps.set(month, found);
  return found;
}

/** Of a canonical text; only good for telling what is far off. */
const numberOf = (text: string): number => (text.endsWith("%") ? Number(text.slice(0, -1)) / 100 : Number(text));
