import {
  type Catalogue,
  type Compilation,
  compile,
  type InstitutionFile,
  type Institutions,
  readCatalogue,
  readInstitution,
} from "../../engine/index.ts";
import { sha256 } from "../canonical-json.ts";

/** What a scheme's text is read with. Plain texts, so that another thread can be given it. */
export interface Library {
  readonly catalogue: string;
  readonly institutions: readonly string[];
}

/** Never throws, whatever the text is. */
export const compileWith = (text: string, { catalogue, institutions }: Library): Compilation =>
  compile(text, catalogueOf(catalogue), institutionsOf(institutions));

export const institutionsOf = (texts: readonly string[]): Institutions =>
  new Map(texts.map((text) => readInstitutionOnce(text).institution).map((read) => [read.id, read]));

/** Reads texts that come back again and again once; the catalogue alone takes longer than most schemes. */
function remember<T>(read: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const key = sha256(text);
    const value = known.get(key) ?? read(text);
    // Set again, so that the first key is the one that was asked for least recently.
    known.delete(key);
    known.set(key, value);
    const [oldest] = known.keys();
    if (known.size > MOST_KNOWN && oldest !== undefined) known.delete(oldest);
    return value;
  };
}

/** Catalogues change a few times a year. */
const MOST_KNOWN = 20;

export const catalogueOf: (text: string) => Catalogue = remember((text) => readCatalogue(text).catalogue);
export const readInstitutionOnce: (text: string) => InstitutionFile = remember(readInstitution);
