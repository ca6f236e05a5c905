import { randomUUID } from "node:crypto";
import type { Kysely, Selectable } from "kysely";
import type { Localized } from "../../engine/index.ts";
import type { ListColumn, ReportList, ReportListState } from "../report-lists/report-list.ts";
import type { ReportListRow, ReportListRowRow } from "./tables/report-lists.ts";
import type { Tables } from "./tables.ts";

/** One agent of a list. */
export interface ListedAgent {
  readonly agent: string;
  /** A text for each column; null where there is no value. */
  readonly cells: readonly (string | null)[];
  /** Why the first of them has none. */
  readonly problem?: Localized;
}

/** What one list is of; no two lists are of the same. */
export type ListKey = Pick<ReportList, "run" | "revision" | "version" | "name">;

/** Rows written or removed at once. */
const CHUNK = 500;

export class ReportListStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async find(id: string): Promise<ReportList | undefined> {
    const row = await this.#rows().where("report_lists.id", "=", id).executeTakeFirst();
    return row && toList(row);
  }

  async findByKey({ run, revision, version, name }: ListKey): Promise<ReportList | undefined> {
    const row = await this.#rows()
      .where("run", "=", run)
      .where("report_lists.revision", "=", revision)
      .where("version", "=", version)
      .where("name", "=", name)
      .executeTakeFirst();
    return row && toList(row);
  }

  /** The newest first; those of a run, or of all, without those that are still being computed. */
  async list({
    run,
    limit,
  }: {
    readonly run?: string | undefined;
    readonly limit?: number | undefined;
  }): Promise<ReportList[]> {
    const rows = await this.#rows()
      .where("state", "<>", "computing")
      .$if(run !== undefined, (query) => query.where("run", "=", run ?? ""))
      .orderBy("made_at", "desc")
      .orderBy("name")
      .orderBy("report_lists.id")
      .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
      .execute();
    return rows.map(toList);
  }

  /** By agent, from a place of the list on. */
  async rows(id: string, from: number, limit: number): Promise<ListedAgent[]> {
    const rows = await this.#db
      .selectFrom("report_list_rows")
      .selectAll()
      .where("list", "=", id)
      .where("position", ">=", from)
      .orderBy("position")
      .limit(limit)
      .execute();
    return rows.map(toListed);
  }

  async count(id: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom("report_list_rows")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("list", "=", id)
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** Of a run's revision, those whose making was interrupted. */
  async unfinished(run: string, revision: number): Promise<string[]> {
    const rows = await this.#db
      .selectFrom("report_lists")
      .select("id")
      .where("run", "=", run)
      .where("revision", "=", revision)
      .where("state", "=", "computing")
      .execute();
    return rows.map(({ id }) => id);
  }

  /** A list whose rows are to be written. @returns its id */
  async begin(
    { run, revision, version, name }: ListKey,
    { columns, by, at }: { readonly columns: readonly ListColumn[]; readonly by: string; readonly at: string },
  ): Promise<string> {
    const id = randomUUID();
    await this.#db
      .insertInto("report_lists")
      .values({
        id,
        run,
        revision,
        version,
        name,
        state: "computing",
        columns: JSON.stringify(columns),
        hash: "",
        made_by: by,
        made_at: at,
        signed_by: null,
        signed_at: null,
        filed_by: null,
        filed_at: null,
      })
      .execute();
    return id;
  }

  async stage(id: string, from: number, rows: readonly ListedAgent[]): Promise<void> {
    for (let start = 0; start < rows.length; start += CHUNK) {
      const values = rows.slice(start, start + CHUNK).map(
        ({ agent, cells, problem }, index): ReportListRowRow => ({
          list: id,
          position: from + start + index,
          agent,
          cells: JSON.stringify(cells),
          problem: problem ? JSON.stringify(problem) : null,
        }),
      );
      await this.#db.insertInto("report_list_rows").values(values).execute();
    }
  }

  /** Removes some rows of a list that is being computed. @returns whether there are more */
  async unstage(id: string): Promise<boolean> {
    const some = await this.#db
      .selectFrom("report_list_rows")
      .select("position")
      .where("list", "=", id)
      .orderBy("position")
      .limit(CHUNK)
      .execute();
    const last = some.at(-1)?.position;
    if (last === undefined) return false;
    await this.#db.deleteFrom("report_list_rows").where("list", "=", id).where("position", "<=", last).execute();
    return some.length === CHUNK;
  }

  async remove(id: string): Promise<void> {
    await this.#db.deleteFrom("report_lists").where("id", "=", id).where("state", "=", "computing").execute();
  }

  /** From here on it is seen and can be signed, and its rows stay as they are. */
  async finish(id: string, hash: string): Promise<void> {
    await this.#db
      .updateTable("report_lists")
      .set({ state: "made", hash })
      .where("id", "=", id)
      .where("state", "=", "computing")
      .execute();
  }

  async sign(id: string, by: string, at: string): Promise<void> {
    await this.#db
      .updateTable("report_lists")
      .set({ state: "signed", signed_by: by, signed_at: at })
      .where("id", "=", id)
      .where("state", "=", "made")
      .execute();
  }

  async file(id: string, by: string, at: string): Promise<void> {
    await this.#db
      .updateTable("report_lists")
      .set({ state: "filed", filed_by: by, filed_at: at })
      .where("id", "=", id)
      .where("state", "=", "signed")
      .execute();
  }

  #rows() {
    return this.#db
      .selectFrom("report_lists")
      .innerJoin("runs", "runs.id", "report_lists.run")
      .selectAll("report_lists")
      .select("month");
  }
}

const toList = (row: Selectable<ReportListRow> & { readonly month: string }): ReportList => ({
  id: row.id,
  run: row.run,
  revision: row.revision,
  month: row.month,
  version: row.version,
  name: row.name,
  state: row.state satisfies ReportListState,
  columns: JSON.parse(row.columns) as ListColumn[],
  hash: row.hash,
  madeBy: row.made_by,
  madeAt: row.made_at,
  ...(row.signed_at !== null && { signed: { by: row.signed_by ?? "", at: row.signed_at } }),
  ...(row.filed_at !== null && { filed: { by: row.filed_by ?? "", at: row.filed_at } }),
});

const toListed = (row: Selectable<ReportListRowRow>): ListedAgent => ({
  agent: row.agent,
  cells: JSON.parse(row.cells) as (string | null)[],
  ...(row.problem !== null && { problem: JSON.parse(row.problem) as Localized }),
});
