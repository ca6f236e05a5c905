import type { TableRow } from "../data/table-file.ts";
import type { AgentFacts, AgentInMonth } from "../store/agent-store.ts";
import { finding } from "./finding.ts";
import type { ColumnUse, Fact } from "./mapping.ts";
import { type ReadingContext, RowReader } from "./row-reader.ts";

/** The agents as they are known already. */
export interface KnownAgents {
  /** Which of these are on the roster. */
  known(agents: readonly string[]): Promise<ReadonlySet<string>>;
  /** What is known of these agents as of a month. */
  asOf(month: string, agents: readonly string[]): Promise<ReadonlyMap<string, AgentFacts>>;
}

interface RosterRow {
  readonly line: number;
  readonly month: string;
  readonly agent: string;
  /** A fact that the file states; blank takes it away. */
  readonly facts: ReadonlyMap<Fact, string>;
}

const LONGEST_TEXT = 100;

/** Reads a file of agents: what is true of each of them from a month on. What it does not state stays as it is. */
export class RosterCheck {
  readonly #context: ReadingContext;
  readonly #rows: RowReader;
  readonly #columns: readonly { readonly column: number; readonly use: Extract<ColumnUse, { use: "fact" }> }[];
  /** By agent and month. */
  readonly #read = new Map<string, RosterRow>();

  constructor(context: ReadingContext) {
    this.#context = context;
    this.#rows = new RowReader(context);
    this.#columns = context.mapping.columns.flatMap((use, column) => (use.use === "fact" ? [{ column, use }] : []));
  }

  take(row: TableRow): void {
    const place = this.#rows.place(row);
    if (!place) return;
    const { line, month, agent } = place;
    const key = JSON.stringify([agent, month]);
    const earlier = this.#read.get(key);
    if (earlier) {
      const lines = { month, line: String(earlier.line) };
      this.#context.findings.add(finding("agent-repeated", { line, value: agent }, lines));
      return;
    }
    const facts = new Map<Fact, string>();
    for (const { column, use } of this.#columns) {
      const isDate = use.fact === "joinedOn" || use.fact === "leftOn";
      const value = isDate ? this.#rows.date(row, column, use.dates) : this.#rows.text(row, column, LONGEST_TEXT);
      if (value !== undefined) facts.set(use.fact, value);
    }
    this.#read.set(key, { line, month, agent, facts });
  }

  /** The facts as they will be written, after the last row. */
  async finish({ known, asOf }: KnownAgents): Promise<AgentInMonth[]> {
    const { findings } = this.#context;
    const rows = [...this.#read.values()].sort((one, other) => (one.month < other.month ? -1 : 1));
    if (rows.length === 0 && findings.count("error") === 0) findings.add(finding("no-rows", { line: 0 }, {}));
    const inFile = new Set(rows.map(({ agent }) => agent));
    const superiors = new Set(rows.map(({ facts }) => facts.get("superior") ?? ""));
    const onRoster = await known([...superiors].filter((agent) => agent !== "" && !inFile.has(agent)));
    const written: AgentInMonth[] = [];
    /** What the file itself says of an earlier month holds for the later one. */
    const latest = new Map<string, AgentFacts>();
    for (const [month, ofMonth] of Map.groupBy(rows, (row) => row.month)) {
      const before = await asOf(
        month,
        ofMonth.map(({ agent }) => agent),
      );
      for (const row of ofMonth) {
        const facts = merge(latest.get(row.agent) ?? before.get(row.agent), row.facts);
        this.#check(row, facts, (agent) => inFile.has(agent) || onRoster.has(agent));
        latest.set(row.agent, facts);
        written.push({ agent: row.agent, fromMonth: month, ...facts });
      }
    }
    return written;
  }

  #check({ line, agent, facts: stated }: RosterRow, facts: AgentFacts, exists: (agent: string) => boolean): void {
    const { findings } = this.#context;
    const { name, superior, joinedOn, leftOn } = facts;
    if (name === "") findings.add(finding("name-blank", this.#at(line, "name"), { agent }));
    if (superior === agent) findings.add(finding("superior-self", this.#at(line, "superior", superior), {}));
    else if (superior !== undefined && stated.has("superior") && !exists(superior)) {
      findings.add(finding("superior-unknown", this.#at(line, "superior", superior), {}));
    }
    if (joinedOn !== undefined && leftOn !== undefined && leftOn < joinedOn) {
      findings.add(finding("left-before-joined", this.#at(line, "leftOn", leftOn), { joined: joinedOn }));
    }
  }

  #at(line: number, fact: Fact, value = "") {
    const column = this.#columns.find(({ use }) => use.fact === fact)?.column;
    return { line, column, header: column === undefined ? undefined : this.#context.headers[column], value };
  }
}

function merge(before: AgentFacts | undefined, stated: ReadonlyMap<Fact, string>): AgentFacts {
  const value = (fact: Fact): string | undefined => (stated.has(fact) ? stated.get(fact) || undefined : before?.[fact]);
  const facts = { department: value("department"), position: value("position"), superior: value("superior") };
  const dates = { joinedOn: value("joinedOn"), leftOn: value("leftOn") };
  const present = Object.fromEntries(
    Object.entries({ ...facts, ...dates }).filter(([, text]) => text !== undefined),
  ) as Omit<AgentFacts, "name">;
  return { name: value("name") ?? "", ...present };
}
