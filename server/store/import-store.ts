import type { Kysely, Selectable } from "kysely";
import type { Localized } from "../../engine/index.ts";
import type { Finding } from "../imports/finding.ts";
import type {
  CheckReport,
  Import,
  ImportResult,
  ImportState,
  ReadingChoice,
  StoredReading,
} from "../imports/import.ts";
import type { ColumnUse, ImportKind, Mapping } from "../imports/mapping.ts";
import type { ImportRow } from "./tables/imports.ts";
import type { Tables } from "./tables.ts";

export type NewImport = Pick<Import, "id" | "kind" | "dataSet" | "fileName" | "madeBy">;

export interface ImportFilter {
  readonly dataSet?: string | undefined;
  readonly limit: number;
  /** Those made before the one with this id only. */
  readonly after?: string | undefined;
}

/** What becomes of an import with a change of its state; what is absent stays, null is taken away. */
export interface ImportChange {
  readonly choice?: ReadingChoice;
  readonly reading?: StoredReading | null;
  readonly mapping?: Mapping | null;
  readonly report?: CheckReport | null;
  readonly reason?: Localized | null;
  readonly result?: ImportResult;
}

/** Findings that are written at once. */
const FINDINGS_AT_ONCE = 1_000;
/** Pieces that are deleted at once. */
const PIECES_AT_ONCE = 8;

export class ImportStore {
  readonly #db: Kysely<Tables>;

  constructor(db: Kysely<Tables>) {
    this.#db = db;
  }

  /** The newest first, without those that are being uploaded. */
  async list({ dataSet, limit, after }: ImportFilter): Promise<Import[]> {
    const last =
      after === undefined
        ? undefined
        : await this.#db.selectFrom("imports").select(["made_at", "id"]).where("id", "=", after).executeTakeFirst();
    const rows = await this.#db
      .selectFrom("imports")
      .selectAll()
      .where("state", "<>", "uploading")
      .$if(dataSet !== undefined, (query) => query.where("data_set", "=", dataSet ?? ""))
      .$if(last !== undefined, (query) =>
        query.where(({ eb, refTuple, tuple }) =>
          eb(refTuple("made_at", "id"), "<", tuple(last?.made_at ?? "", last?.id ?? "")),
        ),
      )
      .orderBy("made_at", "desc")
      .orderBy("id", "desc")
      .limit(limit)
      .execute();
    return rows.map(toImport);
  }

  async find(id: string): Promise<Import | undefined> {
    const row = await this.#db.selectFrom("imports").selectAll().where("id", "=", id).executeTakeFirst();
    return row && toImport(row);
  }

  /** An import whose file is still to come. */
  async begin({ id, kind, dataSet, fileName, madeBy }: NewImport, at: string): Promise<void> {
    await this.#db
      .insertInto("imports")
      .values({
        id,
        kind,
        data_set: dataSet ?? null,
        file_name: fileName,
        size: 0,
        hash: "",
        state: "uploading",
        revision: 1,
        choice: "{}",
        reading: null,
        mapping: null,
        report: null,
        reason: null,
        result: null,
        made_by: madeBy,
        made_at: at,
        changed_at: at,
      })
      .execute();
  }

  async addPiece(id: string, number: number, bytes: Buffer): Promise<void> {
    await this.#db.insertInto("import_pieces").values({ import: id, number, bytes }).execute();
  }

  async uploaded(id: string, size: number, hash: string, at: string): Promise<void> {
    await this.#db.updateTable("imports").set({ size, hash, changed_at: at }).where("id", "=", id).execute();
  }

  /** The whole file. */
  async bytes(id: string): Promise<Buffer> {
    const numbers = await this.#db
      .selectFrom("import_pieces")
      .select("number")
      .where("import", "=", id)
      .orderBy("number")
      .execute();
    const pieces: Buffer[] = [];
    for (const { number } of numbers) {
      const piece = await this.#db
        .selectFrom("import_pieces")
        .select("bytes")
        .where("import", "=", id)
        .where("number", "=", number)
        .executeTakeFirstOrThrow();
      pieces.push(piece.bytes);
    }
    return Buffer.concat(pieces);
  }

  /** Moves an import on; returns whether it was in one of the states `from`. */
  async change(
    id: string,
    from: readonly ImportState[],
    to: ImportState,
    change: ImportChange,
    at: string,
  ): Promise<boolean> {
    const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
    const { numUpdatedRows } = await this.#db
      .updateTable("imports")
      .set((eb) => ({
        state: to,
        revision: eb("revision", "+", 1),
        changed_at: at,
        ...(change.choice && { choice: JSON.stringify(change.choice) }),
        ...(change.reading !== undefined && { reading: json(change.reading) }),
        ...(change.mapping !== undefined && { mapping: json(change.mapping) }),
        ...(change.report !== undefined && { report: json(change.report) }),
        ...(change.reason !== undefined && { reason: json(change.reason) }),
        ...(change.result && { result: JSON.stringify(change.result) }),
      }))
      .where("id", "=", id)
      .where("state", "in", [...from])
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  }

  /** Writes a check's findings, a thousand at most at once. */
  async addFindings(id: string, check: string, from: number, findings: readonly Finding[]): Promise<void> {
    if (findings.length === 0) return;
    const rows = findings.map((finding, at) => ({
      import: id,
      check_id: check,
      position: from + at,
      severity: finding.severity,
      finding: JSON.stringify(finding),
    }));
    await this.#db.insertInto("import_findings").values(rows).execute();
  }

  /** A page of what a check found, those after a position only. */
  async findings(
    id: string,
    check: string,
    { severity, after, limit }: { severity?: string | undefined; after?: number | undefined; limit: number },
  ): Promise<{ readonly position: number; readonly finding: Finding }[]> {
    const rows = await this.#db
      .selectFrom("import_findings")
      .select(["position", "finding"])
      .where("import", "=", id)
      .where("check_id", "=", check)
      .$if(severity !== undefined, (query) => query.where("severity", "=", severity === "error" ? "error" : "warning"))
      .$if(after !== undefined, (query) => query.where("position", ">", after ?? -1))
      .orderBy("position")
      .limit(limit)
      .execute();
    return rows.map(({ position, finding }) => ({ position, finding: JSON.parse(finding) as Finding }));
  }

  /** Removes findings of other checks than this one, a thousand at most. @returns whether there may be more */
  async removeFindings(id: string, except: string | undefined): Promise<boolean> {
    const checks = await this.#db
      .selectFrom("import_findings")
      .select(["check_id", "position"])
      .where("import", "=", id)
      .$if(except !== undefined, (query) => query.where("check_id", "<>", except ?? ""))
      .limit(FINDINGS_AT_ONCE)
      .execute();
    for (const [check, rows] of Map.groupBy(checks, ({ check_id }) => check_id)) {
      await this.#db
        .deleteFrom("import_findings")
        .where("import", "=", id)
        .where("check_id", "=", check)
        .where(
          "position",
          "in",
          rows.map(({ position }) => position),
        )
        .execute();
    }
    return checks.length === FINDINGS_AT_ONCE;
  }

  /** Removes some pieces of a file. @returns whether there may be more */
  async removePieces(id: string): Promise<boolean> {
    const pieces = await this.#db
      .selectFrom("import_pieces")
      .select("number")
      .where("import", "=", id)
      .limit(PIECES_AT_ONCE)
      .execute();
    const numbers = pieces.map(({ number }) => number);
    if (numbers.length === 0) return false;
    await this.#db.deleteFrom("import_pieces").where("import", "=", id).where("number", "in", numbers).execute();
    return true;
  }

  /** Uploads that stood still since then: whoever sent them has gone. */
  async abandoned(before: string): Promise<string[]> {
    const rows = await this.#db
      .selectFrom("imports")
      .select("id")
      .where("state", "=", "uploading")
      .where("changed_at", "<", before)
      .execute();
    return rows.map(({ id }) => id);
  }

  /** Removes an import whose file never came whole. */
  async removeUpload(id: string): Promise<void> {
    await this.#db.deleteFrom("imports").where("id", "=", id).where("state", "=", "uploading").execute();
  }

  /** How files with this header were mapped last; `undefined` where none was. */
  async remembered(kind: ImportKind, signature: string): Promise<ColumnUse[] | undefined> {
    const row = await this.#db
      .selectFrom("import_mappings")
      .select("columns")
      .where("kind", "=", kind)
      .where("signature", "=", signature)
      .executeTakeFirst();
    return row && (JSON.parse(row.columns) as ColumnUse[]);
  }

  async remember(
    kind: ImportKind,
    signature: string,
    columns: readonly ColumnUse[],
    by: string,
    at: string,
  ): Promise<void> {
    const values = { columns: JSON.stringify(columns), remembered_by: by, remembered_at: at };
    await this.#db
      .insertInto("import_mappings")
      .values({ kind, signature, ...values })
      .onConflict((conflict) => conflict.columns(["kind", "signature"]).doUpdateSet(values))
      .execute();
  }
}

const parsed = <Value>(text: string | null): Value | undefined =>
  text === null ? undefined : (JSON.parse(text) as Value);

function toImport(row: Selectable<ImportRow>): Import {
  const reading = parsed<StoredReading>(row.reading);
  const mapping = parsed<Mapping>(row.mapping);
  const report = parsed<CheckReport>(row.report);
  const reason = parsed<Localized>(row.reason);
  const result = parsed<ImportResult>(row.result);
  return {
    id: row.id,
    kind: row.kind,
    ...(row.data_set !== null && { dataSet: row.data_set }),
    fileName: row.file_name,
    size: row.size,
    hash: row.hash,
    state: row.state,
    revision: row.revision,
    choice: JSON.parse(row.choice) as ReadingChoice,
    ...(reading && { reading }),
    ...(mapping && { mapping }),
    ...(report && { report }),
    ...(reason && { reason }),
    ...(result && { result }),
    madeBy: row.made_by,
    madeAt: row.made_at,
  };
}
