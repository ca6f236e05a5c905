import { cpSync, existsSync, mkdirSync, readFileSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { filled, tamper } from "../operations/testing/filled.ts";
import { sqliteDatabase } from "../store/sqlite.ts";
import type { TestDatabase } from "../testing/test-database.ts";
import { PATIENCE, workplace } from "./testing/plumbline.ts";

let company: TestDatabase;
beforeAll(async () => {
  company = await filled();
});
afterAll(() => company.drop());

/** The command line beside a `data` folder that holds the sample company; or an empty one. */
function place(content: "company" | "nothing") {
  const work = workplace();
  const data = join(work.folder, "data");
  mkdirSync(data);
  if (content === "company") cpSync(company.settings.dataDir, data, { recursive: true });
  return { ...work, data, as: (...args: readonly string[]) => work.run(...args, "--lang", "en") };
}

test(
  "a company moves to another machine, and its history is proven there",
  async () => {
    const here = place("company");
    expect(await here.as("backup", "--out", "all.gz")).toMatchObject({ code: 0, err: "" });
    expect(await here.as("anchor", "--out", "anchor.json")).toMatchObject({ code: 0 });
    const there = place("nothing");
    const [backup, anchor] = ["all.gz", "anchor.json"].map((name) => join(here.folder, name));
    const restored = await there.as("restore", backup ?? "");
    expect(restored).toMatchObject({
      code: 0,
      err: "",
      out: expect.stringMatching(/^restored the backup of .* rows\n$/),
    });
    const verified = await there.as("verify", "--anchor", anchor ?? "");
    expect(verified).toMatchObject({ code: 0, out: expect.stringContaining("all is as it was") });
    expect(await there.as("restore", backup ?? "")).toMatchObject({
      code: 1,
      err: expect.stringContaining("has content already"),
    });
  },
  PATIENCE,
);

test(
  "history that was changed is said, with 1 as the end",
  async () => {
    const here = place("company");
    const database = { ...company, connect: () => sqliteDatabase(here.data) };
    await tamper(database, (db) => db.updateTable("audit").set({ actor: "x" }).where("number", "=", 2).execute());
    const { code, out } = await here.run("verify", "--lang", "zh");
    expect(code).toBe(1);
    expect(out).toMatch(/1 处不符\n审计日志第 2 条（.*）的内容与其哈希不符：这条记录被改动过\n$/);
  },
  PATIENCE,
);

test(
  "what cannot be done is said in a sentence and changes nothing",
  async () => {
    const empty = place("nothing");
    for (const args of [["backup", "--out", "b.gz"], ["verify"], ["anchor"]]) {
      expect(await empty.as(...args)).toMatchObject({
        code: 1,
        err: expect.stringContaining("there is no database in"),
      });
    }
    expect(existsSync(join(empty.data, "plumbline.sqlite"))).toBe(false);
    expect(await empty.as("restore", "none.gz")).toMatchObject({
      code: 1,
      err: "plumbline: none.gz: there is no such file or folder\n",
    });

    const here = place("company");
    expect(await here.as("backup", "--out", "none/b.gz")).toMatchObject({
      code: 1,
      err: "plumbline: none/b.gz: there is no such file or folder\n",
    });
    here.write("anchor.json", '{"count": 1}');
    expect(await here.as("verify", "--anchor", "anchor.json")).toMatchObject({
      code: 1,
      err: expect.stringContaining("this is no anchor"),
    });
    await here.as("backup", "--out", "b.gz");
    truncateSync(join(here.folder, "b.gz"), 5_000);
    const there = place("nothing");
    expect(await there.as("restore", join(here.folder, "b.gz"))).toMatchObject({
      code: 1,
      err: expect.stringContaining("damaged or cut short"),
    });
  },
  PATIENCE,
);

test(
  "an anchor on standard output is JSON",
  async () => {
    const here = place("company");
    const { out } = await here.as("anchor");
    expect(JSON.parse(out)).toMatchObject({ count: expect.any(Number), hash: expect.stringMatching(/^[0-9a-f]{64}$/) });
    await here.as("anchor", "--out", "a.json");
    expect(JSON.parse(readFileSync(join(here.folder, "a.json"), "utf8")).hash).toBe(JSON.parse(out).hash);
  },
  PATIENCE,
);
