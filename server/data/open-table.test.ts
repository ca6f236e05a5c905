import fc from "fast-check";
import { expect, test } from "vitest";
import { UserError } from "../user-error.ts";
import { FILE_LIMITS } from "./limits.ts";
import { openTable } from "./open-table.ts";
import { columnName, type TableRow } from "./table-file.ts";
import { textRow, workbook } from "./testing/workbook.ts";

const LIMITS = { ...FILE_LIMITS, uncompressed: 1024 * 1024 };

async function read(bytes: Buffer): Promise<TableRow[]> {
  const file = await openTable(bytes, "data", { limits: LIMITS });
  const rows: TableRow[] = [];
  for await (const batch of file.rows(0)) rows.push(...batch.rows);
  return rows;
}

/** The rows, or a sentence that names the file; anything else is a fault of the program. */
async function readOrRefuse(bytes: Buffer): Promise<TableRow[] | string> {
  try {
    return await read(bytes);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    expect(error.localized.en).toMatch(/^data: /);
    expect(error.localized.zh).toMatch(/^data：/);
    return error.localized.en;
  }
}

test("whatever bytes come, they are rows or a sentence", async () => {
  const piece = fc.constantFrom(
    ...["月份", "工号", ",", ";", "\t", "\n", "\r", '"', "2025-01", "\0", "\uFEFF", "PK\x03\x04", "<html", "%PDF"].map(
      (text) => Buffer.from(text),
    ),
    Buffer.from("d4c2b7dd", "hex"),
    Buffer.from("fffe", "hex"),
    Buffer.from("d0cf11e0", "hex"),
  );
  const text = fc.array(piece, { maxLength: 60 }).map((pieces) => Buffer.concat(pieces));
  const noise = fc.uint8Array({ maxLength: 300 }).map((bytes) => Buffer.from(bytes));
  await fc.assert(
    fc.asyncProperty(fc.oneof(text, noise), async (bytes) => {
      await readOrRefuse(bytes);
    }),
    { numRuns: 1_000 },
  );
});

const BOOK = workbook({
  sheets: {
    S: { rows: Array.from({ length: 20 }, (_, at) => textRow(at + 1, ["2025-01", `n${at}`, "35.5"])).join("") },
  },
});

test("a workbook with any byte changed is read as it was, or refused", async () => {
  const rows = await read(BOOK);
  const change = fc.record({ at: fc.nat(BOOK.length - 1), to: fc.integer({ min: 1, max: 255 }) });
  await fc.assert(
    fc.asyncProperty(change, async ({ at, to }) => {
      const bytes = Buffer.from(BOOK);
      bytes[at] = (bytes[at] ?? 0) ^ to;
      const found = await readOrRefuse(bytes);
      if (typeof found !== "string") expect(found).toEqual(rows);
    }),
    { numRuns: 1_000 },
  );
});

test("large text comes in pieces that join without a gap, whatever its lines end in", async () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const lines = Array.from(
      { length: 60_000 },
      (_, at) => `n${at},"a ""quoted""${end}cell",${at % 7 ? "x".repeat(20) : ""}`,
    );
    const file = await openTable(Buffer.from(lines.join(end) + end + end), "data");
    const found: string[] = [];
    let pieces = 0;
    for await (const batch of file.rows(0)) {
      pieces += 1;
      for (const { line, cells } of batch.rows) found.push(`${line} ${cells[0]}`);
    }
    expect(found).toEqual(lines.map((_, at) => `${2 * at + 1} n${at}`));
    expect(pieces).toBeGreaterThan(2);
  }
});

test("columns are named as spreadsheets name them", () => {
  expect([0, 25, 26, 701, 702, 16_383].map(columnName)).toEqual(["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
});
