import type { Kysely } from "kysely";
import type { Tables } from "./tables.ts";

/** A rating as it was given. */
export interface GivenRating {
  readonly dataSet: string;
  /** The revision of the data set that it made. */
  readonly revision: number;
  readonly month: string;
  readonly agent: string;
  readonly metric: string;
  /** null where a rating was taken back. */
  readonly value: string | null;
  /** The user's id. */
  readonly by: string;
  readonly at: string;
}

/** Keeps every statement far below the number of parameters a database takes. */
const CHUNK = 500;

export class RatingStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async add(ratings: readonly GivenRating[]): Promise<void> {
    for (let start = 0; start < ratings.length; start += CHUNK) {
      const rows = ratings.slice(start, start + CHUNK).map(({ dataSet, by, at, ...rating }) => ({
        ...rating,
        data_set: dataSet,
        rated_by: by,
        rated_at: at,
      }));
      await this.#db.insertInto("ratings").values(rows).execute();
    }
  }

  /** All ratings of an agent and month, the newest first. */
  async history(dataSet: string, month: string, agent: string): Promise<GivenRating[]> {
    const rows = await this.#db
      .selectFrom("ratings")
      .selectAll()
      .where("data_set", "=", dataSet)
      .where("month", "=", month)
      .where("agent", "=", agent)
      .orderBy("revision", "desc")
      .orderBy("metric")
      .execute();
    return rows.map(({ data_set, rated_by, rated_at, ...rating }) => ({
      ...rating,
      dataSet: data_set,
      by: rated_by,
      at: rated_at,
    }));
  }
}
