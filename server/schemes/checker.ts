import type { Calculator } from "../calculator/calculator.ts";
import type { CatalogueHead } from "../store/catalogue-store.ts";
import type { StoredInstitution } from "../store/institution-store.ts";
import type { Store } from "../store/store.ts";
import type { ListedVersion, StoredVersion } from "../store/version-store.ts";
import type { CatalogueVerdict, Use } from "./catalogue-change.ts";
import type { FindingCounts } from "./finding-counts.ts";
import { findingState } from "./finding-state.ts";
import type { Library } from "./library.ts";
import type { Comparing, Comparison, Reading, Source } from "./reading.ts";

/** A reading and the hash of the catalogue it was made with. */
export interface Checked extends Reading {
  readonly catalogue: string;
}

/** Reads texts with the catalogue and the institutions that are stored. Not inside a transaction that writes. */
export class Checker {
  readonly #store: Store;
  readonly #calculator: Calculator;

  constructor(store: Store, calculator: Calculator) {
    this.#store = store;
    this.#calculator = calculator;
  }

  /** With the current catalogue. */
  async check(text: string): Promise<Checked> {
    const { head, library } = await this.#current();
    return { ...(await this.#calculator.run("read", { text, library })), catalogue: head.hash };
  }

  /** With the catalogue it keeps. */
  async checkVersion(version: StoredVersion): Promise<Checked> {
    if (version.catalogue === undefined) return this.check(version.text);
    const reading = await this.#calculator.run("read", await this.#sourceOf(version));
    return { ...reading, catalogue: version.catalogue };
  }

  async compare(newer: StoredVersion, older: StoredVersion, from?: Comparing["from"]): Promise<Comparison> {
    const sources = { newer: await this.#sourceOf(newer), older: await this.#sourceOf(older) };
    return this.#calculator.run("compare", { ...sources, ...(from && { from }) });
  }

  /** How many findings versions have, by id: counted once for each state of a version and what it is read with. */
  async findings(versions: readonly ListedVersion[]): Promise<Map<string, FindingCounts>> {
    const { stores } = this.#store;
    const [head, institutions] = [await this.#head(), await stores.institutions.list()];
    const kept = await stores.versions.findings();
    const found = new Map<string, FindingCounts>();
    for (const version of versions) {
      const checked = findingState(version, head.hash, institutions);
      const known = kept.get(version.id);
      if (known?.checked === checked) {
        found.set(version.id, known.counts);
        continue;
      }
      const stored = await stores.versions.find(version.id);
      if (stored?.revision !== version.revision) continue;
      const { findings } = await this.checkVersion(stored);
      await this.#store.quietly(({ versions }) => versions.keepFindings(version.id, checked, findings));
      found.set(version.id, findings);
    }
    return found;
  }

  /** What a new text of the catalogue would do to what approved versions use, which stand beside it by their ids. */
  async judgeCatalogue(text: string): Promise<CatalogueVerdict & { uses: Map<string, Use>; before: string }> {
    const { head, library } = await this.#current();
    const uses = await this.#usesOfApproved();
    const change = { before: library.catalogue, after: text, uses: [...uses.values()] };
    return { ...(await this.#calculator.run("judgeCatalogue", change)), uses, before: head.hash };
  }

  async #usesOfApproved(): Promise<Map<string, Use>> {
    const { versions } = this.#store.stores;
    const uses = new Map<string, Use>();
    for (const { id, status } of await versions.list()) {
      const version = status === "approved" ? await versions.find(id) : undefined;
      if (!version) continue;
      const { metrics } = await this.checkVersion(version);
      uses.set(id, { version: `${version.scheme} ${version.version}`, metrics });
    }
    return uses;
  }

  async #current(): Promise<{ head: CatalogueHead; library: Library }> {
    const { catalogue, institutions } = this.#store.stores;
    const current = await catalogue.read();
    if (!current) throw new Error("there is no catalogue");
    const { text, ...head } = current;
    return { head, library: { catalogue: text, institutions: textsOf(await institutions.list()) } };
  }

  async #head(): Promise<CatalogueHead> {
    const head = await this.#store.stores.catalogue.head();
    if (!head) throw new Error("there is no catalogue");
    return head;
  }

  async #sourceOf({ text, catalogue }: StoredVersion): Promise<Source> {
    const { stores } = this.#store;
    if (catalogue === undefined) return { text, library: (await this.#current()).library };
    const pinned = await stores.catalogue.find(catalogue);
    if (!pinned) throw new Error(`there is no catalogue ${catalogue}`);
    return { text, library: { catalogue: pinned.text, institutions: textsOf(await stores.institutions.list()) } };
  }
}

const textsOf = (institutions: readonly StoredInstitution[]): string[] => institutions.map(({ text }) => text);
