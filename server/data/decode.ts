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
 * @throws UserError for what is no text
 */
export function decodeToUtf8(bytes: Buffer, name: string): Buffer {
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
  return isUtf8(bytes) ? bytes : transcode(bytes, "gb18030", name);
}

function transcode(bytes: Buffer, encoding: string, name: string): Buffer {
  try {
    return Buffer.from(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UserError({
      zh: `${name}：既不是 UTF-8 也不是 GB18030 编码的文本；请另存为 CSV UTF-8`,
      en: `${name}: this is text in neither UTF-8 nor GB18030; save it as "CSV UTF-8"`,
    });
  }
}
