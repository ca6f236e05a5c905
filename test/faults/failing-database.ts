import type { CompiledQuery, DatabaseConnection, Dialect, Driver, QueryResult, TransactionSettings } from "kysely";
import type { Database } from "../../server/store/database.ts";

/** What a database says when it fails: before it did what it was asked, or after, as when an answer gets lost. */
export type Moment = "before" | "after";

export class Injected extends Error {}

/** Counts the calls of a database and lets one of them fail. */
export class Failing {
  #left = Number.POSITIVE_INFINITY;
  #moment: Moment = "before";

  /** From now on the `call`-th call fails, counted from 1; those after it do not. */
  arm(call: number, moment: Moment): void {
    this.#left = call;
    this.#moment = moment;
  }

  /** Whether the call has come; from now on none fails. */
  disarm(): boolean {
    const failed = this.#left <= 0;
    this.#left = Number.POSITIVE_INFINITY;
    return failed;
  }

  /** @param moment the only one at which this call can fail; absent: at either */
  async call<T>(work: () => Promise<T>, moment?: Moment): Promise<T> {
    this.#left--;
    if (this.#left !== 0) return work();
    if ((moment ?? this.#moment) === "after") await work();
    throw new Injected("the database failed");
  }

  /** The database with calls that may fail. */
  on(database: Database): Database {
    const { dialect } = database;
    const failing: Dialect = {
      createAdapter: () => dialect.createAdapter(),
      createIntrospector: (db) => dialect.createIntrospector(db),
      createQueryCompiler: () => dialect.createQueryCompiler(),
      createDriver: () => new FailingDriver(dialect.createDriver(), this),
    };
    return { ...database, dialect: failing };
  }
}

class FailingDriver implements Driver {
  readonly #driver: Driver;
  readonly #failing: Failing;
  /** Each connection as it really is. */
  readonly #real = new WeakMap<DatabaseConnection, DatabaseConnection>();

  constructor(driver: Driver, failing: Failing) {
    this.#driver = driver;
    this.#failing = failing;
  }

  init(): Promise<void> {
    return this.#driver.init();
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const real = await this.#driver.acquireConnection();
    const connection: DatabaseConnection = {
      executeQuery: <R>(query: CompiledQuery): Promise<QueryResult<R>> =>
        this.#failing.call(() => real.executeQuery<R>(query)),
      streamQuery: (query, size) => real.streamQuery(query, size),
    };
    this.#real.set(connection, real);
    return connection;
  }

  beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    // Begun and not known to be begun: then the connection is gone with it.
    return this.#failing.call(() => this.#driver.beginTransaction(this.#realOf(connection), settings), "before");
  }

  commitTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#failing.call(() => this.#driver.commitTransaction(this.#realOf(connection)));
  }

  rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    return this.#driver.rollbackTransaction(this.#realOf(connection));
  }

  releaseConnection(connection: DatabaseConnection): Promise<void> {
    return this.#driver.releaseConnection(this.#realOf(connection));
  }

  destroy(): Promise<void> {
    return this.#driver.destroy();
  }

  #realOf(connection: DatabaseConnection): DatabaseConnection {
    const real = this.#real.get(connection);
    if (!real) throw new Error("not a connection of this driver");
    return real;
  }
}
