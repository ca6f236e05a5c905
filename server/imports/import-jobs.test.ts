import { existsSync, readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SYSTEM } from "../access/actor.ts";
import { workbook } from "../data/testing/workbook.ts";
import type { AgentInMonth } from "../store/agent-store.ts";
import { Store } from "../store/store.ts";
import { type TestDatabase, testDatabase } from "../testing/test-database.ts";
import type { Import } from "./import.ts";
import { importJobs } from "./import-jobs.ts";
import type { ColumnUse, ImportKind, Mapping } from "./mapping.ts";
import { receive } from "./receive.ts";
import { catalogueText } from "./testing/catalogue.ts";
import { runStep } from "./testing/run-steps.ts";

const DATA_SET = "d";
const jobs = importJobs();

let database: TestDatabase;
let store: Store;
beforeEach(async () => {
  database = await testDatabase();
  store = await Store.open(database.connect());
  await store.write(SYSTEM, async ({ catalogue, dataSets, audit }) => {
    await catalogue.add({ hash: "0".repeat(64), text: catalogueText }, SYSTEM.user, store.now());
    await dataSets.add(DATA_SET, "Data", SYSTEM.user, store.now());
    audit.record({ action: "test.begin", subject: DATA_SET });
  });
});
afterEach(async () => {
  await store.close();
  await database.drop();
});

const hire = (agents: readonly string[], facts: Partial<AgentInMonth> = {}) =>
  store.quietly((stores) =>
    stores.agents.put(
      agents.map((agent) => ({ agent, fromMonth: "2020-01", name: agent, ...facts })),
      SYSTEM.user,
      store.now(),
    ),
  );

async function uploaded(content: string | Buffer, kind: ImportKind = "agent-months"): Promise<string> {
  const stream = new Blob([new Uint8Array(Buffer.from(content))]).stream();
  const file = { kind, fileName: "file", ...(kind !== "roster" && { dataSet: DATA_SET }) };
  const { id, size, hash } = await receive(store, SYSTEM, file, stream);
  await store.quietly(async ({ imports }) => {
    await imports.uploaded(id, size, hash, store.now());
    await imports.change(id, ["uploading"], "reading", {}, store.now());
  });
  return id;
}

async function read(content: string | Buffer, kind?: ImportKind): Promise<Import> {
  return runStep(store, jobs.read, await uploaded(content, kind));
}

async function begin(id: string, from: "read" | "checked", to: "checking" | "applying", mapping?: Mapping) {
  await store.quietly(({ imports }) => imports.change(id, [from], to, mapping ? { mapping } : {}, store.now()));
}

/** Checks by the proposal, or with columns put into the place of the proposed. */
async function checked(found: Import, change: Partial<Mapping> = {}): Promise<Import> {
  const { reading } = found;
  if (!reading) throw new Error(`it was not read: ${found.reason?.en}`);
  const { sheet, headerLine, columns, log } = reading;
  const mapping: Mapping = {
    sheet,
    headerLine,
    ...(log !== undefined && { log }),
    columns: columns.map((use): ColumnUse => use ?? { use: "ignored" }),
    ...change,
  };
  await begin(found.id, "read", "checking", mapping);
  return runStep(store, jobs.check, found.id);
}

async function applied(found: Import): Promise<Import> {
  await begin(found.id, "checked", "applying");
  return runStep(store, jobs.apply, found.id);
}

async function rows() {
  const revision = await store.stores.dataSets.revision(DATA_SET);
  if (!revision) throw new Error("there is no data set");
  const found = await store.stores.dataSets.page(revision, {});
  return found.map(({ month, agent, values }) => [
    month,
    agent,
    ...values.map((value, at) => `${revision.columns[at]} ${value}`),
  ]);
}

const FILE = "月份,工号,A类客户数\n2025-01,n1,35\n2025-01,n2,\n";

test("a file goes all the way, and its mapping is remembered", async () => {
  await hire(["n1", "n2"]);
  const ready = await checked(await read(FILE));
  expect(ready).toMatchObject({ state: "checked", report: { errors: 0, warnings: 0, rows: 2 } });
  expect(await rows()).toEqual([]);
  expect(await applied(ready)).toMatchObject({ state: "applied", result: { added: 2, dataRevision: 1 } });
  expect(await rows()).toEqual([
    ["2025-01", "n1", "A类客户数 35"],
    ["2025-01", "n2", "A类客户数 null"],
  ]);
  expect((await read(FILE)).reading).toMatchObject({ remembered: true, questions: [] });
});

test("an answer given once is not asked for again", async () => {
  await hire(["n1"]);
  const file = "月份,工号,通过率\n2025-01,n1,85\n";
  const found = await read(file);
  expect(found.reading?.questions.map(({ about }) => about)).toEqual(["unit"]);
  const columns = found.reading?.columns.map((use): ColumnUse => use ?? { use: "metric", metric: "通过率", unit: "%" });
  await applied(await checked(found, { columns: columns ?? [] }));
  expect(await rows()).toEqual([["2025-01", "n1", "通过率 85%"]]);
  expect((await read(file)).reading?.questions).toEqual([]);
});

test("a step that was done is not done again, and one that is cancelled can be begun anew", async () => {
  await hire(["n1", "n2"]);
  const id = await uploaded(FILE);
  expect((await runStep(store, jobs.read, id, () => true)).state).toBe("unread");
  await store.quietly(({ imports }) => imports.change(id, ["unread"], "reading", {}, store.now()));
  const ready = await checked(await runStep(store, jobs.read, id));
  await begin(id, "checked", "applying");
  expect((await runStep(store, jobs.apply, id, () => true)).state).toBe("checked");
  expect(await store.stores.dataPreparations.find(DATA_SET)).toBeUndefined();
  expect((await applied(ready)).state).toBe("applied");
  expect((await runStep(store, jobs.apply, id)).result?.dataRevision).toBe(1);
  expect((await store.stores.dataSets.find(DATA_SET))?.revision).toBe(1);
});

test("an import that was broken off in the middle is applied whole by the next attempt", async () => {
  const many = Array.from({ length: 3_000 }, (_, at) => `a${at}`);
  await hire(many);
  const ready = await checked(
    await read(`月份,工号,A类客户数\n${many.map((agent) => `2025-01,${agent},1`).join("\n")}\n`),
  );
  await begin(ready.id, "checked", "applying");
  let chunks = 0;
  const breaking = new Proxy(store, {
    get: (target, name) => {
      const value = Reflect.get(target, name, target);
      if (name !== "quietly") return typeof value === "function" ? value.bind(target) : value;
      return (work: never) => {
        chunks += 1;
        if (chunks === 4) throw new Error("the power failed");
        return target.quietly(work);
      };
    },
  });
  await expect(runStep(breaking, jobs.apply, ready.id)).rejects.toThrow("the power failed");
  expect(await rows()).toEqual([]);
  expect(await runStep(store, jobs.apply, ready.id)).toMatchObject({ state: "applied", result: { added: 3_000 } });
  expect(await store.stores.dataSets.find(DATA_SET)).toMatchObject({ revision: 1, rows: 3_000 });
});

test("an import waits for no other that is being applied, and can be applied later", async () => {
  await hire(["n1", "n2"]);
  const ready = await checked(await read(FILE));
  await store.quietly(({ dataPreparations }) =>
    dataPreparations.begin({ dataSet: DATA_SET, metrics: [], source: "edit", by: "u" }, "token", store.now()),
  );
  const busy = await applied(ready);
  expect(busy.state).toBe("checked");
  expect(busy.reason?.en).toMatch(/other data are being written/);
});

test("whoever was not employed, and what a blank takes away, has to be accepted", async () => {
  await hire(["n1"], { joinedOn: "2025-02-01" });
  await hire(["n2"]);
  await applied(await checked(await read("月份,工号,A类客户数\n2025-01,n2,7\n")));
  const { report, id } = await checked(await read(FILE));
  const found = await store.stores.imports.findings(id, report?.checkId ?? "", { limit: 10 });
  expect(found.map(({ finding }) => [finding.code, finding.line, finding.value])).toEqual([
    ["agent-absent", 2, "n1"],
    ["value-taken-away", 3, ""],
  ]);
});

test("a roster is written from its month on", async () => {
  const file = await read("工号,姓名,上级工号,生效月份\nn1,张三,n2,2025-01\nn2,李四,,2025-01\n", "roster");
  expect(await applied(await checked(file))).toMatchObject({ state: "applied", result: { added: 2, changed: 0 } });
  expect(await store.stores.agents.superiorOf("n1", "2025-03")).toBe("n2");
  const change = await read("工号,部门,生效月份\nn1,一部,2025-06\n", "roster");
  expect(await applied(await checked(change))).toMatchObject({ result: { added: 0, changed: 1 } });
  expect(await store.stores.agents.inMonth("2025-06", { agents: ["n1"] })).toMatchObject([
    { name: "张三", superior: "n2", department: "一部" },
  ]);
});

test("text that a spreadsheet would run is text", async () => {
  await hire(["n1"]);
  const file = await read("月份,工号,姓名,部门\n2025-01,n1,=1+1,@SUM(A1)\n");
  await applied(await checked(file));
  expect(await rows()).toEqual([["2025-01", "n1", "姓名 =1+1", "部门 @SUM(A1)"]]);
});

const LOG = [
  "流水号,坐席工号,日期,是否接通,时长",
  "1,n1,2025/1/1,是,0:01:00",
  "2,n1,2025-01-31 09:12:58,否,",
  "3,n2,2025-02-01,是,0:00:30",
  "4,n1,2025-01-02,是,0:02:03",
];

test("calls become agent-months by the catalogue", async () => {
  await hire(["n1", "n2"]);
  const found = await read(`${LOG.join("\n")}\n`, "calls");
  expect(found.reading).toMatchObject({ log: "话务记录", questions: [] });
  expect(await applied(await checked(found))).toMatchObject({ state: "applied", result: { added: 2 } });
  expect(await rows()).toEqual([
    ["2025-01", "n1", "外呼量 3", "接通量 2", "通话时长 183"],
    ["2025-02", "n2", "外呼量 1", "接通量 1", "通话时长 30"],
  ]);
});

test("a faulty call is told by its row, column and value, and nothing is written", async () => {
  await hire(["n1", "n2"]);
  const lines = [
    ...LOG,
    "4,n1,2025-01-03,是,0:01:00",
    "6,n1,2025-01-03,也许,0:01:00",
    "7,n1,昨天,是,0:01:00",
    "8,,2025-01-03,是,61",
  ];
  const { report, id } = await checked(await read(`${lines.join("\n")}\n`, "calls"));
  const found = await store.stores.imports.findings(id, report?.checkId ?? "", { limit: 10 });
  expect(found.map(({ finding }) => [finding.line, finding.column, finding.value])).toEqual([
    [6, 1, "4"],
    [7, 4, "也许"],
    [8, 3, "昨天"],
    [9, 2, ""],
    [9, 5, "61"],
  ]);
});

const THIRD_PARTY = new URL("../../../shared/data/", import.meta.url);

test.skipIf(!existsSync(THIRD_PARTY))("a third party's call log (skipped where the file is absent)", async () => {
  const bytes = readFileSync(new URL("call-log.csv", THIRD_PARTY));
  const calls = bytes
    .toString()
    .trim()
    .split(/\r?\n/)
    .slice(1)
    .map((line) => line.split(","));
  const agents = [...new Set(calls.map(([, agent = ""]) => agent))];
  await hire(agents);
  const found = await read(bytes, "calls");
  expect(found.reading?.questions).toEqual([]);
  expect(await applied(await checked(found))).toMatchObject({ state: "applied", result: { added: 24 } });
  const [agent = ""] = agents;
  const own = calls.filter(([, who, day]) => who === agent && day?.startsWith("2021-02"));
  const answered = own.filter(([, , , , , yes]) => yes === "Y");
  const seconds = answered.map((call) =>
    (call[8] ?? "").split(":").reduce((total, part) => total * 60 + Number(part), 0),
  );
  expect((await rows()).find(([month, who]) => month === "2021-02" && who === agent)).toEqual([
    "2021-02",
    agent,
    `外呼量 ${own.length}`,
    `接通量 ${answered.length}`,
    `通话时长 ${seconds.reduce((a, b) => a + b, 0)}`,
  ]);
});

test.skipIf(!existsSync(THIRD_PARTY))("a third party's messy sheet (skipped where the file is absent)", async () => {
  const found = await read(readFileSync(new URL("call-centre-sales.xlsx", THIRD_PARTY)), "calls");
  const at = (header: string): number => found.reading?.headers.indexOf(header) ?? -1;
  const columns: ColumnUse[] = Array.from({ length: 12 }, () => ({ use: "ignored" }));
  columns[at("Call number")] = { use: "field", field: "通话编号" };
  columns[at("Representative")] = { use: "field", field: "坐席" };
  columns[at("Date of Call")] = { use: "field", field: "通话日期" };
  await hire(["R01", "R02", "R03", "R04", "R05"]);
  const ready = await checked(found, { columns });
  expect(ready.report).toMatchObject({ errors: 0, agents: 5, rows: 60 });
  await applied(ready);
  const calls = (await rows()).reduce((total, [, , count = ""]) => total + Number(count.replace("外呼量 ", "")), 0);
  expect(calls).toBe(1000);
});

test("what was stated of a file before it was read holds to the end", async () => {
  await hire(["张三"]);
  // 月份,工号,A类客户数 and 2025-01,张三,7 in GB18030.
  const bytes = Buffer.from("d4c2b7dd2cb9a4bac52c41c0e0bfcdbba7cafd0a323032352d30312cd5c5c8fd2c370a", "hex");
  const id = await uploaded(bytes);
  await store.quietly(({ imports }) =>
    imports.change(id, ["reading"], "reading", { choice: { encoding: "gb18030" } }, store.now()),
  );
  const found = await runStep(store, jobs.read, id);
  expect(found.reading).toMatchObject({ encoding: "gb18030", questions: [] });
  await applied(await checked(found));
  expect(await rows()).toEqual([["2025-01", "张三", "A类客户数 7"]]);
});

test("a workbook goes the same way", async () => {
  await hire(["n1"]);
  const file = `<row r="1"><c r="B1" t="str"><v>月份</v></c><c r="C1" t="str"><v>工号</v></c><c r="D1" t="str"><v>成交额</v></c></row>
    <row r="2"><c r="B2" s="1"><v>45658</v></c><c r="C2" t="str"><v>n1</v></c><c r="D2"><f>1+1</f><v>1234.5600000000001</v></c></row>`;
  const found = await read(workbook({ sheets: { S: { rows: file } }, formats: ["yyyy-mm"] }));
  await applied(await checked(found));
  expect(await rows()).toEqual([["2025-01", "n1", "成交额 1234.56"]]);
});
