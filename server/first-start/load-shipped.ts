import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { SYSTEM } from "../access/actor.ts";
import { sha256 } from "../canonical-json.ts";
import { reviseAtOnce } from "../data-sets/prepared-revision.ts";
import { addDemoAccounts, hasDemoAccounts } from "../people/demo.ts";
import { sampleCompany } from "../sample/sample-company.ts";
import type { FindingCounts } from "../schemes/finding-counts.ts";
import { findingState } from "../schemes/finding-state.ts";
import { type Reading, read } from "../schemes/reading.ts";
import type { Store, Stores } from "../store/store.ts";
import { approveSampleSchemes } from "./approve-sample-schemes.ts";

const SUFFIX = ".kpi.md";

export interface Shipped {
  /** The folder of the rule sets. */
  readonly rulesets: string;
  /** Whether the sample company and its accounts are loaded too; not in production. */
  readonly sample: boolean;
}

/**
 * Fills an empty store with the rule sets in a folder, as drafts, since nobody has approved them
 * here, and with the sample company. One transaction: a start that is interrupted begins again.
 * A store that has a catalogue is left alone, but that one from an earlier release gets what it lacks.
 */
export async function loadShipped(store: Store, { rulesets, sample }: Shipped): Promise<void> {
  if (!(await isComplete(store.stores, sample))) {
    await store.write(SYSTEM, (stores) => load(stores, { rulesets, sample }, store.now()));
  }
}

const isComplete = async (stores: Stores, sample: boolean): Promise<boolean> =>
  (await stores.catalogue.read()) !== undefined &&
  (await stores.institutions.list()).length > 0 &&
  (!sample || (await hasDemoAccounts(stores)));

async function load(stores: Stores, { rulesets, sample }: Shipped, at: string): Promise<void> {
  stores.audit.record({ action: "store.fill", subject: "store", details: { sample } });
  if (sample) await addDemoAccounts(stores, at);
  if ((await stores.institutions.list()).length === 0) {
    for (const found of shippedInstitutions(rulesets)) await stores.institutions.add({ ...found, updatedAt: at });
  }
  if (await stores.catalogue.read()) return;
  const text = readFileSync(join(rulesets, `metrics${SUFFIX}`), "utf8");
  const catalogue = { text, hash: sha256(text) };
  await stores.catalogue.add(catalogue, SYSTEM.user, at);

  const institutions = await stores.institutions.list();
  const library = { catalogue: text, institutions: institutions.map(({ text }) => text) };
  const findings = new Map<string, FindingCounts>();
  const readText = (text: string): Reading => {
    const reading = read({ text, library });
    findings.set(reading.hash, reading.findings);
    return reading;
  };
  for (const { scheme, version, text } of shippedVersions(rulesets)) {
    const { hash, title = version } = readText(text);
    await stores.versions.addDraft({ id: randomUUID(), scheme, version, title, text, hash }, SYSTEM.user, at);
  }
  if (sample) {
    await addSampleCompany(stores, at);
    await approveSampleSchemes(stores, readText, at);
  }
  for (const version of await stores.versions.list()) {
    const counts = findings.get(version.hash);
    const state = findingState(version, catalogue.hash, institutions);
    if (counts) await stores.versions.keepFindings(version.id, state, counts);
  }
}

async function addSampleCompany(stores: Stores, at: string): Promise<void> {
  const { name, columns, rows, roster } = sampleCompany();
  const dataSet = randomUUID();
  const by = SYSTEM.user;
  await stores.agents.put(roster, by, at);
  await stores.dataSets.add(dataSet, name, by, at);
  await reviseAtOnce(stores, { dataSet, metrics: columns, source: "first-start", by }, rows, at);
}

const INSTITUTIONS = "institutions";

/** `institutions/<id>.kpi.md`: the name of the file is the id. */
const shippedInstitutions = (rulesets: string): { id: string; text: string; hash: string }[] =>
  shippedFiles(join(rulesets, INSTITUTIONS)).map(({ name, text }) => ({ id: name, text, hash: sha256(text) }));

/** `<scheme>/<version>.kpi.md`: the names of folder and file are those of scheme and version. */
function shippedVersions(rulesets: string): { scheme: string; version: string; text: string }[] {
  const folders = readdirSync(rulesets, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .filter(({ name }) => name !== INSTITUTIONS)
    .flatMap(({ name: scheme }) =>
      shippedFiles(join(rulesets, scheme)).map(({ name: version, text }) => ({ scheme, version, text })),
    );
}

/** The rule sets of a folder, by the names of their files. */
const shippedFiles = (folder: string): { name: string; text: string }[] =>
  readdirSync(folder)
    .filter((file) => file.endsWith(SUFFIX))
    .sort()
    .map((file) => ({ name: file.slice(0, -SUFFIX.length), text: readFileSync(join(folder, file), "utf8") }));
