import { Kysely, sql } from "kysely";
import { afterAll, beforeAll, expect, test } from "vitest";
import { SmallCompany } from "../../runs/testing/small-company.ts";
import type { Tables } from "../tables.ts";

/** A company in which everything has been settled, and a connection that knows nothing of the program's rules. */
let company: SmallCompany;
let db: Kysely<Tables>;
beforeAll(async () => {
  company = await SmallCompany.open();
  const run = (await company.openRun()).id;
  await company.compute();
  await company.write(async (stores) => {
    const by = "somebody";
    const at = company.store.now();
    await stores.appeals.file({ id: "a", run, agent: "A1" }, { text: "说明", by, author: by, at });
    for (const id of ["applied", "proposed"]) {
      const pinned = { dataRevision: 1, lastMonth: "2025-02", appliedBefore: 0 };
      await stores.corrections.begin({ id, dataSet: "sales", ...pinned, reason: "更正", madeBy: by, madeAt: at });
      const line = { closedMonth: "2025-02", agent: "A1", version: "flat", publishedRevision: 1, paid: 1, owed: 2 };
      await stores.corrections.stage(id, 0, [line]);
      await stores.corrections.finish(id);
    }
    await stores.corrections.apply("applied", run, by, at);
    for (const [name, state] of [
      ["名单", "filed"],
      ["草单", "made"],
    ] as const) {
      const columns = [{ name: "姓名", kind: "text" }] as const;
      const id = await stores.reportLists.begin({ run, revision: 1, version: "flat", name }, { columns, by, at });
      await stores.reportLists.stage(id, 0, [{ agent: "A1", cells: ["安一"] }]);
      await stores.reportLists.finish(id, "hash");
      if (state !== "filed") continue;
      await stores.reportLists.sign(id, by, at);
      await stores.reportLists.file(id, by, at);
    }
  });
  await company.lock();
  db = new Kysely<Tables>({ dialect: company.database.connect().dialect });
});
afterAll(async () => {
  await db.destroy();
  await company.close();
});

test.each([
  ["update appeals set agent = 'B1'", "whose appeal it is cannot change"],
  ["update appeals set run = 'other'", "whose appeal it is cannot change"],
  ["delete from appeals", "an appeal cannot be deleted"],
  ["update appeal_steps set text = 'x'", "what was said in an appeal cannot change"],
  ["delete from appeal_steps", "what was said in an appeal cannot change"],
  ["update correction_proposals set reason = 'x' where id = 'applied'", "corrections that were applied cannot change"],
  ["update correction_proposals set state = 'proposed'", "corrections that were applied cannot change"],
  ["delete from correction_proposals where id = 'applied'", "corrections that were applied cannot change"],
  [
    "update correction_proposals set run = (select id from runs) where id = 'proposed'",
    "the corrections of a locked run",
  ],
  ["update corrections set owed = 3", "a correction cannot change"],
  ["delete from corrections where proposal = 'applied'", "corrections that were applied cannot change"],
  ["update report_lists set hash = 'x'", "a list that was made cannot change"],
  ["update report_lists set name = 'x'", "a list that was made cannot change"],
  ["update report_lists set signed_by = 'x' where name = '名单'", "a signature cannot change"],
  ["update report_lists set filed_by = 'x' where name = '名单'", "a list that was filed cannot change"],
  ["update report_lists set state = 'made' where name = '名单'", "a list that was filed cannot change"],
  ["delete from report_lists where name = '名单'", "a list that was made cannot be deleted"],
  ["update report_list_rows set cells = '[]'", "a list that was made cannot change"],
  ["delete from report_list_rows", "a list that was made cannot change"],
])("the database itself refuses: %s", async (statement, message) => {
  await expect(sql.raw(statement).execute(db)).rejects.toThrow(message);
});

test("of one agent and run only one appeal is open", async () => {
  const open = db
    .insertInto("appeals")
    .columns(["id", "run", "agent", "state", "filed_at"])
    .expression((eb) =>
      eb.selectFrom("appeals").select(({ val }) => [val("b").as("id"), "run", "agent", "state", "filed_at"]),
    );
  await expect(open.execute()).rejects.toThrow(/unique/i);
});

test("what was proposed but not applied can be removed", async () => {
  await sql.raw("delete from corrections where proposal = 'proposed'").execute(db);
  await sql.raw("delete from correction_proposals where id = 'proposed'").execute(db);
  expect(await company.store.stores.corrections.find("proposed")).toBeUndefined();
});
