import type { Kysely, Selectable } from "kysely";
import type { LineError, LineOutcome, RunLine } from "../runs/line.ts";
import type { RunLineRow } from "./tables/runs.ts";
import type { Tables } from "./tables.ts";

export interface LineFilter {
  readonly outcome?: LineOutcome | undefined;
  /** Every outcome but `computed`. */
  readonly withoutResult?: boolean | undefined;
  /** Of these agents only. */
  readonly agents?: readonly string[] | undefined;
  /** Agents after this one only. */
  readonly after?: string | undefined;
  readonly limit: number;
}

/** By what totals are told apart. */
export type LinePlace = Pick<RunLine, "department" | "version">;

/** What all lines of one place come to; the payout in fen. */
export interface LineSum extends LinePlace {
  readonly lines: number;
  readonly withoutResult: number;
  readonly payout: number;
}

/** Lines written or removed at once. */
export const CHUNK = 1_000;

/** The lines of computations; which of them anyone may see, their runs' revisions say. */
export class RunLineStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** By agent. */
  async page(computation: string, { outcome, withoutResult, agents, after, limit }: LineFilter): Promise<RunLine[]> {
    if (agents?.length === 0) return [];
    const rows = await this.#db
      .selectFrom("run_lines")
      .selectAll()
      .where("computation", "=", computation)
      .$if(outcome !== undefined, (query) => query.where("outcome", "=", outcome ?? "computed"))
      .$if(withoutResult === true, (query) => query.where("outcome", "<>", "computed"))
      .$if(agents !== undefined, (query) => query.where("agent", "in", [...(agents ?? [])]))
      .$if(after !== undefined, (query) => query.where("agent", ">", after ?? ""))
      .orderBy("agent")
      .limit(limit)
      .execute();
    return rows.map(toLine);
  }

  /** All lines, page by page, by agent. */
  async *pages(computation: string): AsyncGenerator<RunLine[]> {
    let after: string | undefined;
    do {
      const page = await this.page(computation, { after, limit: CHUNK });
      if (page.length > 0) yield page;
      after = page.length < CHUNK ? undefined : page.at(-1)?.agent;
    } while (after !== undefined);
  }

  async find(computation: string, agent: string): Promise<RunLine | undefined> {
    const [line] = await this.page(computation, { agents: [agent], limit: 1 });
    return line;
  }

  /** By place: the database adds up, so that no reader waits for ten thousand lines. */
  async sums(computation: string): Promise<LineSum[]> {
    const rows = await this.#db
      .selectFrom("run_lines")
      .select(["department", "version"])
      .select(({ fn, eb }) => [
        fn.countAll().as("lines"),
        fn.sum(eb.case().when("outcome", "=", "computed").then(0).else(1).end()).as("withoutResult"),
        fn.sum(fn.coalesce("payout", eb.lit(0))).as("payout"),
      ])
      .where("computation", "=", computation)
      .groupBy(["department", "version"])
      .execute();
    return rows.map(({ lines, withoutResult, payout, ...place }) => ({
      ...place,
      lines: Number(lines),
      withoutResult: Number(withoutResult),
      payout: Number(payout),
    }));
  }

  /** Of those of these agents who have a line. */
  async places(computation: string, agents: readonly string[]): Promise<Map<string, LinePlace>> {
    const places = new Map<string, LinePlace>();
    for (let start = 0; start < agents.length; start += CHUNK) {
      const rows = await this.#db
        .selectFrom("run_lines")
        .select(["agent", "department", "version"])
        .where("computation", "=", computation)
        .where("agent", "in", agents.slice(start, start + CHUNK))
        .execute();
      for (const { agent, ...place } of rows) places.set(agent, place);
    }
    return places;
  }

  /** Agents whose lines differ between two computations, in order. */
  async differing(one: string, other: string, after: string | undefined, limit: number): Promise<string[]> {
    const rows = await this.#lacking(one, other, after)
      .union(this.#lacking(other, one, after))
      .orderBy("agent")
      .limit(limit)
      .execute();
    return rows.map(({ agent }) => agent);
  }

  /** Nobody sees them before the computation is complete. */
  async stage(computation: string, lines: readonly RunLine[]): Promise<void> {
    if (lines.length === 0) return;
    await this.#db
      .insertInto("run_lines")
      .values(lines.map((line) => toRow(computation, line)))
      .execute();
  }

  async count(computation: string): Promise<number> {
    const { lines } = await this.#db
      .selectFrom("run_lines")
      .select(({ fn }) => fn.countAll<number>().as("lines"))
      .where("computation", "=", computation)
      .executeTakeFirstOrThrow();
    return Number(lines);
  }

  /** Removes some lines of a computation that is not complete. @returns whether there are more */
  async clear(computation: string): Promise<boolean> {
    const lines = await this.#db
      .selectFrom("run_lines")
      .select("agent")
      .where("computation", "=", computation)
      .limit(CHUNK)
      .execute();
    return this.#remove(computation, lines);
  }

  /** Removes some lines of a run that neither are a revision's nor may become one's. @returns whether there are more */
  async removeUnused(run: string): Promise<boolean> {
    const unused = await this.#db
      .selectFrom("run_computations as computations")
      .innerJoin("run_lines as lines", "lines.computation", "computations.id")
      .leftJoin("run_revisions as revisions", (join) =>
        join.on(({ eb, or, ref }) =>
          or([
            eb("revisions.computation", "=", ref("computations.id")),
            eb("revisions.computing", "=", ref("computations.id")),
          ]),
        ),
      )
      .select("computations.id")
      .where("computations.run", "=", run)
      .where("revisions.run", "is", null)
      .limit(1)
      .executeTakeFirst();
    if (!unused) return false;
    await this.clear(unused.id);
    return true;
  }

  async #remove(computation: string, lines: readonly { readonly agent: string }[]): Promise<boolean> {
    if (lines.length === 0) return false;
    await this.#db
      .deleteFrom("run_lines")
      .where("computation", "=", computation)
      .where(
        "agent",
        "in",
        lines.map(({ agent }) => agent),
      )
      .execute();
    return lines.length === CHUNK;
  }

  /** Agents of one computation whom the other does not have with the same line. */
  #lacking(one: string, other: string, after: string | undefined) {
    return this.#db
      .selectFrom("run_lines as a")
      .select("a.agent")
      .where("a.computation", "=", one)
      .where(({ not, exists, selectFrom }) =>
        not(
          exists(
            selectFrom("run_lines as b")
              .select("b.agent")
              .where("b.computation", "=", other)
              .whereRef("b.agent", "=", "a.agent")
              .whereRef("b.hash", "=", "a.hash"),
          ),
        ),
      )
      .$if(after !== undefined, (query) => query.where("a.agent", ">", after ?? ""));
  }
}

const toLine = (row: Selectable<RunLineRow>): RunLine => ({
  agent: row.agent,
  department: row.department,
  version: row.version,
  outcome: row.outcome,
  inputs: JSON.parse(row.inputs) as RunLine["inputs"],
  outputs: JSON.parse(row.outputs) as RunLine["outputs"],
  payout: row.payout === null ? null : Number(row.payout),
  errors: JSON.parse(row.errors) as LineError[],
  hash: row.hash,
});

const toRow = (computation: string, { inputs, outputs, errors, ...line }: RunLine): RunLineRow => ({
  computation,
  ...line,
  inputs: JSON.stringify(inputs),
  outputs: JSON.stringify(outputs),
  errors: JSON.stringify(errors),
});
