import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { sampleCompany } from "../sample/sample-company.ts";
import { Checker } from "../schemes/checker.ts";
import { sha256 } from "../schemes/content-hash.ts";
import type { Store } from "../store/store.ts";

const SUFFIX = ".kpi.md";

/**
 * Fills an empty store with the rule sets in a folder, as drafts, since nobody has approved them
 * here, and with the sample company. One transaction: a start that is interrupted begins again.
 * A store that has a catalogue is left alone, but that one from before there were institutions gets them.
 */
export function loadShipped(store: Store, rulesets: string): Promise<void> {
  return store.transaction(async (stores) => {
    const at = new Date().toISOString();
    if ((await stores.institutions.list()).length === 0) {
      for (const found of shippedInstitutions(rulesets)) await stores.institutions.add({ ...found, updatedAt: at });
    }
    if (await stores.catalogue.read()) return;
    const text = readFileSync(join(rulesets, `metrics${SUFFIX}`), "utf8");
    const catalogue = { text, hash: sha256(text), updatedAt: at };
    await stores.catalogue.add(catalogue);

    const checker = new Checker(catalogue, await stores.institutions.list());
    for (const { scheme, version, text } of shippedVersions(rulesets)) {
      const { hash, title = version } = checker.describe(text);
      await stores.versions.addDraft({ id: randomUUID(), scheme, version, title, text, hash }, at);
    }
    const { name, columns, rows } = sampleCompany();
    await stores.dataSets.add(randomUUID(), name, { columns, rows }, at);
  });
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
