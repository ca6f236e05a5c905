import { type Kysely, sql } from "kysely";
import { refuse } from "./refuse.ts";

/** The tables of agent-months before this migration. */
type Before = {
  readonly data_sets: { readonly id: string; readonly columns: string; readonly created_at: string };
  readonly agent_months: { readonly data_set: string; readonly month: string; readonly agent: string };
};

export async function up(db: Kysely<unknown>): Promise<void> {
  await makeRevisions(db);
  await moveAgentMonths(db);
  await makeAgents(db);
  await makeRatings(db);
  await makeSelfAppraisals(db);
}

async function makeRevisions(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("data_revisions")
    .addColumn("data_set", "text", (column) => column.notNull().references("data_sets.id"))
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("columns", "text", (column) => column.notNull())
    .addColumn("months", "text", (column) => column.notNull())
    .addColumn("agents", "integer", (column) => column.notNull())
    .addColumn("rows", "integer", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("reference", "text")
    .addColumn("reason", "text")
    .addColumn("made_by", "text", (column) => column.notNull())
    .addColumn("made_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("data_revisions_key", ["data_set", "number"])
    .execute();
  for (const on of ["update", "delete"] as const) {
    await refuse(db, { table: "data_revisions", on, message: "a revision of a data set cannot change" });
  }

  await db.schema
    .createTable("data_preparations")
    .addColumn("data_set", "text", (column) => column.primaryKey().notNull().references("data_sets.id"))
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("token", "text", (column) => column.notNull())
    .addColumn("columns", "text", (column) => column.notNull())
    .addColumn("months", "text", (column) => column.notNull())
    .addColumn("agents", "integer", (column) => column.notNull())
    .addColumn("rows", "integer", (column) => column.notNull())
    .addColumn("written", "text", (column) => column.notNull())
    .addColumn("source", "text", (column) => column.notNull())
    .addColumn("reference", "text")
    .addColumn("reason", "text")
    .addColumn("made_by", "text", (column) => column.notNull())
    .addColumn("touched_at", "text", (column) => column.notNull())
    .execute();
}

/** What was one state of each data set becomes its first revision. */
async function moveAgentMonths(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable("agent_months").renameTo("agent_months_before").execute();
  await db.schema
    .createTable("agent_months")
    .addColumn("data_set", "text", (column) => column.notNull().references("data_sets.id"))
    .addColumn("month", "text", (column) => column.notNull())
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("added_in", "integer", (column) => column.notNull())
    .addColumn("replaced_in", "integer")
    .addColumn("cells", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("agent_month_versions", ["data_set", "month", "agent", "added_in"])
    .execute();
  await sql`
    insert into agent_months (data_set, month, agent, added_in, replaced_in, cells)
    select data_set, month, agent, 1, null, cells from agent_months_before
  `.execute(db);
  await db.schema.dropTable("agent_months_before").execute();
  await db.schema
    .createIndex("agent_months_by_agent")
    .on("agent_months")
    .columns(["data_set", "agent", "month"])
    .execute();
  // Of the few that were replaced: an index of all would tempt SQLite to use it for those that stand.
  await sql`
    create index agent_months_replaced on agent_months (data_set, replaced_in) where replaced_in is not null
  `.execute(db);
  await refuse(db, {
    table: "agent_months",
    on: "update",
    columns: ["data_set", "month", "agent", "added_in", "cells"],
    message: "an agent-month cannot change, only be replaced",
  });

  await db.schema
    .alterTable("data_sets")
    .addColumn("revision", "integer", (column) => column.notNull().defaultTo(1))
    .execute();
  await describeFirstRevisions(db);
  await db.schema.alterTable("data_sets").dropColumn("columns").execute();
}

async function describeFirstRevisions(db: Kysely<unknown>): Promise<void> {
  const before = db.withTables<Before>();
  for (const { id, columns, created_at } of await before.selectFrom("data_sets").selectAll().execute()) {
    const rows = before.selectFrom("agent_months").where("data_set", "=", id);
    const months = await rows.select("month").distinct().orderBy("month").execute();
    const counts = await rows
      .select([sql<number>`count(distinct agent)`.as("agents"), sql<number>`count(*)`.as("rows")])
      .executeTakeFirstOrThrow();
    const monthList = JSON.stringify(months.map(({ month }) => month));
    await sql`
      insert into data_revisions
        (data_set, number, columns, months, agents, rows, source, reference, reason, made_by, made_at)
      values
        (${id}, 0, '[]', '[]', 0, 0, 'first-start', null, null, 'system', ${created_at}),
        (${id}, 1, ${columns}, ${monthList}, ${counts.agents}, ${counts.rows}, 'first-start', null, null, 'system',
          ${created_at})
    `.execute(db);
  }
}

async function makeAgents(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("agents")
    .addColumn("agent", "text", (column) => column.primaryKey().notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("created_at", "text", (column) => column.notNull())
    .execute();

  await db.schema
    .createTable("agent_facts")
    .addColumn("agent", "text", (column) => column.notNull().references("agents.agent"))
    .addColumn("from_month", "text", (column) => column.notNull())
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("name", "text", (column) => column.notNull())
    .addColumn("department", "text")
    .addColumn("position", "text")
    .addColumn("superior", "text")
    .addColumn("joined_on", "text")
    .addColumn("left_on", "text")
    .addColumn("made_by", "text", (column) => column.notNull())
    .addColumn("made_at", "text", (column) => column.notNull())
    .addColumn("replaced_at", "text")
    .addPrimaryKeyConstraint("agent_facts_key", ["agent", "from_month", "number"])
    .execute();
  await db.schema.createIndex("agent_facts_by_superior").on("agent_facts").column("superior").execute();
  await refuse(db, {
    table: "agent_facts",
    on: "update",
    columns: ["agent", "from_month", "number", "name", "department", "position", "superior", "joined_on", "left_on"],
    message: "what was known of an agent cannot change, only be replaced",
  });
  await refuse(db, { table: "agent_facts", on: "delete", message: "what was known of an agent is kept" });
}

async function makeRatings(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("ratings")
    .addColumn("data_set", "text", (column) => column.notNull())
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("month", "text", (column) => column.notNull())
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("metric", "text", (column) => column.notNull())
    .addColumn("value", "text")
    .addColumn("rated_by", "text", (column) => column.notNull())
    .addColumn("rated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("ratings_key", ["data_set", "revision", "month", "agent", "metric"])
    .addForeignKeyConstraint("ratings_revision", ["data_set", "revision"], "data_revisions", ["data_set", "number"])
    .execute();
  await db.schema.createIndex("ratings_by_agent").on("ratings").columns(["data_set", "month", "agent"]).execute();
  for (const on of ["update", "delete"] as const) {
    await refuse(db, { table: "ratings", on, message: "a rating that was given is kept" });
  }
}

async function makeSelfAppraisals(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("self_appraisals")
    .addColumn("agent", "text", (column) => column.notNull())
    .addColumn("month", "text", (column) => column.notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("handed_in_at", "text")
    .addColumn("late", "integer", (column) => column.notNull().check(sql`late in (0, 1)`))
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("self_appraisals_key", ["agent", "month"])
    .execute();
  for (const on of ["update", "delete"] as const) {
    await refuse(db, {
      table: "self_appraisals",
      on,
      when: "old.handed_in_at is not null",
      message: "a self-appraisal that was handed in cannot change",
    });
  }
}
