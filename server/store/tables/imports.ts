import type { ImportState } from "../../imports/import.ts";
import type { ImportKind } from "../../imports/mapping.ts";

export interface ImportTables {
  imports: ImportRow;
  import_pieces: ImportPieceRow;
  import_findings: ImportFindingRow;
  import_mappings: ImportMappingRow;
}

/** A file that somebody has uploaded, and how far it is on its way into the store. */
export interface ImportRow {
  id: string;
  kind: ImportKind;
  /** The data set it goes into; null for a roster. */
  data_set: string | null;
  file_name: string;
  /** Bytes, and their SHA-256; 0 and empty while it is being uploaded. */
  size: number;
  hash: string;
  state: ImportState;
  /** The ETag: counts the changes of the row. */
  revision: number;
  /** JSON `ReadingChoice`: what was said before the file was read. */
  choice: string;
  /** JSON `StoredReading`; null until it has been read. */
  reading: string | null;
  /** JSON `Mapping`; null until somebody has confirmed one. */
  mapping: string | null;
  /** JSON `CheckReport`; null until it has been checked by that mapping. */
  report: string | null;
  /** JSON, both languages: why the last step did not come to its end. */
  reason: string | null;
  /** JSON `ImportResult`; null until it is applied. */
  result: string | null;
  made_by: string;
  made_at: string;
  changed_at: string;
}

/** A piece of an uploaded file. */
export interface ImportPieceRow {
  import: string;
  /** 0, 1, 2, … */
  number: number;
  bytes: Buffer;
}

/** What a check found. Those whose check is not the report's are seen by nobody. */
export interface ImportFindingRow {
  import: string;
  /** Of one check: each has a new one. */
  check_id: string;
  /** From 0: errors first, each in the order of the file. */
  position: number;
  severity: "error" | "warning";
  /** JSON `Finding`. */
  finding: string;
}

/** How files with a header were read last. */
export interface ImportMappingRow {
  kind: ImportKind;
  /** Of the header. */
  signature: string;
  /** JSON array of `ColumnUse`. */
  columns: string;
  remembered_by: string;
  remembered_at: string;
}
