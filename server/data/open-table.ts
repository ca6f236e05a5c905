import { decodeToUtf8, type Encoding } from "./decode.ts";
import { FILE_LIMITS, type FileLimits } from "./limits.ts";
import { csvPieces } from "./read-csv.ts";
import { RowBudget, type TableFile, type TextEncoding, unreadable } from "./table-file.ts";
import { encrypted } from "./xlsx/package.ts";
import { openXlsx } from "./xlsx/read-xlsx.ts";

export interface OpenOptions {
  /** Of a CSV file without a byte order mark, as the user states it; recognised where absent. */
  readonly encoding?: Encoding;
  readonly limits?: FileLimits;
}

const ZIP = "PK\x03\x04";
const EMPTY_ZIP = "PK\x05\x06";
const COMPOUND_FILE = "\xd0\xcf\x11\xe0";
/** The stream in which Office keeps a workbook that has a password. */
const ENCRYPTED = Buffer.from("EncryptedPackage", "utf16le");

/**
 * Opens a file of rows by what it contains, whatever its name says: an Excel workbook, or text in UTF-8, UTF-16 or
 * GB18030, separated by commas, semicolons or tabs.
 *
 * @param file its name, for messages
 * @throws UserError for what cannot be read, saying what to do
 */
export async function openTable(
  bytes: Buffer,
  file: string,
  { encoding, limits = FILE_LIMITS }: OpenOptions = {},
): Promise<TableFile> {
  if (bytes.length === 0)
    throw unreadable(file, {}, "文件是空的；请重新导出再上传", "the file is empty; export it again");
  if (bytes.length > limits.bytes) {
    const most = `${Math.round(limits.bytes / 1024 / 1024)} MB`;
    throw unreadable(file, {}, `超过 ${most}；请按月份拆分文件`, `larger than ${most}; split the file by month`);
  }
  const beginning = bytes.toString("latin1", 0, 4);
  if (beginning === ZIP || beginning === EMPTY_ZIP) return openXlsx(bytes, file, limits);
  if (beginning === COMPOUND_FILE && bytes.includes(ENCRYPTED)) throw encrypted(file);
  const utf8 = decodeToUtf8(bytes, file, encoding);
  return {
    format: "csv",
    encoding: encodingOf(bytes, utf8),
    sheets: [{ name: "", hidden: false }],
    async *rows() {
      const budget = new RowBudget(file, undefined, limits);
      for (const { records, done } of csvPieces(utf8, file)) {
        for (const record of records) budget.take(record);
        yield { rows: records, done };
      }
    },
  };
}

/** What text was in before it was made UTF-8. */
function encodingOf(bytes: Buffer, utf8: Buffer): TextEncoding {
  if (utf8 === bytes) return "utf-8";
  const mark = bytes.toString("latin1", 0, 2);
  return mark === "\xff\xfe" || mark === "\xfe\xff" ? "utf-16" : "gb18030";
}
