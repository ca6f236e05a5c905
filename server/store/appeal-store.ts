import type { Kysely, Selectable } from "kysely";
import type { Appeal, AppealState, AppealStep } from "../appeals/appeal.ts";
import type { AppealRow, AppealStepRow } from "./tables/appeals.ts";
import type { Tables } from "./tables.ts";

export interface AppealFilter {
  readonly run?: string | undefined;
  readonly agents?: readonly string[] | undefined;
  readonly state?: AppealState | undefined;
  /** Appeals after this one only, in the order of the list. */
  readonly after?: { readonly filedAt: string; readonly id: string } | undefined;
  readonly limit: number;
}

/** An appeal with the month it is about. */
export interface StoredAppeal extends Appeal {
  readonly month: string;
}

export class AppealStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  async find(id: string): Promise<StoredAppeal | undefined> {
    const [found] = await this.#withSteps(await this.#rows().where("appeals.id", "=", id).execute());
    return found;
  }

  /** The newest first. */
  async list({ run, agents, state, after, limit }: AppealFilter): Promise<StoredAppeal[]> {
    if (agents?.length === 0) return [];
    const rows = await this.#rows()
      .$if(run !== undefined, (query) => query.where("run", "=", run ?? ""))
      .$if(agents !== undefined, (query) => query.where("agent", "in", [...(agents ?? [])]))
      .$if(state !== undefined, (query) => query.where("state", "=", state ?? "filed"))
      .$if(after !== undefined, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple("filed_at", "appeals.id"), "<", tuple(after?.filedAt ?? "", after?.id ?? "")),
        ),
      )
      .orderBy("filed_at", "desc")
      .orderBy("appeals.id", "desc")
      .limit(limit)
      .execute();
    return this.#withSteps(rows);
  }

  /** The appeal of an agent against a run that somebody else has to act on; `undefined` where there is none. */
  async openOf(run: string, agent: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom("appeals")
      .select("id")
      .where("run", "=", run)
      .where("agent", "=", agent)
      .where("state", "in", ["filed", "escalated"])
      .executeTakeFirst();
    return row?.id;
  }

  async file(
    { id, run, agent }: Pick<Appeal, "id" | "run" | "agent">,
    step: Omit<AppealStep, "kind" | "decision">,
  ): Promise<void> {
    await this.#db.insertInto("appeals").values({ id, run, agent, state: "filed", filed_at: step.at }).execute();
    await this.#add(id, 1, { ...step, kind: "filed" });
  }

  /** Adds a step to an appeal whose last one nobody has followed meanwhile. */
  async follow({ id, state, steps }: Appeal, step: AppealStep): Promise<void> {
    const { numUpdatedRows } = await this.#db
      .updateTable("appeals")
      .set({ state: step.kind })
      .where("id", "=", id)
      .where("state", "=", state)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw new Error(`the appeal ${id} was changed meanwhile`);
    await this.#add(id, steps.length + 1, step);
  }

  async #add(appeal: string, number: number, { kind, decision, text, by, author, at }: AppealStep): Promise<void> {
    await this.#db
      .insertInto("appeal_steps")
      .values({ appeal, number, kind, decision: decision ?? null, text, made_by: by, author, made_at: at })
      .execute();
  }

  #rows() {
    return this.#db
      .selectFrom("appeals")
      .innerJoin("runs", "runs.id", "appeals.run")
      .selectAll("appeals")
      .select("month");
  }

  async #withSteps(rows: readonly (Selectable<AppealRow> & { readonly month: string })[]): Promise<StoredAppeal[]> {
    if (rows.length === 0) return [];
    const steps = await this.#db
      .selectFrom("appeal_steps")
      .selectAll()
      .where(
        "appeal",
        "in",
        rows.map(({ id }) => id),
      )
      .orderBy("number")
      .execute();
    const byAppeal = Map.groupBy(steps, ({ appeal }) => appeal);
    return rows.map(({ id, run, agent, state, month }) => ({
      id,
      run,
      month,
      agent,
      state,
      steps: (byAppeal.get(id) ?? []).map(toStep),
    }));
  }
}

const toStep = (row: Selectable<AppealStepRow>): AppealStep => ({
  kind: row.kind,
  ...(row.decision !== null && { decision: row.decision }),
  text: row.text,
  by: row.made_by,
  author: row.author,
  at: row.made_at,
});
