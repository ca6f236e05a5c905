import { CsvError, parse } from "csv-parse/sync";
import { UserError } from "../user-error.ts";
import { decodeToUtf8 } from "./decode.ts";

export interface CsvRecord {
  /** Where the record begins; the first line of the file is 1. */
  readonly line: number;
  /** Trimmed. */
  readonly cells: readonly string[];
}

/** A line or quoted cell longer than this is no table of figures. */
const LONGEST_RECORD = 1_048_576;
const SEPARATORS = [",", ";", "\t"] as const;
const [QUOTE, LF, CR] = [0x22, 0x0a, 0x0d];

/** Bytes that are parsed at a time; a record is never cut in two. */
const PIECE = 1_048_576;

/**
 * Reads delimited text: separated by commas, semicolons or tabs, lines ending in LF, CRLF or CR, cells
 * optionally in double quotes. Records without any content are left out.
 *
 * @param name of the file, for messages
 * @throws UserError naming the line, for what cannot be read
 */
export function readCsv(bytes: Buffer, name: string, take: (record: CsvRecord) => void): void {
  for (const { records } of csvPieces(decodeToUtf8(bytes, name), name)) records.forEach(take);
}

/**
 * The records of a text in UTF-8 as `readCsv` gives them, piece by piece, so that whoever reads can stop in between.
 * `done` is how much has been read, from 0 to 1.
 */
export function* csvPieces(
  utf8: Buffer,
  name: string,
): Generator<{ readonly records: readonly CsvRecord[]; readonly done: number }> {
  const delimiter = separatorOf(utf8);
  let line = 1;
  for (let start = 0; start < utf8.length; ) {
    const { end, lines } = wholeRecords(utf8, start);
    yield { records: readPiece(utf8.subarray(start, end), delimiter, line, name), done: end / utf8.length };
    line += lines;
    start = end;
  }
}

/** Where the records end that begin in the piece at `start`, and how many lines they take; quotes come in pairs. */
function wholeRecords(utf8: Buffer, start: number): { readonly end: number; readonly lines: number } {
  let quoted = false;
  let lines = 0;
  for (let at = start; at < utf8.length; at += 1) {
    const byte = utf8[at];
    if (byte === QUOTE) quoted = !quoted;
    else if (byte === LF || (byte === CR && utf8[at + 1] !== LF)) {
      lines += 1;
      if (!quoted && at - start >= PIECE) return { end: at + 1, lines };
    }
  }
  return { end: utf8.length, lines };
}

/** Reads whole records, the first of them in line `first`. */
function readPiece(utf8: Buffer, delimiter: string, first: number, name: string): CsvRecord[] {
  const records: CsvRecord[] = [];
  let line = first;
  let emptyLines = 0;
  const skipTo = (empty: number): void => {
    // The parser's own count of lines takes CRLF within quotes for two.
    line += empty - emptyLines;
    emptyLines = empty;
  };
  try {
    parse(utf8, {
      bom: first === 1,
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_RECORD,
      on_record: (record: string[], { empty_lines }) => {
        skipTo(empty_lines);
        const cells = record.map((cell) => cell.trim());
        if (cells.some((cell) => cell !== "")) records.push({ line, cells });
        line += 1;
        for (const cell of record) if (/[\r\n]/.test(cell)) line += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    skipTo(Number(error.empty_lines));
    throw unreadable(error, name, line);
  }
  return records;
}

/** The separator that stands most often in the first line with content, outside quotes. */
function separatorOf(utf8: Buffer): string {
  const beginning = utf8.toString("utf8", 0, LONGEST_RECORD).replace(/^\uFEFF?\s+/, "");
  const header = beginning.replace(/"[^"]*"/g, "").split(/[\r\n]/, 1)[0] ?? "";
  const count = (separator: string): number => header.split(separator).length;
  return SEPARATORS.reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}

function unreadable(error: CsvError, name: string, line: number): UserError {
  const column = Number(error.column) + 1;
  const [zh, en] = ((): [zh: string, en: string] => {
    switch (String(error.code)) {
      case "CSV_QUOTE_NOT_CLOSED":
        return [
          `第 ${column} 格的引号没有结束；请补上 "`,
          `the quote of cell ${column} is not closed; add the missing "`,
        ];
      case "CSV_INVALID_CLOSING_QUOTE":
      case "INVALID_OPENING_QUOTE":
        return [
          `第 ${column} 格的引号位置不对；含引号的内容请整格加引号，里面的 " 写成 ""`,
          `cell ${column} has a stray quote; put the whole cell in quotes and double the " within`,
        ];
      case "CSV_MAX_RECORD_SIZE":
        return [
          `这一行超过 ${LONGEST_RECORD} 字节，不像数据表；可能有引号没有结束`,
          `this line is longer than ${LONGEST_RECORD} bytes, too long for a table of figures; a quote may not be closed`,
        ];
      default:
        return [error.message, error.message];
    }
  })();
  return new UserError({ zh: `${name}：第 ${line} 行：${zh}`, en: `${name}: line ${line}: ${en}` });
}
