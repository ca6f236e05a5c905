import { type Kysely, sql } from "kysely";
import { allow, refuse } from "./refuse.ts";

export async function up(db: Kysely<unknown>): Promise<void> {
  await createCatalogues(db);
  await rebuildVersions(db);
  await createLifeCycle(db);
  await createAssignments(db);
}

/** A catalogue is known by its hash and never changed; which one is current is the newest of the revisions. */
async function createCatalogues(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("catalogues")
    .addColumn("hash", "text", (column) => column.primaryKey().notNull())
    .addColumn("text", "text", (column) => column.notNull())
    .execute();
  await db.schema
    .createTable("catalogue_revisions")
    .addColumn("number", "integer", (column) => column.primaryKey().notNull())
    .addColumn("catalogue", "text", (column) => column.notNull().references("catalogues.hash"))
    .addColumn("made_by", "text", (column) => column.notNull())
    .addColumn("made_at", "text", (column) => column.notNull())
    .execute();
  await sql`insert into catalogues (hash, text) select hash, text from catalogue`.execute(db);
  await sql`
    insert into catalogue_revisions (number, catalogue, made_by, made_at)
    select 1, hash, 'system', updated_at from catalogue
  `.execute(db);
  await db.schema.dropTable("catalogue").execute();
  for (const table of ["catalogues", "catalogue_revisions"]) {
    for (const on of ["update", "delete"] as const) {
      await refuse(db, { table, on, message: "a catalogue is kept as it was" });
    }
  }
}

/**
 * What used to be published has a text that cannot change, but nobody has approved it: it is submitted, with the
 * only catalogue there was.
 */
async function rebuildVersions(db: Kysely<unknown>): Promise<void> {
  for (const on of ["update", "delete"]) await allow(db, "versions", `versions_no_${on}`);
  await db.schema
    .createTable("versions_with_life_cycle")
    .addColumn("id", "text", (column) => column.primaryKey().notNull())
    .addColumn("scheme", "text", (column) => column.notNull().references("schemes.id"))
    .addColumn("version", "text", (column) => column.notNull())
    .addColumn("title", "text", (column) => column.notNull())
    .addColumn("status", "text", (column) =>
      column.notNull().check(sql`status in ('draft', 'submitted', 'reviewed', 'approved', 'withdrawn')`),
    )
    .addColumn("text", "text", (column) => column.notNull())
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("catalogue", "text", (column) => column.references("catalogues.hash"))
    .addColumn("language_version", "text")
    .addColumn("effective_from", "text")
    .addColumn("revision", "integer", (column) => column.notNull())
    .addColumn("based_on", "text", (column) => column.references("versions_with_life_cycle.id"))
    .addColumn("created_at", "text", (column) => column.notNull())
    .addColumn("updated_at", "text", (column) => column.notNull())
    .addUniqueConstraint("versions_by_name", ["scheme", "version"])
    .addCheckConstraint(
      "versions_pinned",
      sql`status in ('draft', 'withdrawn') or (catalogue is not null and language_version is not null)`,
    )
    .addCheckConstraint("versions_effective", sql`status <> 'approved' or effective_from is not null`)
    .execute();
  await sql`
    insert into versions_with_life_cycle
      (id, scheme, version, title, status, text, hash, catalogue, language_version, revision, based_on, created_at,
        updated_at)
    select id, scheme, version, title,
      case status when 'draft' then 'draft' else 'submitted' end, text, hash,
      case status when 'draft' then null else (select hash from catalogues) end,
      case status when 'draft' then null else '1.0' end,
      revision, based_on, created_at, updated_at
    from versions
  `.execute(db);
  await db.schema.dropTable("versions").execute();
  await db.schema.alterTable("versions_with_life_cycle").renameTo("versions").execute();
  await keepVersions(db);
}

/** What was handed in is what is decided on, and what was approved is what people are paid by. */
async function keepVersions(db: Kysely<unknown>): Promise<void> {
  const isStep = [
    "old.status = new.status",
    "(old.status = 'draft' and new.status in ('submitted', 'withdrawn'))",
    "(old.status = 'submitted' and new.status in ('draft', 'reviewed', 'withdrawn'))",
    "(old.status = 'reviewed' and new.status in ('draft', 'approved', 'withdrawn'))",
    "(old.status = 'approved' and new.status = 'withdrawn')",
  ].join(" or ");
  const isPinned = [
    "old.status = 'draft'",
    "new.status = 'draft'",
    "(new.catalogue is not distinct from old.catalogue and new.language_version is not distinct from old.language_version)",
  ].join(" or ");
  const isSettled =
    "new.effective_from is not distinct from old.effective_from or (old.status = 'reviewed' and new.status = 'approved')";
  const refusals = [
    { on: "insert", when: "new.status <> 'draft'", message: "a version begins as a draft" },
    { on: "delete", message: "a version is withdrawn, not deleted" },
    { on: "update", columns: ["id", "scheme", "created_at"], message: "a version stays itself" },
    {
      on: "update",
      columns: ["text", "hash", "version", "title", "based_on"],
      when: "old.status <> 'draft'",
      message: "a version that was submitted cannot change",
    },
    { on: "update", columns: ["status"], when: `not (${isStep})`, message: "a version takes one step after the other" },
    {
      on: "update",
      columns: ["catalogue", "language_version"],
      when: `not (${isPinned})`,
      message: "a version keeps its catalogue",
    },
    {
      on: "update",
      columns: ["effective_from"],
      when: `not (${isSettled})`,
      message: "the approval settles from when a version is effective",
    },
  ] as const;
  for (const refusal of refusals) await refuse(db, { table: "versions", ...refusal });
}

/** Who wrote a version, what was decided on it, and why its assumed figures are accepted. */
async function createLifeCycle(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("version_authors")
    .addColumn("version", "text", (column) => column.notNull().references("versions.id"))
    .addColumn("author", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("version_authors_key", ["version", "author"])
    .execute();

  await db.schema
    .createTable("version_steps")
    .addColumn("version", "text", (column) => column.notNull().references("versions.id"))
    .addColumn("number", "integer", (column) => column.notNull())
    .addColumn("step", "text", (column) =>
      column.notNull().check(sql`step in ('submit', 'return', 'review', 'approve', 'withdraw')`),
    )
    .addColumn("taken_by", "text", (column) => column.notNull())
    .addColumn("taken_at", "text", (column) => column.notNull())
    .addColumn("comment", "text")
    .addColumn("hash", "text", (column) => column.notNull())
    .addColumn("effective_from", "text")
    .addColumn("against", "text", (column) => column.references("versions.id"))
    .addColumn("changes", "text")
    .addColumn("reason_for_change", "text")
    .addPrimaryKeyConstraint("version_steps_key", ["version", "number"])
    .execute();

  await db.schema
    .createTable("version_waivers")
    .addColumn("version", "text", (column) => column.notNull())
    .addColumn("step", "integer", (column) => column.notNull())
    .addColumn("address", "text", (column) => column.notNull())
    .addColumn("reason", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("version_waivers_key", ["version", "step", "address"])
    .addForeignKeyConstraint("version_waivers_step", ["version", "step"], "version_steps", ["version", "number"])
    .execute();

  const message = "what was decided stays written";
  for (const table of ["version_authors", "version_steps", "version_waivers"]) {
    for (const on of ["update", "delete"] as const) await refuse(db, { table, on, message });
  }

  await db.schema
    .createTable("version_findings")
    .addColumn("version", "text", (column) => column.primaryKey().notNull().references("versions.id"))
    .addColumn("checked", "text", (column) => column.notNull())
    .addColumn("errors", "integer", (column) => column.notNull())
    .addColumn("warnings", "integer", (column) => column.notNull())
    .addColumn("assumed", "integer", (column) => column.notNull())
    .execute();
}

async function createAssignments(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable("assignments")
    .addColumn("kind", "text", (column) => column.notNull().check(sql`kind in ('agent', 'department')`))
    .addColumn("subject", "text", (column) => column.notNull())
    .addColumn("from_month", "text", (column) => column.notNull())
    .addColumn("scheme", "text", (column) => column.references("schemes.id"))
    .addColumn("made_by", "text", (column) => column.notNull())
    .addColumn("made_at", "text", (column) => column.notNull())
    .addPrimaryKeyConstraint("assignments_key", ["kind", "subject", "from_month"])
    .execute();
}
