import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type Institutions, readInstitution } from "../../engine/index.ts";
import type { Findings } from "./findings.ts";
import { readScheme } from "./read-scheme.ts";

const FOLDER = "institutions";
const SHIPPED = fileURLToPath(new URL(`../../rulesets/${FOLDER}`, import.meta.url));

export interface LoadedInstitutions {
  readonly institutions: Institutions;
  /** What was found in each file, in the order of their names. */
  readonly files: readonly Findings[];
}

/**
 * The folder with the institutions that a scheme file can be held to: `institutions` beside it, else one
 * folder up, else the one that comes with Plumbline.
 */
export function institutionsFolderFor(scheme: string): string {
  const folder = dirname(scheme);
  const near = [join(folder, FOLDER), join(folder, "..", FOLDER)];
  return near.find((path) => existsSync(path)) ?? SHIPPED;
}

/** @throws UserError where one of the files cannot be read */
export function loadInstitutions(folder: string): LoadedInstitutions {
  const names = readdirSync(folder).filter((name) => name.endsWith(".kpi.md"));
  const found = names.sort().map((name) => {
    const path = join(folder, name);
    const text = readScheme(path);
    return { path, text, ...readInstitution(text) };
  });
  return { institutions: new Map(found.map(({ institution }) => [institution.id, institution])), files: found };
}
