import { type Kysely, type Selectable, sql } from "kysely";
import type { Localized } from "../../engine/index.ts";
import type { CorrectionProposalRow, CorrectionRow } from "./tables/corrections.ts";
import type { Tables } from "./tables.ts";

/** What corrected data makes of months that are published: lines to be paid with a later month's run. */
export interface CorrectionProposal {
  readonly id: string;
  readonly dataSet: string;
  /** The revision of the data set that the months were computed again from. */
  readonly dataRevision: number;
  /** `YYYY-MM`: the last published month then. */
  readonly lastMonth: string;
  /** How many proposals of the data set had been applied then. */
  readonly appliedBefore: number;
  readonly state: CorrectionProposalRow["state"];
  readonly reason: string;
  readonly madeBy: string;
  readonly madeAt: string;
  /** Where and when it was applied. */
  readonly applied?: { readonly run: string; readonly by: string; readonly at: string };
}

export type NewProposal = Omit<CorrectionProposal, "state" | "applied">;

/** One agent's closed month that should have been paid otherwise; amounts in fen. */
export interface Correction {
  /** `YYYY-MM` */
  readonly closedMonth: string;
  readonly agent: string;
  /** The scheme version that both figures are computed with; absent where the agent has none. */
  readonly version?: string;
  /** The revision of the data that the month was published from. */
  readonly publishedRevision: number;
  /** What the run's line and earlier corrections came to; 0 where the line had no figure. */
  readonly paid: number;
  /** What it comes to now; absent where it cannot be computed, and then nothing is paid. */
  readonly owed?: number;
  readonly problem?: Localized;
}

/** A correction as it is paid with a run. */
export interface AppliedCorrection extends Correction {
  readonly proposal: string;
  readonly reason: string;
  /** The revision of the data that the new figure was computed from. */
  readonly dataRevision: number;
  readonly appliedBy: string;
  readonly appliedAt: string;
}

/** What a proposal comes to. */
export interface CorrectionSums {
  readonly lines: number;
  readonly agents: number;
  /** Lines that cannot be computed. */
  readonly problems: number;
  /** In fen: of all lines that can be. */
  readonly difference: number;
}

/** Rows written or removed at once. */
const CHUNK = 500;

/** In fen; 0 where nothing can be computed. */
const DIFFERENCE = sql<number>`coalesce(owed - paid, 0)`;

export class CorrectionStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** The newest first. */
  async list(dataSet: string, limit: number): Promise<CorrectionProposal[]> {
    const rows = await this.#db
      .selectFrom("correction_proposals")
      .selectAll()
      .where("data_set", "=", dataSet)
      .orderBy("made_at", "desc")
      .orderBy("id")
      .limit(limit)
      .execute();
    return rows.map(toProposal);
  }

  async find(id: string): Promise<CorrectionProposal | undefined> {
    const row = await this.#db.selectFrom("correction_proposals").selectAll().where("id", "=", id).executeTakeFirst();
    return row && toProposal(row);
  }

  async sums(id: string): Promise<CorrectionSums> {
    const row = await this.#db
      .selectFrom("corrections")
      .select(({ fn }) => [
        fn.countAll<number>().as("lines"),
        fn.count<number>("agent").distinct().as("agents"),
        fn.count<number>("problem").as("problems"),
        fn.coalesce(fn.sum<number>(DIFFERENCE), sql<number>`0`).as("difference"),
      ])
      .where("proposal", "=", id)
      .executeTakeFirstOrThrow();
    return {
      lines: Number(row.lines),
      agents: Number(row.agents),
      problems: Number(row.problems),
      difference: Number(row.difference),
    };
  }

  /** By closed month and then by agent, from a place of the list on. */
  async lines(id: string, from: number, limit: number): Promise<Correction[]> {
    const rows = await this.#db
      .selectFrom("corrections")
      .selectAll()
      .where("proposal", "=", id)
      .where("position", ">=", from)
      .orderBy("position")
      .limit(limit)
      .execute();
    return rows.map(toCorrection);
  }

  async begin({ id, ...proposal }: NewProposal): Promise<void> {
    await this.#db
      .insertInto("correction_proposals")
      .values({
        id,
        data_set: proposal.dataSet,
        data_revision: proposal.dataRevision,
        last_month: proposal.lastMonth,
        applied_before: proposal.appliedBefore,
        state: "computing",
        reason: proposal.reason,
        made_by: proposal.madeBy,
        made_at: proposal.madeAt,
        run: null,
        applied_by: null,
        applied_at: null,
      })
      .execute();
  }

  /** Writes some lines of a proposal that is being computed, from a place of the list on. */
  async stage(id: string, from: number, lines: readonly Correction[]): Promise<void> {
    for (let start = 0; start < lines.length; start += CHUNK) {
      const rows = lines
        .slice(start, start + CHUNK)
        .map((line, index): CorrectionRow => ({ proposal: id, position: from + start + index, ...toRow(line) }));
      await this.#db.insertInto("corrections").values(rows).execute();
    }
  }

  /** From here on it is seen and can be applied. */
  async finish(id: string): Promise<void> {
    await this.#db
      .updateTable("correction_proposals")
      .set({ state: "proposed" })
      .where("id", "=", id)
      .where("state", "=", "computing")
      .execute();
  }

  /** Removes some lines of a proposal that was not applied. @returns whether there are more */
  async unstage(id: string): Promise<boolean> {
    const last = await this.#db
      .selectFrom("corrections")
      .select("position")
      .where("proposal", "=", id)
      .orderBy("position")
      .limit(CHUNK)
      .execute();
    const end = last.at(-1)?.position;
    if (end === undefined) return false;
    await this.#db.deleteFrom("corrections").where("proposal", "=", id).where("position", "<=", end).execute();
    return last.length === CHUNK;
  }

  /** Removes a proposal that has no lines and was not applied. */
  async remove(id: string): Promise<void> {
    await this.#db.deleteFrom("correction_proposals").where("id", "=", id).execute();
  }

  /** Makes the lines of a proposal lines of a run. @returns whether it was still to be applied */
  async apply(id: string, run: string, by: string, at: string): Promise<boolean> {
    const { numUpdatedRows } = await this.#db
      .updateTable("correction_proposals")
      .set({ state: "applied", run, applied_by: by, applied_at: at })
      .where("id", "=", id)
      .where("state", "=", "proposed")
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** How many proposals of a data set have been applied. */
  async appliedCount(dataSet: string): Promise<number> {
    const { count } = await this.#db
      .selectFrom("correction_proposals")
      .select(({ fn }) => fn.countAll<number>().as("count"))
      .where("data_set", "=", dataSet)
      .where("state", "=", "applied")
      .executeTakeFirstOrThrow();
    return Number(count);
  }

  /** What corrections of a closed month have come to so far, by agent, in fen. */
  async settled(dataSet: string, closedMonth: string): Promise<Map<string, number>> {
    const rows = await this.#applied()
      .select("agent")
      .select(({ fn }) => fn.sum<number>(DIFFERENCE).as("difference"))
      .where("data_set", "=", dataSet)
      .where("closed_month", "=", closedMonth)
      .groupBy("agent")
      .execute();
    return new Map(rows.map(({ agent, difference }) => [agent, Number(difference)]));
  }

  /** What is paid with a run, in fen, by agent; only of those agents where they are given. */
  async sumsOfRun(run: string, agents?: readonly string[]): Promise<Map<string, number>> {
    if (agents?.length === 0) return new Map();
    const rows = await this.#applied()
      .select("agent")
      .select(({ fn }) => fn.sum<number>(DIFFERENCE).as("difference"))
      .where("run", "=", run)
      .$if(agents !== undefined, (query) => query.where("agent", "in", [...(agents ?? [])]))
      .groupBy("agent")
      .execute();
    return new Map(rows.map(({ agent, difference }) => [agent, Number(difference)]));
  }

  /** The lines paid with a run, in the order in which they were applied; of one agent where one is given. */
  async ofRun(run: string, agent?: string): Promise<AppliedCorrection[]> {
    const rows = await this.#applied()
      .selectAll("corrections")
      .select(["reason", "data_revision", "applied_by", "applied_at"])
      .where("run", "=", run)
      .where("owed", "is not", null)
      .$if(agent !== undefined, (query) => query.where("agent", "=", agent ?? ""))
      .orderBy("applied_at")
      .orderBy("proposal")
      .orderBy("position")
      .execute();
    return rows.map((row) => ({
      ...toCorrection(row),
      proposal: row.proposal,
      reason: row.reason,
      dataRevision: row.data_revision,
      appliedBy: row.applied_by ?? "",
      appliedAt: row.applied_at ?? "",
    }));
  }

  /** Who made corrections lines of a run: they do not lock it. */
  async appliersOf(run: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom("correction_proposals")
      .select("applied_by")
      .distinct()
      .where("run", "=", run)
      .execute();
    return rows.flatMap(({ applied_by }) => applied_by ?? []);
  }

  #applied() {
    return this.#db
      .selectFrom("corrections")
      .innerJoin("correction_proposals", "correction_proposals.id", "corrections.proposal")
      .where("state", "=", "applied");
  }
}

const toProposal = (row: Selectable<CorrectionProposalRow>): CorrectionProposal => ({
  id: row.id,
  dataSet: row.data_set,
  dataRevision: row.data_revision,
  lastMonth: row.last_month,
  appliedBefore: row.applied_before,
  state: row.state,
  reason: row.reason,
  madeBy: row.made_by,
  madeAt: row.made_at,
  ...(row.run !== null && {
    applied: { run: row.run, by: row.applied_by ?? "", at: row.applied_at ?? "" },
  }),
});

const toCorrection = (row: Selectable<CorrectionRow>): Correction => ({
  closedMonth: row.closed_month,
  agent: row.agent,
  ...(row.version !== null && { version: row.version }),
  publishedRevision: row.published_revision,
  paid: row.paid,
  ...(row.owed !== null && { owed: row.owed }),
  ...(row.problem !== null && { problem: JSON.parse(row.problem) as Localized }),
});

const toRow = (line: Correction): Omit<CorrectionRow, "proposal" | "position"> => ({
  closed_month: line.closedMonth,
  agent: line.agent,
  version: line.version ?? null,
  published_revision: line.publishedRevision,
  paid: line.paid,
  owed: line.owed ?? null,
  problem: line.problem ? JSON.stringify(line.problem) : null,
});
