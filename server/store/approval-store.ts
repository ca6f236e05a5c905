import type { Kysely, Selectable } from "kysely";
import type { Step } from "../schemes/lifecycle.ts";
import type { ChangeSentence } from "../schemes/meaning-changes.ts";
import type { Tables, VersionStepRow } from "./tables.ts";

/** Why an assumed figure is accepted. */
export interface Waiver {
  /** See `assumedFigures`. */
  readonly address: string;
  readonly reason: string;
}

/** What was decided on a version. */
export interface StoredStep {
  /** 1, 2, 3, … */
  readonly number: number;
  readonly step: Step;
  /** The user's id, or `system`. */
  readonly by: string;
  readonly at: string;
  readonly comment?: string;
  /** The content hash of what was decided on. */
  readonly hash: string;
  /** Of an approval. */
  readonly effectiveFrom?: string;
  /** Of an approval: the version it takes the place of; absent where there was none. */
  readonly against?: string;
  /** Of an approval: what it changes there. */
  readonly changes?: readonly ChangeSentence[];
  /** Of a submission: why weights or bands change within a year. */
  readonly reasonForChange?: string;
  /** Of a submission, in the order of the addresses. */
  readonly waivers: readonly Waiver[];
}

export type NewStep = Omit<StoredStep, "number">;

/** The approvals of versions, and everything on the way to them. */
export class ApprovalStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** In the order in which they were taken. */
  async steps(version: string): Promise<StoredStep[]> {
    const rows = await this.#db
      .selectFrom("version_steps")
      .selectAll()
      .where("version", "=", version)
      .orderBy("number")
      .execute();
    const waivers = await this.#db
      .selectFrom("version_waivers")
      .select(["step", "address", "reason"])
      .where("version", "=", version)
      .orderBy("address")
      .execute();
    const byStep = Map.groupBy(waivers, ({ step }) => step);
    return rows.map((row) => fromRow(row, byStep.get(row.number) ?? []));
  }

  /** @returns the number it has */
  async add(version: string, step: NewStep): Promise<number> {
    const last = await this.#db
      .selectFrom("version_steps")
      .select("number")
      .where("version", "=", version)
      .orderBy("number", "desc")
      .limit(1)
      .executeTakeFirst();
    const number = (last?.number ?? 0) + 1;
    await this.#db
      .insertInto("version_steps")
      .values({
        version,
        number,
        step: step.step,
        taken_by: step.by,
        taken_at: step.at,
        comment: step.comment ?? null,
        hash: step.hash,
        effective_from: step.effectiveFrom ?? null,
        against: step.against ?? null,
        changes: step.changes ? JSON.stringify(step.changes) : null,
        reason_for_change: step.reasonForChange ?? null,
      })
      .execute();
    for (const { address, reason } of step.waivers) {
      await this.#db.insertInto("version_waivers").values({ version, step: number, address, reason }).execute();
    }
    return number;
  }
}

const fromRow = (row: Selectable<VersionStepRow>, waivers: readonly Waiver[]): StoredStep => ({
  number: row.number,
  step: row.step,
  by: row.taken_by,
  at: row.taken_at,
  ...(row.comment !== null && { comment: row.comment }),
  hash: row.hash,
  ...(row.effective_from !== null && { effectiveFrom: row.effective_from }),
  ...(row.against !== null && { against: row.against }),
  ...(row.changes !== null && { changes: JSON.parse(row.changes) as ChangeSentence[] }),
  ...(row.reason_for_change !== null && { reasonForChange: row.reason_for_change }),
  waivers: waivers.map(({ address, reason }) => ({ address, reason })),
});
