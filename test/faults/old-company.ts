/** A database as a release before the life cycle of versions left it, with content that later migrations rewrite. */
import { readFileSync } from "node:fs";
import { Kysely } from "kysely";
import { sha256 } from "../../server/canonical-json.ts";
import { renameVersion } from "../../server/schemes/front-matter.ts";
import { read } from "../../server/schemes/reading.ts";
import { migrate } from "../../server/store/migrate.ts";
import type { Store } from "../../server/store/store.ts";
import type { Tables } from "../../server/store/tables.ts";
import { type TestDatabase, testDatabase } from "../../server/testing/test-database.ts";

/** The last migration of that release. */
export const RELEASE = "0004-audit";

type Before = {
  readonly schemes: { id: string; created_at: string };
  readonly versions: {
    id: string;
    scheme: string;
    version: string;
    title: string;
    status: string;
    text: string;
    hash: string;
    revision: number;
    based_on: string | null;
    created_at: string;
    updated_at: string;
  };
  readonly catalogue: { id: number; text: string; hash: string; updated_at: string };
  readonly data_sets: { id: string; name: string; columns: string; created_at: string };
  readonly agent_months: { data_set: string; month: string; agent: string; position: number; cells: string };
};

const AT = "2025-12-01T00:00:00.000Z";
const SCHEME = "telemarketing-center";
const COLUMNS = ["上门人数", "全费人数", "咨询量"];
const MONTHS = ["2025-09", "2025-10", "2025-11"];
const AGENTS = 10_000;
const VERSIONS = 6;
/** Rows that one statement inserts. */
const CHUNK = 2_000;

const shipped = (path: string): string => readFileSync(new URL(`../../rulesets/${path}`, import.meta.url), "utf8");
const agentAt = (n: number): string => `N${String(n).padStart(5, "0")}`;
const cellsAt = (n: number): string => JSON.stringify([`${n % 71}`, n % 3 === 0 ? null : `${n % 29}`, `${n % 301}`]);
/** Every other one was published, which is to be in review afterwards. */
const statusAt = (n: number): "published" | "draft" => (n % 2 === 0 ? "published" : "draft");

/** To be copied; nobody is connected to it. */
export async function oldCompany(): Promise<TestDatabase> {
  const database = await testDatabase();
  const db = new Kysely<Tables>({ dialect: database.connect().dialect });
  await migrate(db, RELEASE);
  await db.transaction().execute((transaction) => fill(transaction.withTables<Before>() as unknown as Kysely<Before>));
  await db.destroy();
  return database;
}

async function fill(db: Kysely<Before>): Promise<void> {
  const catalogue = shipped("metrics.kpi.md");
  await db
    .insertInto("catalogue")
    .values({ id: 1, text: catalogue, hash: sha256(catalogue), updated_at: AT })
    .execute();
  await db.insertInto("schemes").values({ id: SCHEME, created_at: AT }).execute();
  const source = shipped(`${SCHEME}/draft.kpi.md`);
  for (let n = 0; n < VERSIONS; n++) {
    const version = `2024.${n}`;
    const text = renameVersion(source, version) ?? "";
    const { hash } = read({ text, library: { catalogue, institutions: [] } });
    const said = { title: "电销中心绩效标准", text, hash, based_on: n === 0 ? null : `v${n - 1}` };
    await db
      .insertInto("versions")
      .values({ id: `v${n}`, scheme: SCHEME, version, status: statusAt(n), revision: n + 1, ...said, ...times })
      .execute();
  }
  await db
    .insertInto("data_sets")
    .values({ id: "old", name: "旧数据", columns: JSON.stringify(COLUMNS), created_at: AT })
    .execute();
  for (const month of MONTHS) {
    for (let start = 0; start < AGENTS; start += CHUNK) {
      const rows = Array.from({ length: CHUNK }, (_, at) => start + at);
      await db
        .insertInto("agent_months")
        .values(rows.map((n) => ({ data_set: "old", month, agent: agentAt(n), position: n, cells: cellsAt(n) })))
        .execute();
    }
  }
}

const times = { created_at: AT, updated_at: AT };

/** What of the content is not as it was, in sentences; of a database that has been brought up to date. */
export async function lostContent({ stores }: Store): Promise<string[]> {
  const found: string[] = [];
  for (let n = 0; n < VERSIONS; n++) {
    const version = await stores.versions.find(`v${n}`);
    const status = statusAt(n) === "published" ? "submitted" : "draft";
    const pinned = status === "submitted";
    if (version?.status !== status || version.revision !== n + 1 || (version.catalogue !== undefined) !== pinned) {
      found.push(`version v${n} is ${version?.status}, revision ${version?.revision}`);
    }
    if (version && renameVersion(shipped(`${SCHEME}/draft.kpi.md`), version.version) !== version.text) {
      found.push(`the text of version v${n} has changed`);
    }
  }
  const revision = await stores.dataSets.revision("old");
  if (JSON.stringify(revision?.columns) !== JSON.stringify(COLUMNS)) found.push("the columns have changed");
  for (const month of MONTHS) {
    const rows = revision ? await stores.dataSets.all(revision, { from: month, to: month }) : [];
    if (rows.length !== AGENTS) found.push(`${month} has ${rows.length} rows`);
    const wrong = rows.find(({ agent, values }, n) => agent !== agentAt(n) || JSON.stringify(values) !== cellsAt(n));
    if (wrong) found.push(`${month}: the figures of ${wrong.agent} have changed`);
  }
  return found;
}
