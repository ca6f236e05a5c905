import {
  type Compilation,
  compile,
  type Diagnostic,
  hasErrors,
  readDocument,
  readInstitution,
} from "../../engine/index.ts";
import { checkAgainstPeople, checkAgainstVersion } from "./check-against.ts";
import type { Arguments } from "./command.ts";
import type { Findings } from "./findings.ts";
import { institutionsFolderFor, type LoadedInstitutions, loadInstitutions } from "./load-institutions.ts";
import { cataloguePathFor, type LoadedCatalogue, loadCatalogue } from "./load-scheme.ts";
import { readScheme } from "./read-scheme.ts";

/** Checks one file after another; what several schemes share is read once. */
export class FileChecker {
  readonly found: Findings[] = [];
  readonly #args: Arguments;
  readonly #catalogues = new Map<string, LoadedCatalogue>();
  readonly #institutions = new Map<string, LoadedInstitutions>();

  constructor(args: Arguments) {
    this.#args = args;
  }

  /**
   * Adds what is in a catalogue, an institution or a scheme to `found`, and gives back a scheme.
   *
   * @throws UserError where the file, or one that it is checked with, cannot be read
   */
  check(path: string): Compilation | undefined {
    const text = readScheme(path);
    const { frontMatter } = readDocument(text);
    if (frontMatter.has("catalogue")) this.found.push(loadCatalogue(path));
    else if (frontMatter.has("institution")) this.found.push({ path, text, ...readInstitution(text) });
    else {
      const { catalogue } = this.#catalogueFor(path);
      const { institutions } = this.#institutionsFor(path);
      const scheme = compile(text, catalogue, institutions);
      const diagnostics = [...scheme.diagnostics, ...this.#compare(scheme)];
      const { assertions } = scheme;
      this.found.push({ path, text, diagnostics: diagnostics.sort((a, b) => a.span.start - b.span.start), assertions });
      return scheme;
    }
    return undefined;
  }

  /** With another version and with the people of a file, where the arguments name them. */
  #compare(scheme: Compilation): Diagnostic[] {
    const [older, people] = [this.#args.option("against"), this.#args.option("data")];
    return [
      ...(older === undefined ? [] : checkAgainstVersion(scheme, older)),
      ...(people === undefined ? [] : checkAgainstPeople(scheme, people)),
    ];
  }

  #catalogueFor(scheme: string): LoadedCatalogue {
    const path = cataloguePathFor(scheme, this.#args.option("metrics"));
    const known = this.#catalogues.get(path);
    if (known) return known;
    const loaded = loadCatalogue(path);
    this.#catalogues.set(path, loaded);
    this.#tellErrors(loaded);
    return loaded;
  }

  #institutionsFor(scheme: string): LoadedInstitutions {
    const folder = institutionsFolderFor(scheme);
    const known = this.#institutions.get(folder);
    if (known) return known;
    const loaded = loadInstitutions(folder);
    this.#institutions.set(folder, loaded);
    for (const file of loaded.files) this.#tellErrors(file);
    return loaded;
  }

  /** They may be the cause of a scheme's; unless the file is asked for by itself, say so here. */
  #tellErrors(file: Findings): void {
    if (hasErrors(file.diagnostics) && !this.#args.files.includes(file.path)) this.found.push(file);
  }
}
