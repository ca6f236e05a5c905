import {
  type Catalogue,
  type Compilation,
  compile,
  type Diagnostic,
  type InstitutionFile,
  type Institutions,
  readCatalogue,
  readInstitution,
} from "../../engine/index.ts";
import type { StoredCatalogue } from "../store/catalogue-store.ts";
import type { StoredInstitution } from "../store/institution-store.ts";
import { contentHash, sha256 } from "./content-hash.ts";
import { type Heading, readHeading } from "./front-matter.ts";

/** How many findings of each kind a text has. */
export interface FindingCounts {
  readonly errors: number;
  readonly warnings: number;
  /** Figures that the source document does not give. */
  readonly assumed: number;
}

/** What is kept beside the text of a version. */
export interface Description extends Heading {
  readonly hash: string;
}

/** Counts that are kept, so that the list of schemes does not compile every text each time. */
const COUNTS_KEPT = 1_000;

/** The engine with the catalogue and the institutions that are stored. */
export class Checker {
  /** As it was written. */
  readonly catalogue: StoredCatalogue;
  /** As they were written, with what they say. */
  readonly institutions: readonly { readonly stored: StoredInstitution; readonly file: InstitutionFile }[];
  readonly #metrics: Catalogue;
  readonly #institutions: Institutions;
  readonly #counts = new Map<string, FindingCounts>();

  constructor(catalogue: StoredCatalogue, institutions: readonly StoredInstitution[]) {
    this.catalogue = catalogue;
    this.institutions = institutions.map((stored) => ({ stored, file: readInstitution(stored.text) }));
    this.#metrics = readCatalogue(catalogue.text).catalogue;
    this.#institutions = new Map(this.institutions.map(({ file: { institution } }) => [institution.id, institution]));
  }

  /** Never throws, whatever the text is. */
  check(text: string): Compilation {
    return compile(text, this.#metrics, this.#institutions);
  }

  describe(text: string): Description {
    const compilation = this.check(text);
    return { ...readHeading(compilation.document), hash: contentHash(compilation) };
  }

  findings(text: string): FindingCounts {
    const key = sha256(text);
    const counts = this.#counts.get(key) ?? countFindings(this.check(text).diagnostics);
    // Set again, so that the first key is the one that was asked for least recently.
    this.#counts.delete(key);
    this.#counts.set(key, counts);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > COUNTS_KEPT && oldest !== undefined) this.#counts.delete(oldest);
    return counts;
  }
}

export const countFindings = (diagnostics: readonly Diagnostic[]): FindingCounts => ({
  errors: diagnostics.filter(({ severity }) => severity === "error").length,
  warnings: diagnostics.filter(({ severity }) => severity === "warning").length,
  assumed: diagnostics.filter(({ code }) => code === "assumed").length,
});
