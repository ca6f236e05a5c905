import type { Kysely, Selectable } from "kysely";
import type { ScenarioRow } from "./tables/scenarios.ts";
import type { Tables } from "./tables.ts";

/** What somebody tried with a version's figures, to be looked at again. */
export interface Scenario {
  readonly name: string;
  /** The id of the version whose figures are moved. */
  readonly version: string;
  /** What it is held against: a version's id, or `runs` for what was paid; absent: the version as it is written. */
  readonly baseline?: string;
  /** The id of the data set. */
  readonly dataSet: string;
  /** The first and the last month, `YYYY-MM`. */
  readonly from: string;
  readonly to: string;
  /** Who counts: those that have one of the values in every attribute named. Empty: everybody. */
  readonly group: readonly { readonly metric: string; readonly values: readonly string[] }[];
  /** Addresses in the version's text, each with the decimal in its place. */
  readonly moves: readonly { readonly address: string; readonly value: string }[];
  /** A decimal, for all the months, in the unit of pay. */
  readonly budget?: string;
  readonly note?: string;
}

export interface StoredScenario extends Scenario {
  readonly id: string;
  /** Counts the changes; whoever changes the scenario must know it. */
  readonly revision: number;
  /** The user's id. */
  readonly madeBy: string;
  readonly madeAt: string;
  readonly updatedAt: string;
}

export interface ScenarioFilter {
  /** Of this version only. */
  readonly version?: string | undefined;
  /** Scenarios after this one only, in the order of the list. */
  readonly after?: Pick<StoredScenario, "id" | "updatedAt"> | undefined;
  readonly limit: number;
}

export class ScenarioStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async find(id: string): Promise<StoredScenario | undefined> {
    const row = await this.#db.selectFrom("scenarios").selectAll().where("id", "=", id).executeTakeFirst();
    return row && fromRow(row);
  }

  /** What was changed last comes first. */
  async list({ version, after, limit }: ScenarioFilter): Promise<StoredScenario[]> {
    const rows = await this.#db
      .selectFrom("scenarios")
      .selectAll()
      .$if(version !== undefined, (query) => query.where("version", "=", version ?? ""))
      .$if(after !== undefined, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple("updated_at", "id"), "<", tuple(after?.updatedAt ?? "", after?.id ?? "")),
        ),
      )
      .orderBy("updated_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .execute();
    return rows.map(fromRow);
  }

  async add(id: string, scenario: Scenario, by: string, at: string): Promise<void> {
    const made = { id, revision: 1, made_by: by, made_at: at, updated_at: at };
    await this.#db
      .insertInto("scenarios")
      .values({ ...toRow(scenario), ...made })
      .execute();
  }

  /** Replaces what a scenario that is still at `revision` says; returns whether it was. */
  async change(id: string, revision: number, scenario: Scenario, at: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("scenarios")
      .set({ ...toRow(scenario), revision: revision + 1, updated_at: at })
      .where("id", "=", id)
      .where("revision", "=", revision)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  async delete(id: string): Promise<void> {
    await this.#db.deleteFrom("scenarios").where("id", "=", id).execute();
  }
}

const toRow = ({ dataSet, from, to, group, moves, baseline, budget, note, ...same }: Scenario) => ({
  ...same,
  baseline: baseline ?? null,
  data_set: dataSet,
  from_month: from,
  to_month: to,
  people: JSON.stringify(group),
  moves: JSON.stringify(moves),
  budget: budget ?? null,
  note: note ?? null,
});

const fromRow = (row: Selectable<ScenarioRow>): StoredScenario => ({
  id: row.id,
  name: row.name,
  version: row.version,
  ...(row.baseline !== null && { baseline: row.baseline }),
  dataSet: row.data_set,
  from: row.from_month,
  to: row.to_month,
  group: JSON.parse(row.people) as StoredScenario["group"],
  moves: JSON.parse(row.moves) as StoredScenario["moves"],
  ...(row.budget !== null && { budget: row.budget }),
  ...(row.note !== null && { note: row.note }),
  revision: row.revision,
  madeBy: row.made_by,
  madeAt: row.made_at,
  updatedAt: row.updated_at,
});
