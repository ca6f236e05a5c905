/** A run as a file, from what was gathered of it: no database, so that a thread can do it that only computes. */
import type { Language } from "../../engine/index.ts";
import type { RunLine } from "../runs/line.ts";
import { compileWith } from "../schemes/library.ts";
import type { Source } from "../schemes/reading.ts";
import { csvOf } from "./csv-sheet.ts";
import { RUN_PARTS, type RunPart } from "./run-part.ts";
import { type ExportedAdjustment, type ExportedCorrection, runSheet } from "./run-sheets.ts";
import { xlsxOf } from "./xlsx-workbook.ts";

export interface RunExport {
  readonly month: string;
  readonly language: Language;
  /** A workbook with a sheet for each part, or one part as comma-separated text. */
  readonly format: { readonly kind: "xlsx" } | { readonly kind: "csv"; readonly part: RunPart };
  readonly versions: readonly ExportedVersion[];
  readonly people: readonly (readonly [agent: string, person: { readonly name: string; readonly position?: string }])[];
  /** JSON arrays of lines, by agent: texts are handed over to another thread much faster than what they say. */
  readonly lines: readonly string[];
  readonly adjustments: readonly ExportedAdjustment[];
  readonly corrections: readonly ExportedCorrection[];
}

export interface ExportedVersion {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly source: Source;
}

export async function exportRun({
  language,
  format,
  versions,
  people,
  lines,
  ...rest
}: RunExport): Promise<Uint8Array<ArrayBuffer>> {
  const content = {
    ...rest,
    versions: new Map(
      versions.map(({ id, title, version, source: { text, library } }) => {
        const { program } = compileWith(text, library);
        return [id, { title, version, program }];
      }),
    ),
    people: new Map(people),
    lines: lines.flatMap((page) => JSON.parse(page) as RunLine[]),
  };
  if (format.kind === "xlsx") {
    return new Uint8Array(await xlsxOf(RUN_PARTS.map((part) => runSheet(part, content, language))));
  }
  return new TextEncoder().encode([...csvOf(runSheet(format.part, content, language))].join(""));
}
