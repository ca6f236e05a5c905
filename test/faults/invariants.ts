/** What must hold of a database whenever a process was killed that worked on it. */
import { sql } from "kysely";
import { verifyStored } from "../../server/operations/verify/verify-stored.ts";
import type { Store, Stores } from "../../server/store/store.ts";
import type { Acknowledged } from "./acts.ts";

/** Sentences on what does not hold; empty where everything does. */
export async function broken(store: Store, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const { faults } = await verifyStored(store);
  return [...faults.map(({ en }) => en), ...(await lost(store.stores, acknowledged)), ...(await halfDone(store))];
}

/** What somebody was told is done and is not. */
async function lost(stores: Stores, acknowledged: readonly Acknowledged[]): Promise<string[]> {
  const found: string[] = [];
  for (const { kind, id, change } of acknowledged) {
    const now = await changeOf(stores, kind, id);
    if (now === undefined || now < change)
      found.push(`${kind} ${id}: change ${change} was acknowledged, there is ${now}`);
  }
  return found;
}

async function changeOf(stores: Stores, kind: Acknowledged["kind"], id: string): Promise<number | undefined> {
  switch (kind) {
    case "run":
      return (await stores.runs.find(id))?.changes;
    case "import":
      return (await stores.imports.find(id))?.revision;
    case "version":
      return (await stores.versions.find(id))?.revision;
    case "job":
      return (await stores.jobs.find(id)) && 0;
  }
}

/** What is there in part. */
function halfDone(store: Store): Promise<string[]> {
  return store.snapshot(async (stores, db) => {
    const found: string[] = [];
    for (const { id, revision } of await stores.dataSets.list()) {
      const { rows } = await sql<{ visible: number; rows: number }>`
        select count(*) as visible, (select rows from data_revisions where data_set = ${id} and number = ${revision}) as rows
        from agent_months
        where data_set = ${id} and added_in <= ${revision} and (replaced_in is null or replaced_in > ${revision})
      `.execute(db);
      const [counted] = rows;
      if (!counted || Number(counted.visible) !== Number(counted.rows)) {
        found.push(`data set ${id}: ${counted?.visible} rows are seen, its revision has ${counted?.rows}`);
      }
    }
    for (const { id, state, result, kind } of await stores.imports.list({ limit: 1_000 })) {
      if ((state === "applied") !== (result !== undefined)) found.push(`import ${id} is ${state} with no result`);
      const made = await db
        .selectFrom("data_revisions")
        .select("number")
        .where("reference", "=", id)
        .executeTakeFirst();
      if (kind !== "roster" && made && state !== "applied")
        found.push(`import ${id} is ${state} and its rows are seen`);
    }
    for (const run of await stores.runs.list()) {
      for (const { number, status, computation, locked, published } of await stores.runs.revisions(run.id)) {
        const at = `run of ${run.month}, revision ${number}`;
        if (computation && (await stores.runLines.count(computation.id)) !== computation.lines) {
          found.push(`${at}: lines are missing`);
        }
        if (status !== "open" && status !== "replaced" && !computation) found.push(`${at} is ${status} without lines`);
        if ((status === "locked" || status === "published") && !locked) found.push(`${at} is ${status} without a seal`);
        if ((status === "published") !== (published !== undefined)) found.push(`${at} is ${status}, half published`);
      }
    }
    for (const { id, status } of await stores.versions.list()) {
      const steps = await stores.approvals.steps(id);
      const approved = steps.some(({ step }) => step === "approve");
      if ((status === "approved") !== approved) found.push(`version ${id} is ${status}, half approved`);
    }
    return found;
  });
}
