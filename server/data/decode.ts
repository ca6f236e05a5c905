import { isUtf8 } from "node:buffer";
import type { Localized } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";

/** How the files that are mistaken for CSV most often begin, byte by byte. */
const FOREIGN: readonly (readonly [beginning: string, what: Localized])[] = [
  ["PK\x03\x04", { zh: "Excel 工作簿或压缩包", en: "an Excel workbook or ZIP archive" }],
  ["\xd0\xcf\x11\xe0", { zh: "旧版 Excel 工作簿（.xls）", en: "an old Excel workbook (.xls)" }],
  ["%PDF", { zh: "PDF 文件", en: "a PDF file" }],
  ["\x1f\x8b", { zh: "gzip 压缩文件", en: "a gzip archive" }],
];
const MARKUP = /^(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|table|meta)/i;
const WEB_PAGE: Localized = { zh: "网页或 XML 文件", en: "a web page or XML file" };

/** What a file without a byte order mark can be stated to be. */
export type Encoding = "utf-8" | "gb18030";

const UTF16_MARKS: ReadonlyMap<string, string> = new Map([
  ["\xff\xfe", "utf-16le"],
  ["\xfe\xff", "utf-16be"],
]);

/**
 * The bytes of a delimited text file as UTF-8. Accepts UTF-8 and UTF-16 (told by its byte order mark)
 * and else reads GB18030, which covers GBK and GB2312. GB18030 is tried last because nearly any bytes
 * pass for it, while text in GB18030 hardly ever passes for UTF-8.
 *
 * @param name of the file, for messages
 * @param encoding as stated by the user; recognised where absent. A byte order mark of UTF-16 outweighs it.
 * @throws UserError for what is no text
 */
export function decodeToUtf8(bytes: Buffer, name: string, encoding?: Encoding): Buffer {
  const beginning = bytes.subarray(0, 256).toString("latin1");
  const foreign = MARKUP.test(beginning) ? WEB_PAGE : FOREIGN.find(([magic]) => beginning.startsWith(magic))?.[1];
  if (foreign !== undefined) {
    throw new UserError({
      zh: `${name}：这是${foreign.zh}，不是 CSV；请在 Excel 里另存为 CSV UTF-8`,
      en: `${name}: this is ${foreign.en}, not CSV; in Excel, save it as "CSV UTF-8"`,
    });
  }
  const marked = UTF16_MARKS.get(beginning.slice(0, 2));
  if (marked !== undefined) return transcode(bytes, marked, name);
  // No character of UTF-8 or GB18030 holds one.
  const zero = bytes.indexOf(0);
  if (zero >= 0) {
    const line = 1 + (bytes.toString("latin1", 0, zero).match(/\r\n|\r|\n/g)?.length ?? 0);
    throw new UserError({
      zh: `${name}：第 ${line} 行有 NUL 字节，这不是文本文件；请重新导出为 CSV`,
      en: `${name}: line ${line} has a NUL byte, so this is no text file; export it again as CSV`,
    });
  }
  if (encoding === "utf-8" || (encoding === undefined && isUtf8(bytes))) return transcode(bytes, "utf-8", name);
  if (encoding === undefined) refuseDamagedUtf8(bytes, name);
  return transcode(bytes, "gb18030", name);
}

/** Characters of several bytes in UTF-8, or bytes that are none. */
const BEYOND_ASCII =
  /([\xc2-\xdf][\x80-\xbf]|\xe0[\xa0-\xbf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}|[\xf1-\xf4][\x80-\xbf]{3})|[\x80-\xff]/g;
/** Text in GB18030 looks like UTF-8 in a few places at most. */
const CHARACTERS_PER_FAULT = 10;
const LONGEST_LOOK = 4 * 1024 * 1024;

/** Text in UTF-8 with a few bytes wrong, or cut off, would else be read as GB18030 and come out as other characters. */
function refuseDamagedUtf8(bytes: Buffer, name: string): void {
  const text = bytes.toString("latin1", 0, LONGEST_LOOK);
  let [characters, faults, first] = [0, 0, -1];
  for (const match of text.matchAll(BEYOND_ASCII)) {
    if (match[1] !== undefined) characters += 1;
    else {
      faults += 1;
      if (first < 0) first = match.index;
    }
  }
  if (first < 0 || characters < faults * CHARACTERS_PER_FAULT) return;
  const line = 1 + (text.slice(0, first).match(/\r\n|\r|\n/g)?.length ?? 0);
  throw new UserError({
    zh: `${name}：第 ${line} 行有不完整的 UTF-8 字符，文件可能被截断或损坏；请重新导出，若它是 GB18030 编码请指明`,
    en: `${name}: line ${line} has a broken character of UTF-8; the file may be cut off or damaged: export it again, or state that it is in GB18030`,
  });
}

function notIn(encoding: string, name: string): UserError {
  return encoding === "gb18030"
    ? new UserError({
        zh: `${name}：既不是 UTF-8 也不是 GB18030 编码的文本；请另存为 CSV UTF-8`,
        en: `${name}: this is text in neither UTF-8 nor GB18030; save it as "CSV UTF-8"`,
      })
    : new UserError({
        zh: `${name}：不是 ${encoding.toUpperCase()} 编码的文本，或文件不完整；请换一种编码，或另存为 CSV UTF-8`,
        en: `${name}: this is no text in ${encoding.toUpperCase()}, or it is incomplete; choose another encoding, or save it as "CSV UTF-8"`,
      });
}

function transcode(bytes: Buffer, encoding: string, name: string): Buffer {
  if (encoding === "utf-8" && isUtf8(bytes)) return bytes;
  try {
    return Buffer.from(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw notIn(encoding, name);
  }
}
