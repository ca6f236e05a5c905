import { Kysely, type Transaction } from "kysely";
import type { Actor } from "../access/actor.ts";
import type { AuditEntry } from "../audit/chain.ts";
import { AdjustmentStore } from "./adjustment-store.ts";
import { AgentStore } from "./agent-store.ts";
import { AppealStore } from "./appeal-store.ts";
import { ApprovalStore } from "./approval-store.ts";
import { AssignmentStore } from "./assignment-store.ts";
import { AuditStore } from "./audit-store.ts";
import { CatalogueStore } from "./catalogue-store.ts";
import { CorrectionStore } from "./correction-store.ts";
import { DataPreparationStore } from "./data-preparation-store.ts";
import { DataSetStore } from "./data-set-store.ts";
import type { Database } from "./database.ts";
import { ImportStore } from "./import-store.ts";
import { InstitutionStore } from "./institution-store.ts";
import { JobStore } from "./job-store.ts";
import { assertUpToDate, migrate } from "./migrate.ts";
import { RatingStore } from "./rating-store.ts";
import { ReplyStore } from "./reply-store.ts";
import { ReportListStore } from "./report-list-store.ts";
import { RunLineStore } from "./run-line-store.ts";
import { RunStore } from "./run-store.ts";
import { ScenarioStore } from "./scenario-store.ts";
import { SelfAppraisalStore } from "./self-appraisal-store.ts";
import { SessionStore } from "./session-store.ts";
import type { Tables } from "./tables.ts";
import { UserStore } from "./user-store.ts";
import { VersionStore } from "./version-store.ts";

/** What is kept, behind one connection or one transaction. Knows no dialect. */
export interface Stores {
  readonly audit: AuditStore;
  readonly replies: ReplyStore;
  readonly users: UserStore;
  readonly sessions: SessionStore;
  readonly catalogue: CatalogueStore;
  readonly institutions: InstitutionStore;
  readonly versions: VersionStore;
  readonly approvals: ApprovalStore;
  readonly assignments: AssignmentStore;
  readonly agents: AgentStore;
  readonly dataSets: DataSetStore;
  readonly imports: ImportStore;
  readonly runs: RunStore;
  readonly runLines: RunLineStore;
  readonly adjustments: AdjustmentStore;
  readonly corrections: CorrectionStore;
  readonly appeals: AppealStore;
  readonly reportLists: ReportListStore;
  readonly jobs: JobStore;
  readonly dataPreparations: DataPreparationStore;
  readonly ratings: RatingStore;
  readonly selfAppraisals: SelfAppraisalStore;
  readonly scenarios: ScenarioStore;
}

const storesOn = (db: Kysely<Tables>, pending?: AuditEntry[]): Stores => ({
  audit: new AuditStore(db, pending),
  replies: new ReplyStore(db),
  users: new UserStore(db),
  sessions: new SessionStore(db),
  catalogue: new CatalogueStore(db),
  institutions: new InstitutionStore(db),
  versions: new VersionStore(db),
  approvals: new ApprovalStore(db),
  assignments: new AssignmentStore(db),
  agents: new AgentStore(db),
  dataSets: new DataSetStore(db),
  imports: new ImportStore(db),
  runs: new RunStore(db),
  runLines: new RunLineStore(db),
  adjustments: new AdjustmentStore(db),
  corrections: new CorrectionStore(db),
  appeals: new AppealStore(db),
  reportLists: new ReportListStore(db),
  jobs: new JobStore(db),
  dataPreparations: new DataPreparationStore(db),
  ratings: new RatingStore(db),
  selfAppraisals: new SelfAppraisalStore(db),
  scenarios: new ScenarioStore(db),
});

export type Clock = () => Date;

/** Milliseconds for which a write waits for its turn, and between two attempts. */
const PATIENCE = 30_000;
const PAUSE = 5;

export class Store {
  readonly #database: Database;
  readonly #db: Kysely<Tables>;
  readonly clock: Clock;
  /** For reading. Not inside `write` or `quietly`: SQLite has one connection, which these hold. */
  readonly stores: Stores;

  private constructor(database: Database, db: Kysely<Tables>, clock: Clock) {
    this.#database = database;
    this.#db = db;
    this.clock = clock;
    this.stores = storesOn(db);
  }

  /**
   * Opens the database and brings its tables up to date.
   * @throws UserError where it cannot be opened, or a newer Plumbline has changed it
   */
  static open(database: Database, clock?: Clock): Promise<Store> {
    return Store.#openWith(database, migrate, clock);
  }

  /**
   * Opens a database whose tables are up to date, changing nothing.
   * @throws UserError where it cannot be opened, or its tables are not those of this program
   */
  static openAsItIs(database: Database): Promise<Store> {
    return Store.#openWith(database, assertUpToDate);
  }

  static async #openWith(
    database: Database,
    prepare: (db: Kysely<Tables>) => Promise<void>,
    clock: Clock = () => new Date(),
  ): Promise<Store> {
    const db = new Kysely<Tables>({ dialect: database.dialect });
    try {
      await prepare(db);
      await database.opened(db);
      return new Store(database, db, clock);
    } catch (error) {
      await db.destroy();
      throw error;
    }
  }

  get kind(): Database["kind"] {
    return this.#database.kind;
  }

  /** The time as it is stored: UTC, ISO 8601. */
  now(): string {
    return this.clock().toISOString();
  }

  /**
   * All of what `work` writes, or nothing of it, while nobody else writes: what it reads is still true when it
   * writes. What was done stands in the audit log of the same transaction; nothing can be written unrecorded.
   */
  write<T>(actor: Actor, work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.#exclusively(async (transaction) => {
      const entries: AuditEntry[] = [];
      const stores = storesOn(transaction, entries);
      const result = await work(stores);
      if (entries.length === 0) throw new Error("something was written that the audit log does not tell");
      await stores.audit.append(entries, actor.user, this.now());
      return result;
    });
  }

  /** As `write`, for what is nobody's act: rows that nobody sees yet, the progress of a job, a session's last use. */
  quietly<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.#exclusively((transaction) => work(storesOn(transaction)));
  }

  /** Reads that all see the same moment. */
  snapshot<T>(work: (stores: Stores, db: Kysely<Tables>) => Promise<T>): Promise<T> {
    return this.#db
      .transaction()
      .setIsolationLevel("repeatable read")
      .setAccessMode("read only")
      .execute((transaction) => work(storesOn(transaction), transaction));
  }

  close(): Promise<void> {
    return this.#db.destroy();
  }

  /** Waits for its turn without stopping the thread. */
  async #exclusively<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    let until: number | undefined;
    for (;;) {
      let begun = false;
      try {
        return await this.#db.transaction().execute(async (transaction) => {
          await this.#database.beginWriting(transaction);
          begun = true;
          return work(transaction);
        });
      } catch (error) {
        // From the first refusal on: what waited before that was waiting for writes of its own process.
        until ??= Date.now() + PATIENCE;
        if (begun || !this.#database.isBusy(error) || Date.now() > until) throw error;
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }
}
