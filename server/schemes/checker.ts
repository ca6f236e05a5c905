import { type Catalogue, type Compilation, compile, readCatalogue } from "../../engine/index.ts";
import type { StoredCatalogue } from "../store/catalogue-store.ts";
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

/** The engine with the catalogue that is stored. */
export class Checker {
  /** As it was written. */
  readonly catalogue: StoredCatalogue;
  readonly #metrics: Catalogue;
  readonly #counts = new Map<string, FindingCounts>();

  constructor(catalogue: StoredCatalogue) {
    this.catalogue = catalogue;
    this.#metrics = readCatalogue(catalogue.text).catalogue;
  }

  /** Never throws, whatever the text is. */
  check(text: string): Compilation {
    return compile(text, this.#metrics);
  }

  describe(text: string): Description {
    const compilation = this.check(text);
    return { ...readHeading(compilation.document), hash: contentHash(compilation) };
  }

  findings(text: string): FindingCounts {
    const key = sha256(text);
    const counts = this.#counts.get(key) ?? this.#count(text);
    // Set again, so that the first key is the one that was asked for least recently.
    this.#counts.delete(key);
    this.#counts.set(key, counts);
    const [oldest] = this.#counts.keys();
    if (this.#counts.size > COUNTS_KEPT && oldest !== undefined) this.#counts.delete(oldest);
    return counts;
  }

  #count(text: string): FindingCounts {
    const { diagnostics } = this.check(text);
    return {
      errors: diagnostics.filter(({ severity }) => severity === "error").length,
      warnings: diagnostics.filter(({ severity }) => severity === "warning").length,
      assumed: diagnostics.filter(({ code }) => code === "assumed").length,
    };
  }
}
