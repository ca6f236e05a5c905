import type { Localized } from "../../engine/index.ts";
import type { Encoding } from "../data/decode.ts";
import type { Sheet, TableFile, TextEncoding } from "../data/table-file.ts";
import type { FindingCount } from "./findings.ts";
import type { ColumnUse, ImportKind, Mapping } from "./mapping.ts";

/**
 * uploading (seen by nobody) → reading → read → checking → checked → applying → applied. A step that fails or is
 * cancelled goes back to where it began; a file that could not be read is `unread`. Until it is being applied, an
 * import can be discarded.
 */
export const IMPORT_STATES = [
  "uploading",
  "reading",
  "unread",
  "read",
  "checking",
  "checked",
  "applying",
  "applied",
  "discarded",
] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** The states from which each step can begin. */
export const BEGINS = {
  read: ["unread", "read", "checked"],
  check: ["read", "checked"],
  apply: ["checked"],
  discard: ["unread", "read", "checked"],
} as const satisfies Readonly<Record<string, readonly ImportState[]>>;

/** What somebody may say before a file is read; what is absent is recognised. */
export interface ReadingChoice {
  readonly encoding?: Encoding;
  readonly sheet?: number;
  readonly headerLine?: number;
}

/** What the file does not say and somebody has to decide. */
export interface Question {
  readonly about: "header" | "sheet" | "duplicate" | "misspelt" | "unit" | "dates" | "month" | "agent" | "rate" | "log";
  /** From 0; absent where it is about the whole file. */
  readonly column?: number;
  readonly message: Localized;
  /** What it could be, as it is written in a mapping. */
  readonly options: readonly string[];
}

/** A proposal: a column without a use is one that a question is about. */
export interface Proposal {
  readonly columns: readonly (ColumnUse | null)[];
  readonly questions: readonly Question[];
}

/** A file as it was understood at first sight. */
export interface Reading extends Proposal {
  readonly format: TableFile["format"];
  /** Of CSV: as it was stated or recognised. */
  readonly encoding?: TextEncoding;
  readonly sheets: readonly Sheet[];
  readonly sheet: number;
  readonly headerLine: number;
  readonly headers: readonly string[];
  /** Rows with content below the header. */
  readonly rows: number;
  /** The first of them. */
  readonly sample: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Of calls: the catalogue's name of the log that the header fits best. */
  readonly log?: string;
  /** What files with the same header are remembered by. */
  readonly signature: string;
}

/** A reading, with the columns as files with the same header were mapped before. */
export interface StoredReading extends Reading {
  readonly remembered: boolean;
}

/** What a check came to. */
export interface CheckReport {
  readonly checkId: string;
  readonly errors: number;
  readonly warnings: number;
  readonly counts: readonly FindingCount[];
  /** The same for the same findings only. */
  readonly digest: string;
  /** Rows that can be imported, and whose they are. */
  readonly rows: number;
  readonly months: readonly string[];
  readonly agents: number;
}

/** What applying came to: agent-months, or facts of agents. */
export interface ImportResult {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** The revision of the data set that it made; absent for a roster. */
  readonly dataRevision?: number;
  readonly appliedBy: string;
  readonly appliedAt: string;
}

export interface Import {
  readonly id: string;
  readonly kind: ImportKind;
  /** Absent for a roster. */
  readonly dataSet?: string;
  readonly fileName: string;
  readonly size: number;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly state: ImportState;
  readonly revision: number;
  readonly choice: ReadingChoice;
  readonly reading?: StoredReading;
  readonly mapping?: Mapping;
  readonly report?: CheckReport;
  /** Why the last step did not come to its end. */
  readonly reason?: Localized;
  readonly result?: ImportResult;
  readonly madeBy: string;
  readonly madeAt: string;
}
