/** A company of a few agents with two schemes in a database of its own, in which every month can be run. */

import { randomUUID } from "node:crypto";
import { LANGUAGE_VERSION } from "../../../engine/index.ts";
import { type Actor, SYSTEM } from "../../access/actor.ts";
import { sha256 } from "../../canonical-json.ts";
import { reviseAtOnce } from "../../data-sets/prepared-revision.ts";
import type { JobContext } from "../../jobs/kind.ts";
import { read } from "../../schemes/reading.ts";
import type { AgentInMonth } from "../../store/agent-store.ts";
import type { StoredRun } from "../../store/run-store.ts";
import { Store, type Stores } from "../../store/store.ts";
import { type TestDatabase, testDatabase } from "../../testing/test-database.ts";
import { type ComputeRun, computeRun } from "../compute-run.ts";
import { currentSeal } from "../verify-run.ts";

const CATALOGUE = `---
catalogue: metrics
title: 指标
version: 1.0
---

# 1 指标

\`\`\`kpi
units
| 单位 | 等于 | 英文  |
| 单   |      | order |

metrics
| 指标   | 英文键 | 单位 | 小数位 | 允许值        |
| 成单量 | orders | 单   | 0      | [0 .. 100000] |
\`\`\`
`;

const scheme = (id: string, ...statements: string[]): string =>
  `---\nscheme: ${id}\ntitle: ${id}\nversion: "1"\nperiod: month\ncurrency: CNY\n---\n\n## 一、规则\n\n\`\`\`kpi\ninput 成单量\n${statements.join("\n")}\n\`\`\`\n`;

export const TEXTS = {
  commission: scheme(
    "commission",
    "output 名次 = rank(成单量) within all",
    "output 提成 = round((sum(成单量) over last 2 months) * 10 CNY/单, 2)",
  ),
  flat: scheme("flat", "output 奖金 = round(成单量 * 1 CNY/单, 2)"),
} as const;

export const MONTH = "2025-03";
const DATA_SET = "sales";

/** Agents A1 … and B1 … with their departments; B is paid by the flat scheme. Nobody pays C1, and A3 left in 2024. */
const ROSTER: readonly AgentInMonth[] = [
  { agent: "A1", fromMonth: "2024-01", name: "安一", department: "一部", superior: "B1" },
  { agent: "A2", fromMonth: "2024-01", name: "安二", department: "一部", superior: "B1" },
  { agent: "A3", fromMonth: "2024-01", name: "安三", department: "一部", leftOn: "2024-12-31" },
  { agent: "B1", fromMonth: "2024-01", name: "白一", department: "二部" },
  { agent: "C1", fromMonth: "2024-01", name: "陈一" },
];

/** Orders of a month by agent. */
export type Orders = Readonly<Record<string, string | null>>;

export const person = (user: string): Actor => ({ user, name: user, roles: new Set() });

export class SmallCompany {
  readonly database: TestDatabase;
  readonly store: Store;

  private constructor(database: TestDatabase, store: Store) {
    this.database = database;
    this.store = store;
  }

  /** With a hundred orders of A1 and fifty of A2 in February and the same in March, and seven of B1 in March. */
  static async open(): Promise<SmallCompany> {
    const database = await testDatabase();
    const company = new SmallCompany(database, await Store.open(database.connect(), () => new Date("2025-04-05")));
    await company.write(async (stores) => {
      const at = company.store.now();
      await stores.catalogue.add({ hash: sha256(CATALOGUE), text: CATALOGUE }, SYSTEM.user, at);
      await stores.agents.put(ROSTER, SYSTEM.user, at);
      await stores.dataSets.add(DATA_SET, DATA_SET, SYSTEM.user, at);
      for (const [id, text] of Object.entries(TEXTS)) await company.approve(stores, id, text);
      const assign = (subject: string, to: string) =>
        stores.assignments.put({ kind: "department", subject, from: "2024-01", scheme: to }, SYSTEM.user, at);
      await assign("一部", "commission");
      await assign("二部", "flat");
    });
    await company.revise({ A1: "100", A2: "50" }, "2025-02");
    await company.revise({ A1: "100", A2: "50", B1: "7" });
    return company;
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.database.drop();
  }

  /** Writes as whoever, with an entry in the audit log. */
  write<T>(work: (stores: Stores) => Promise<T>): Promise<T> {
    return this.store.write(SYSTEM, (stores) => {
      stores.audit.record({ action: "test.write", subject: "company" });
      return work(stores);
    });
  }

  /** Makes a revision of the data set. */
  async revise(orders: Orders, month = MONTH): Promise<void> {
    const rows = Object.entries(orders).map(([agent, value]) => ({ month, agent, values: [value] }));
    const plan = { dataSet: DATA_SET, metrics: ["成单量"], source: "edit", by: SYSTEM.user } as const;
    await this.write((stores) => reviseAtOnce(stores, plan, rows, this.store.now()));
  }

  /** Adds a version of a scheme that is in force from the beginning. */
  async approve(stores: Stores, id: string, text: string, effectiveFrom = "2024-01"): Promise<void> {
    const { hash } = read({ text, library: { catalogue: CATALOGUE, institutions: [] } });
    const { scheme: name = "" } = /scheme: (?<scheme>\w+)/.exec(text)?.groups ?? {};
    const at = this.store.now();
    await stores.versions.addDraft({ id, scheme: name, version: id, title: id, text, hash }, SYSTEM.user, at);
    const pinned = { catalogue: sha256(CATALOGUE), languageVersion: LANGUAGE_VERSION };
    await stores.versions.move(id, 1, { status: "submitted", pinned }, at);
    await stores.versions.move(id, 2, { status: "reviewed" }, at);
    await stores.versions.move(id, 3, { status: "approved", effectiveFrom }, at);
  }

  async run(): Promise<StoredRun> {
    const found = await this.store.stores.runs.findByMonth(DATA_SET, MONTH);
    if (!found) throw new Error(`there is no run of ${MONTH}`);
    return found;
  }

  async openRun(): Promise<StoredRun> {
    await this.write(({ runs }) => runs.open(randomUUID(), DATA_SET, MONTH, "editor", this.store.now()));
    return this.run();
  }

  /** Asks for a computation of the run. @returns its id */
  async requestComputation(by = "editor"): Promise<string> {
    const run = await this.run();
    const data = await this.store.stores.dataSets.revision(run.dataSet);
    if (!data) throw new Error("the data set has no revision");
    const id = randomUUID();
    const requested = { requestedBy: by, requestedAt: this.store.now() };
    const { number: revision } = run.revision;
    await this.write(({ runs }) =>
      runs.beginComputing({ id, run: run.id, revision, dataRevision: data.number, ...requested }),
    );
    return id;
  }

  /** What the job of a computation is given. */
  context(computation: string, changes: Partial<JobContext<ComputeRun>> = {}): JobContext<ComputeRun> {
    const actor = person("editor");
    return {
      payload: { computation },
      actor,
      store: this.store,
      write: (work) => this.store.write(actor, work),
      quietly: (work) => this.store.quietly(work),
      progress: () => {},
      cancelled: () => false,
      ...changes,
    };
  }

  /** A computed run. */
  async compute(): Promise<StoredRun> {
    await computeRun(this.context(await this.requestComputation()));
    return this.run();
  }

  /** From computed to locked. */
  async lock(): Promise<StoredRun> {
    const computed = await this.run();
    const withoutResult = computed.revision.computation?.withoutResult ?? 0;
    await this.write(({ runs }) => runs.review(computed, withoutResult, "reviewer", this.store.now()));
    const run = await this.run();
    const seal = await currentSeal(this.store.stores, run, run.revision);
    await this.write(({ runs }) => runs.lock(run, seal, "reviewer", this.store.now()));
    return this.run();
  }
}
