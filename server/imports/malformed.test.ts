import { afterAll, beforeAll, expect, test } from "vitest";
import { SYSTEM } from "../access/actor.ts";
import { FILE_LIMITS, type FileLimits } from "../data/limits.ts";
import { Store } from "../store/store.ts";
import { type TestDatabase, testDatabase } from "../testing/test-database.ts";
import type { Finding } from "./finding.ts";
import type { Import } from "./import.ts";
import { importJobs } from "./import-jobs.ts";
import type { Mapping } from "./mapping.ts";
import { mappingFaults } from "./mapping-faults.ts";
import { receive } from "./receive.ts";
import { catalogue, catalogueText } from "./testing/catalogue.ts";
import { type MalformedFile, malformedFiles } from "./testing/malformed.ts";
import { runStep } from "./testing/run-steps.ts";

/** Small, so that what is too large need not be made. */
const LIMITS: FileLimits = {
  ...FILE_LIMITS,
  uncompressed: 4 * 1024 * 1024,
  part: 2 * 1024 * 1024,
  sharedText: 1024 * 1024,
  rows: 5_000,
  cells: 500_000,
};
const DATA_SET = "d";
const jobs = importJobs(LIMITS);
const files = malformedFiles();

/** In KB. */
const peakBefore = process.resourceUsage().maxRSS;

let database: TestDatabase;
let store: Store;

beforeAll(async () => {
  database = await testDatabase();
  store = await Store.open(database.connect());
  await store.write(SYSTEM, async ({ catalogue: catalogues, dataSets, agents, audit }) => {
    const at = store.now();
    await catalogues.add({ hash: "0".repeat(64), text: catalogueText }, SYSTEM.user, at);
    await dataSets.add(DATA_SET, "Data", SYSTEM.user, at);
    const roster = Array.from({ length: 40 }, (_, at) => ({ agent: `n${at}`, fromMonth: "2020-01", name: `N${at}` }));
    await agents.put(roster, SYSTEM.user, at);
    audit.record({ action: "test.begin", subject: DATA_SET });
  });
});
afterAll(async () => {
  await store.close();
  await database.drop();
});

async function upload({ name, bytes, choice = {} }: MalformedFile): Promise<string> {
  const stream = new Blob([new Uint8Array(bytes)]).stream();
  const file = { kind: "agent-months", dataSet: DATA_SET, fileName: name } as const;
  const { id, size, hash } = await receive(store, SYSTEM, file, stream);
  await store.quietly(async ({ imports }) => {
    await imports.uploaded(id, size, hash, store.now());
    await imports.change(id, ["uploading"], "reading", { choice }, store.now());
  });
  return id;
}

/** The proposal, confirmed by somebody who answers no question. */
function mappingOf({ reading, choice }: Import): Mapping {
  if (!reading) throw new Error("it was not read");
  const { sheet, headerLine, columns } = reading;
  return { ...choice, sheet, headerLine, columns: columns.map((use) => use ?? { use: "ignored" }) };
}

const sentence = ({ line, column, message }: Finding): string =>
  `line ${line}${column === undefined ? "" : `, column ${column}`}: ${message.en}`;

/** What is said of a file on its way as far as it gets. */
async function told(file: MalformedFile): Promise<string[]> {
  const read = await runStep(store, jobs.read, await upload(file));
  if (read.state === "unread") {
    expect(read.reason?.zh.startsWith(`${file.name}：`)).toBe(true);
    return [read.reason?.en ?? ""];
  }
  const mapping = mappingOf(read);
  const questions = read.reading?.questions.map(({ message }) => message.en) ?? [];
  const faults = mappingFaults(mapping, read.reading?.headers ?? [], { kind: "agent-months", catalogue });
  if (faults.length > 0) return [...questions, ...faults.map(({ en }) => en)];
  await store.quietly(({ imports }) => imports.change(read.id, ["read"], "checking", { mapping }, store.now()));
  const checked = await runStep(store, jobs.check, read.id);
  if (checked.state === "read") return [checked.reason?.en ?? ""];
  const report = checked.report;
  // A question that was not answered leaves its column out; everything else must have been an error.
  if (questions.length === 0) expect(report?.errors).toBeGreaterThan(0);
  const found = await store.stores.imports.findings(read.id, report?.checkId ?? "", { limit: 100 });
  return [
    ...questions,
    ...found.filter(({ finding }) => finding.severity === "error").map(({ finding }) => sentence(finding)),
  ];
}

test("there are more than three hundred of them, all different", () => {
  expect(files.length).toBeGreaterThan(300);
  expect(new Set(files.map(({ name }) => name)).size).toBe(files.length);
});

test.each(files.map((file) => [file.name, file] as const))("%s", async (_, file) => {
  expect((await told(file)).join("\n")).toMatch(file.told);
});

test("none of them took much memory", () => {
  const grown = process.resourceUsage().maxRSS - peakBefore;
  expect(grown).toBeLessThan(400_000);
});

test("nothing of them was applied", async () => {
  expect(await store.stores.dataSets.find(DATA_SET)).toMatchObject({ revision: 0, rows: 0 });
  expect(await store.stores.agents.inMonth("2030-01")).toHaveLength(40);
});
