import type { Kysely } from "kysely";
import type { DataPreparationRow, DataSource } from "./tables/data.ts";
import type { Tables } from "./tables.ts";

/** What a new revision of a data set is for. */
export interface RevisionPlan {
  readonly dataSet: string;
  /** The metrics that are written; a data set that lacks one gets a column for it. */
  readonly metrics: readonly string[];
  readonly source: DataSource;
  /** The id of the import. */
  readonly reference?: string;
  readonly reason?: string;
  readonly by: string;
}

/** A revision of a data set while its rows are being written. */
export interface Preparation {
  readonly dataSet: string;
  /** The number of the revision it becomes. */
  readonly number: number;
  /** Who may go on writing. */
  readonly token: string;
  readonly source: DataSource;
  readonly reference?: string;
  /** When rows were written last. */
  readonly touchedAt: string;
}

export interface WrittenRow {
  readonly month: string;
  readonly agent: string;
  /** One for each of the plan's metrics: the canonical text, null to make it blank, undefined to leave it. */
  readonly values: readonly (string | null | undefined)[];
}

/** What writing rows did. */
export interface Staged {
  /** Agent-months that the data set did not have. */
  readonly added: number;
  readonly changed: number;
  /** Rows that say what the data set says already. */
  readonly unchanged: number;
}

/** Rows that are given up at once. */
const CHUNK = 1_000;

/**
 * Writes the next revision of a data set: begun, written in pieces that nobody sees, and then put into force by one
 * small write, or given up. What it replaces is marked with the new number and stays visible until then.
 */
export class DataPreparationStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async find(dataSet: string): Promise<Preparation | undefined> {
    const row = await this.#row(dataSet);
    return row && toPreparation(row);
  }

  /** The data set must have no other revision in preparation. */
  async begin({ dataSet, metrics, ...plan }: RevisionPlan, token: string, at: string): Promise<Preparation> {
    const before = await this.#db
      .selectFrom("data_revisions")
      .innerJoin("data_sets", "data_sets.id", "data_set")
      .select(["number", "columns", "months", "agents", "rows"])
      .where("data_set", "=", dataSet)
      .whereRef("number", "=", "data_sets.revision")
      .executeTakeFirstOrThrow();
    const columns = JSON.parse(before.columns) as string[];
    for (const metric of metrics) if (!columns.includes(metric)) columns.push(metric);
    const row: DataPreparationRow = {
      ...before,
      data_set: dataSet,
      number: before.number + 1,
      token,
      columns: JSON.stringify(columns),
      written: JSON.stringify(metrics.map((metric) => columns.indexOf(metric))),
      source: plan.source,
      reference: plan.reference ?? null,
      reason: plan.reason ?? null,
      made_by: plan.by,
      touched_at: at,
    };
    await this.#db.insertInto("data_preparations").values(row).execute();
    return toPreparation(row);
  }

  /**
   * Writes rows, each agent-month once in the whole preparation, a thousand at most at once. A metric that is not
   * written keeps its value; a row that changes nothing is passed over.
   */
  async stage({ dataSet, token }: Preparation, rows: readonly WrittenRow[], at: string): Promise<Staged> {
    const preparation = await this.#owned(dataSet, token);
    if (rows.length === 0) return { added: 0, changed: 0, unchanged: 0 };
    const written = JSON.parse(preparation.written) as number[];
    const months = new Set(JSON.parse(preparation.months) as string[]);
    const counts = { added: 0, changed: 0, unchanged: 0, agents: 0 };
    const known = await this.#known(dataSet, [...new Set(rows.map(({ agent }) => agent))]);
    for (const [month, ofMonth] of Map.groupBy(rows, (row) => row.month)) {
      const before = await this.#cells(dataSet, month, ofMonth);
      const changed = ofMonth.flatMap(({ agent, values }) => {
        const old = before.get(agent);
        const cells = merge(old, values, written);
        if (cells !== old) counts[old === undefined ? "added" : "changed"] += 1;
        else counts.unchanged += 1;
        return cells === old ? [] : [{ agent, cells }];
      });
      if (changed.length === 0) continue;
      months.add(month);
      await this.#replace(preparation, month, changed);
      for (const { agent } of changed) {
        if (!known.has(agent)) counts.agents += 1;
        known.add(agent);
      }
    }
    await this.#db
      .updateTable("data_preparations")
      .set({
        months: JSON.stringify([...months].sort()),
        agents: preparation.agents + counts.agents,
        rows: preparation.rows + counts.added,
        touched_at: at,
      })
      .where("data_set", "=", dataSet)
      .execute();
    return { added: counts.added, changed: counts.changed, unchanged: counts.unchanged };
  }

  /** Puts the revision into force: three rows are written, however many it has. @returns its number */
  async commit({ dataSet, token }: Preparation, at: string): Promise<number> {
    const { number, columns, months, agents, rows, source, reference, reason, made_by } = await this.#owned(
      dataSet,
      token,
    );
    await this.#db
      .insertInto("data_revisions")
      .values({
        data_set: dataSet,
        number,
        columns,
        months,
        agents,
        rows,
        source,
        reference,
        reason,
        made_by,
        made_at: at,
      })
      .execute();
    await this.#db.updateTable("data_sets").set({ revision: number }).where("id", "=", dataSet).execute();
    await this.#db.deleteFrom("data_preparations").where("data_set", "=", dataSet).execute();
    return number;
  }

  /**
   * Takes some rows of a preparation back, and at last the preparation itself. Nothing happens where it has ended or
   * somebody else has taken it over.
   * @param taker the token under which this is done: whoever was writing it cannot go on
   * @returns whether there is more to take back
   */
  async giveUp({ dataSet, number, token }: Preparation, taker: string): Promise<boolean> {
    const row = await this.#row(dataSet);
    if (row?.token !== token && row?.token !== taker) return false;
    await this.#db.updateTable("data_preparations").set({ token: taker }).where("data_set", "=", dataSet).execute();
    const rows = this.#db.selectFrom("agent_months").select(["month", "agent"]).where("data_set", "=", dataSet);
    const added = await rows.where("added_in", "=", number).limit(CHUNK).execute();
    for (const [month, group] of Map.groupBy(added, (row) => row.month)) {
      await this.#db
        .deleteFrom("agent_months")
        .where("data_set", "=", dataSet)
        .where("month", "=", month)
        .where("agent", "in", agentsOf(group))
        .where("added_in", "=", number)
        .execute();
    }
    const replaced = await rows.where("replaced_in", "=", number).limit(CHUNK).execute();
    for (const [month, group] of Map.groupBy(replaced, (row) => row.month)) {
      await this.#db
        .updateTable("agent_months")
        .set({ replaced_in: null })
        .where("data_set", "=", dataSet)
        .where("month", "=", month)
        .where("agent", "in", agentsOf(group))
        .where("replaced_in", "=", number)
        .execute();
    }
    if (added.length === CHUNK || replaced.length === CHUNK) return true;
    await this.#db.deleteFrom("data_preparations").where("data_set", "=", dataSet).execute();
    return false;
  }

  #row(dataSet: string): Promise<DataPreparationRow | undefined> {
    return this.#db.selectFrom("data_preparations").selectAll().where("data_set", "=", dataSet).executeTakeFirst();
  }

  async #owned(dataSet: string, token: string): Promise<DataPreparationRow> {
    const row = await this.#row(dataSet);
    if (row?.token !== token) throw new Error(`the preparation of a revision of ${dataSet} was given up meanwhile`);
    return row;
  }

  /** Which of these agents have an agent-month, be it one of this preparation. */
  async #known(dataSet: string, agents: readonly string[]): Promise<Set<string>> {
    const rows = await this.#db
      .selectFrom("agent_months")
      .select("agent")
      .distinct()
      .where("data_set", "=", dataSet)
      .where("agent", "in", agents)
      .execute();
    return new Set(rows.map(({ agent }) => agent));
  }

  /** The cells that stand now, by agent. */
  async #cells(dataSet: string, month: string, rows: readonly WrittenRow[]): Promise<Map<string, string>> {
    const found = await this.#db
      .selectFrom("agent_months")
      .select(["agent", "cells"])
      .where("data_set", "=", dataSet)
      .where("month", "=", month)
      .where("agent", "in", agentsOf(rows))
      .where("replaced_in", "is", null)
      .execute();
    return new Map(found.map(({ agent, cells }) => [agent, cells]));
  }

  async #replace(
    { data_set, number }: DataPreparationRow,
    month: string,
    rows: readonly { readonly agent: string; readonly cells: string }[],
  ): Promise<void> {
    await this.#db
      .updateTable("agent_months")
      .set({ replaced_in: number })
      .where("data_set", "=", data_set)
      .where("month", "=", month)
      .where("agent", "in", agentsOf(rows))
      .where("replaced_in", "is", null)
      .execute();
    await this.#db
      .insertInto("agent_months")
      .values(rows.map((row) => ({ ...row, data_set, month, added_in: number, replaced_in: null })))
      .execute();
  }
}

const agentsOf = (rows: readonly { readonly agent: string }[]): string[] => rows.map(({ agent }) => agent);

/** The old cells with new values in their places; the old text itself where nothing changes. */
function merge(old: string | undefined, values: WrittenRow["values"], written: readonly number[]): string {
  const cells = old === undefined ? [] : (JSON.parse(old) as (string | null)[]);
  let differs = old === undefined;
  for (const [at, place] of written.entries()) {
    const value = values[at];
    // A cell that is lacking is blank.
    if (value === undefined || value === (cells[place] ?? null)) continue;
    while (cells.length < place) cells.push(null);
    cells[place] = value;
    differs = true;
  }
  return differs || old === undefined ? JSON.stringify(cells) : old;
}

const toPreparation = (row: DataPreparationRow): Preparation => ({
  dataSet: row.data_set,
  number: row.number,
  token: row.token,
  source: row.source,
  ...(row.reference !== null && { reference: row.reference }),
  touchedAt: row.touched_at,
});
