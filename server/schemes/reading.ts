/** What the server wants to know of a text, computed in one go, so that another thread can do it. */
import { assumedFigures, citationOf, LineIndex, type Localized, type Month } from "../../engine/index.ts";
import { diagnosticsJson } from "../diagnostic-json.ts";
import type { Diagnostic } from "../http/schemas.ts";
import { contentHash, metricsUsed } from "./content-hash.ts";
import { countFindings, type FindingCounts } from "./finding-counts.ts";
import { type Heading, readHeading } from "./front-matter.ts";
import { compileWith, type Library } from "./library.ts";
import { type ChangeSentence, changeSentences, earlyChanges } from "./meaning-changes.ts";

/** A scheme's text and what it is read with. */
export interface Source {
  readonly text: string;
  readonly library: Library;
  /** Which of the language's meanings the hash is to be of; absent: the present one. */
  readonly languageVersion?: string;
}

export interface Reading extends Heading {
  /** See `contentHash`. */
  readonly hash: string;
  readonly findings: FindingCounts;
  readonly diagnostics: readonly Diagnostic[];
  readonly assumed: readonly Assumed[];
  /** Names of the metrics it reads, with those that its rates are the quotients of. */
  readonly metrics: readonly string[];
  /** `YYYY-MM`: from when the front matter means it to be effective; absent where it does not say. */
  readonly effective?: Month;
}

/** A figure that the source document does not give. */
export interface Assumed {
  readonly address: string;
  /** As the scheme says. */
  readonly reason: string;
  readonly clause: string;
  /** 1-based. */
  readonly line: number;
}

/** Never throws, whatever the text is. */
export function read({ text, library, languageVersion }: Source): Reading {
  const compilation = compileWith(text, library);
  const { diagnostics, document, program } = compilation;
  const index = new LineIndex(text);
  const { effective } = program.header;
  return {
    ...readHeading(document),
    hash: contentHash(compilation, languageVersion),
    findings: countFindings(diagnostics),
    diagnostics: diagnosticsJson(text, diagnostics),
    assumed: assumedFigures(compilation).map(({ address, reason, clause, span }) => ({
      address,
      reason,
      clause: citationOf(clause),
      line: index.positionAt(span.start).line,
    })),
    metrics: metricsUsed(compilation).map(({ name }) => name),
    ...(effective !== undefined && { effective }),
  };
}

export interface Comparing {
  readonly newer: Source;
  readonly older: Source;
  /** The months from which they are to be paid by, where it is known; early changes are looked for only then. */
  readonly from?: { readonly newer: Month; readonly older: Month };
}

export interface Comparison {
  readonly changes: readonly ChangeSentence[];
  /** See `earlyChanges`. */
  readonly early: readonly Localized[];
}

export function compareTexts({ newer, older, from }: Comparing): Comparison {
  const [is, was] = [compileWith(newer.text, newer.library), compileWith(older.text, older.library)];
  return {
    changes: changeSentences(is, was),
    early: from ? earlyChanges({ compilation: is, from: from.newer }, { compilation: was, from: from.older }) : [],
  };
}
