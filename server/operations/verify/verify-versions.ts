import type { Localized } from "../../../engine/index.ts";
import { sha256 } from "../../canonical-json.ts";
import { read } from "../../schemes/reading.ts";
import type { Stores } from "../../store/store.ts";
import type { StoredVersion } from "../../store/version-store.ts";

export interface VersionReport {
  /** How many were looked at: all that are no drafts. */
  readonly versions: number;
  readonly faults: readonly Localized[];
}

/** Whether every version that was handed in is still what was handed in: its text, and the catalogue it keeps. */
export async function verifyVersions(stores: Stores): Promise<VersionReport> {
  const faults: Localized[] = [];
  let versions = 0;
  for (const { id, catalogue } of await stores.versions.list()) {
    const version = await stores.versions.find(id);
    if (!version || catalogue === undefined) continue;
    versions++;
    const pinned = await stores.catalogue.find(catalogue);
    if (!pinned || sha256(pinned.text) !== catalogue) {
      faults.push(catalogueChanged(version));
      continue;
    }
    const { text, languageVersion } = version;
    const library = { catalogue: pinned.text, institutions: [] };
    const { hash } = read({ text, library, ...(languageVersion !== undefined && { languageVersion }) });
    if (hash !== version.hash) faults.push(textChanged(version));
    const steps = await stores.approvals.steps(id);
    const other = steps.find((step) => step.step === "approve" && step.hash !== version.hash);
    if (other) faults.push(otherApproved(version, other.at));
  }
  return { versions, faults };
}

const nameOf = ({ scheme, version }: StoredVersion): string => `${scheme} ${version}`;

const catalogueChanged = (version: StoredVersion): Localized => ({
  zh: `版本“${nameOf(version)}”所用的指标目录缺失或被改动过`,
  en: `the catalogue that version "${nameOf(version)}" keeps is missing or was changed`,
});

const textChanged = (version: StoredVersion): Localized => ({
  zh: `版本“${nameOf(version)}”的内容与其哈希不符，被改动过`,
  en: `version "${nameOf(version)}" does not have the hash of its content: it was changed`,
});

const otherApproved = (version: StoredVersion, at: string): Localized => ({
  zh: `版本“${nameOf(version)}”不是 ${at} 批准的那个内容`,
  en: `version "${nameOf(version)}" is not what was approved at ${at}`,
});
