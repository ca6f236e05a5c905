/** The long steps of an import, each a job: reading the file, checking it by its mapping, applying it. */
import { randomUUID } from "node:crypto";
import type { Localized } from "../../engine/index.ts";
import { FILE_LIMITS, type FileLimits } from "../data/limits.ts";
import { giveUpLeftover, PreparedRevision } from "../data-sets/prepared-revision.ts";
import type { JobContext, JobKind } from "../jobs/kind.ts";
import { currentDefinitions } from "../schemes/current-catalogue.ts";
import type { AgentInMonth } from "../store/agent-store.ts";
import type { Staged, WrittenRow } from "../store/data-preparation-store.ts";
import type { Stores } from "../store/store.ts";
import { UserError } from "../user-error.ts";
import { AgentMonthsCheck } from "./agent-months.ts";
import { CallsCheck, metricsOfCalls } from "./calls.ts";
import { Findings } from "./findings.ts";
import type { CheckReport, Import, ImportState } from "./import.ts";
import { mappingFaults } from "./mapping-faults.ts";
import { openMapped, readFile, type Steps } from "./reading.ts";
import { withRemembered } from "./remembered.ts";
import { RosterCheck } from "./roster.ts";
import type { ReadingContext } from "./row-reader.ts";
import { knownAgentsOf, surroundingsOf } from "./surroundings.ts";
import { targetOf } from "./target.ts";

export interface ImportStep {
  /** The id of the import. */
  readonly import: string;
}

type Context = JobContext<ImportStep>;

/** Findings and rows that are written at once. */
const CHUNK = 1_000;
/** Progress is told in thousandths. */
const WHOLE = 1_000;

/** @param limits what a file may be; tests set smaller ones */
export const importJobs = (limits: FileLimits = FILE_LIMITS) => ({
  read: {
    run: (context) => readImport(context, limits),
    giveUp: (context, reason) => back(context, "reading", "unread", reason),
  } satisfies JobKind<ImportStep>,

  check: {
    run: (context) => checkImport(context, limits),
    giveUp: async (context, reason) => {
      await back(context, "checking", "read", reason);
      await removeOtherFindings(context, undefined);
    },
  } satisfies JobKind<ImportStep>,

  apply: {
    run: (context) => applyImport(context, limits),
    giveUp: async (context, reason) => {
      const found = await inState(context, "applying");
      if (found?.dataSet !== undefined) await giveUpLeftover(context.store, found.dataSet, found.id);
      await back(context, "applying", "checked", reason);
    },
  } satisfies JobKind<ImportStep>,
});

async function readImport(context: Context, limits: FileLimits): Promise<void> {
  const found = await inState(context, "reading");
  if (!found) return;
  const { id, kind, fileName, choice } = found;
  const { stores } = context.store;
  const definitions = await currentDefinitions(stores);
  const bytes = await stores.imports.bytes(id);
  const reading = await readFile(bytes, fileName, kind, definitions, choice, steps(context), { limits });
  if (!reading) return;
  const columns = await stores.imports.remembered(kind, reading.signature);
  const target = targetOf(kind, definitions, reading.log);
  const change = { reading: withRemembered(reading, columns, target), mapping: null, report: null };
  await move(context, "reading", "read", { ...change, reason: null });
}

async function checkImport(context: Context, limits: FileLimits): Promise<void> {
  const found = await inState(context, "checking");
  if (!found) return;
  const checked = await check(context, found, limits, async () => {});
  if (!checked) return;
  const report = await keepFindings(context, found, checked);
  await move(context, "checking", "checked", { report, reason: null });
  await removeOtherFindings(context, report.checkId);
}

async function applyImport(context: Context, limits: FileLimits): Promise<void> {
  const found = await inState(context, "applying");
  if (!found) return;
  if (found.kind === "roster") await applyRoster(context, found, limits);
  else await applyAgentMonths(context, found, limits);
}

/** What reading all rows by the mapping came to. */
interface Checked {
  readonly findings: Findings;
  readonly read: Pick<CheckReport, "rows" | "months" | "agents">;
  readonly facts: readonly AgentInMonth[];
}

/**
 * Reads every row and holds it against the store; the rows that can be written are handed over as they come.
 * `undefined` where it was cancelled.
 */
async function check(
  context: Context,
  { id, kind, fileName, dataSet, choice, mapping, reading }: Import,
  limits: FileLimits,
  take: (rows: readonly WrittenRow[]) => Promise<void>,
): Promise<Checked | undefined> {
  if (!mapping || !reading) throw new Error(`the import ${id} has no mapping`);
  const { stores } = context.store;
  const target = targetOf(kind, await currentDefinitions(stores), mapping.log);
  const file = await openMapped(await stores.imports.bytes(id), fileName, { ...choice, ...mapping }, { limits });
  const [fault] = mappingFaults(mapping, file.headers, target);
  if (fault) throw new UserError(fault);
  const findings = new Findings();
  const shared: ReadingContext = {
    mapping,
    headers: file.headers,
    catalogue: target.catalogue,
    format: file.format,
    findings,
  };
  const { progress, cancelled } = steps(context);
  if (kind === "roster") {
    const roster = new RosterCheck(shared);
    for await (const { rows, done } of file.rows()) {
      if (cancelled()) return undefined;
      for (const row of rows) roster.take(row);
      progress(done);
    }
    const facts = await roster.finish(knownAgentsOf(context.store));
    const agents = new Set(facts.map(({ agent }) => agent)).size;
    const months = [...new Set(facts.map(({ fromMonth }) => fromMonth))].sort();
    return { findings, read: { rows: facts.length, months, agents }, facts };
  }
  if (dataSet === undefined) throw new Error(`the import ${id} has no data set`);
  if (target.log) {
    const calls = new CallsCheck(shared, target.log);
    for await (const { rows, done } of file.rows()) {
      if (cancelled()) return undefined;
      for (const row of rows) calls.take(row);
      progress(done);
    }
    const rows = await calls.finish(surroundingsOf(context.store, dataSet), cancelled);
    await take(rows);
    return cancelled() ? undefined : { findings, read: { rows: rows.length, ...calls.extent }, facts: [] };
  }
  const months = new AgentMonthsCheck(shared);
  for await (const { rows, done } of file.rows()) {
    if (cancelled()) return undefined;
    await take(rows.flatMap((row) => months.take(row) ?? []));
    progress(done);
  }
  await months.finish(surroundingsOf(context.store, dataSet), cancelled);
  return cancelled() ? undefined : { findings, read: months.read, facts: [] };
}

async function applyAgentMonths(context: Context, found: Import, limits: FileLimits): Promise<void> {
  const { store, actor } = context;
  const { id, dataSet, mapping } = found;
  if (dataSet === undefined || !mapping) throw new Error(`the import ${id} has no data set`);
  const { log } = targetOf(found.kind, await currentDefinitions(store.stores), mapping.log);
  const metrics = log
    ? metricsOfCalls(mapping, log)
    : mapping.columns.flatMap((use) => (use.use === "metric" ? [use.metric] : []));
  const plan = { dataSet, metrics, source: "import", reference: id, by: actor.user } as const;
  const revision = await PreparedRevision.begin(store, plan);
  if (!revision) throw new UserError(BUSY);
  let waiting: WrittenRow[] = [];
  let total: Staged = { added: 0, changed: 0, unchanged: 0 };
  const stage = async (): Promise<void> => {
    const { added, changed, unchanged } = await revision.stage(waiting);
    total = { added: total.added + added, changed: total.changed + changed, unchanged: total.unchanged + unchanged };
    waiting = [];
  };
  const checked = await check(context, found, limits, async (rows) => {
    waiting.push(...rows);
    if (waiting.length >= CHUNK) await stage();
  });
  if (!checked) return;
  await stage();
  if (await isOtherwise(context, found, checked)) return revision.abandon();
  await context.write(async (stores) => {
    const dataRevision = await revision.commit(stores);
    await applied(context, stores, found, { ...total, dataRevision });
  });
}

/** A roster is small: its agents are written in one transaction. */
async function applyRoster(context: Context, found: Import, limits: FileLimits): Promise<void> {
  const checked = await check(context, found, limits, async () => {});
  if (!checked || (await isOtherwise(context, found, checked))) return;
  const { facts } = checked;
  await context.write(async (stores) => {
    const { added, written } = await stores.agents.put(facts, context.actor.user, context.store.now());
    const changed = Math.max(0, written - added);
    await applied(context, stores, found, { added, changed, unchanged: facts.length - added - changed });
  });
}

async function applied(
  { actor, store }: Context,
  stores: Stores,
  { id, kind, mapping, reading, hash, fileName }: Import,
  counts: Staged & { readonly dataRevision?: number },
): Promise<void> {
  const at = store.now();
  const result = { ...counts, appliedBy: actor.user, appliedAt: at };
  if (!(await stores.imports.change(id, ["applying"], "applied", { result, reason: null }, at))) {
    throw new Error(`the import ${id} is not being applied`);
  }
  if (mapping && reading) await stores.imports.remember(kind, reading.signature, mapping.columns, actor.user, at);
  stores.audit.record({ action: "import.apply", subject: id, details: { kind, fileName, hash, ...counts } });
}

/** What is in the store may have changed since the check: then it is looked at again before anything is written. */
async function isOtherwise(context: Context, found: Import, checked: Checked): Promise<boolean> {
  const { findings } = checked;
  if (findings.count("error") === 0 && findings.digest() === found.report?.digest) return false;
  const report = await keepFindings(context, found, checked);
  await move(context, "applying", "checked", { report, reason: CHANGED });
  await removeOtherFindings(context, report.checkId);
  return true;
}

/** Stages what was found where nobody sees it, until the report is the import's. */
async function keepFindings(context: Context, { id }: Import, { findings, read }: Checked): Promise<CheckReport> {
  const checkId = randomUUID();
  const { kept } = findings;
  for (let start = 0; start < kept.length; start += CHUNK) {
    const chunk = kept.slice(start, start + CHUNK);
    await context.quietly(({ imports }) => imports.addFindings(id, checkId, start, chunk));
  }
  return {
    checkId,
    errors: findings.count("error"),
    warnings: findings.count("warning"),
    counts: findings.counts,
    digest: findings.digest(),
    ...read,
  };
}

async function removeOtherFindings({ quietly, payload }: Context, except: string | undefined): Promise<void> {
  while (await quietly(({ imports }) => imports.removeFindings(payload.import, except)));
}

const inState = async ({ store, payload }: Context, state: ImportState): Promise<Import | undefined> => {
  const found = await store.stores.imports.find(payload.import);
  return found?.state === state ? found : undefined;
};

type Change = Parameters<Stores["imports"]["change"]>[3];

const move = ({ quietly, store, payload }: Context, from: ImportState, to: ImportState, change: Change) =>
  quietly(({ imports }) => imports.change(payload.import, [from], to, change, store.now()));

const back = async (context: Context, from: ImportState, to: ImportState, reason = CANCELLED): Promise<void> => {
  await move(context, from, to, { reason });
};

const steps = (context: Context): Steps => ({
  progress: (done) => context.progress(Math.floor(done * WHOLE), WHOLE),
  cancelled: context.cancelled,
});

const CANCELLED: Localized = { zh: "已取消；可以重新开始", en: "it was cancelled; it can be begun again" };
const BUSY: Localized = {
  zh: "这个数据集正在写入另一批数据；请稍后再应用",
  en: "other data are being written into this data set; apply the import again in a while",
};
const CHANGED: Localized = {
  zh: "检查之后数据或花名册有变，结果不同了；请重新查看后再应用",
  en: "the data or the roster changed after the check, and what was found with them; look at it again before you apply",
};
