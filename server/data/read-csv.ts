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

/**
 * Reads delimited text: separated by commas, semicolons or tabs, lines ending in LF, CRLF or CR, cells
 * optionally in double quotes. Records without any content are left out.
 *
 * @param name of the file, for messages
 * @throws UserError naming the line, for what cannot be read
 */
export function readCsv(bytes: Buffer, name: string, take: (record: CsvRecord) => void): void {
  const utf8 = decodeToUtf8(bytes, name);
  let line = 1;
  let emptyLines = 0;
  try {
    parse(utf8, {
      bom: true,
      delimiter: separatorOf(utf8),
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      max_record_size: LONGEST_RECORD,
      on_record: (record: string[], { empty_lines }) => {
        // The parser's own count of lines takes CRLF within quotes for two.
        line += empty_lines - emptyLines;
        emptyLines = empty_lines;
        const cells = record.map((cell) => cell.trim());
        if (cells.some((cell) => cell !== "")) take({ line, cells });
        line += 1;
        for (const cell of record) if (/[\r\n]/.test(cell)) line += cell.match(/\r\n|\r|\n/g)?.length ?? 0;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw unreadable(error, name, line + Number(error.empty_lines) - emptyLines);
  }
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
