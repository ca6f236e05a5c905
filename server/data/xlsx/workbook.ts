import type { FileLimits } from "../limits.ts";
import { type Sheet, unreadable } from "../table-file.ts";
import { type NumberFormat, numberFormat } from "./number-format.ts";
import type { Package } from "./package.ts";
import { readXml } from "./xml.ts";

/** What the sheets of a workbook have in common. */
export interface Workbook {
  readonly sheets: readonly (Sheet & { readonly part: string })[];
  /** Days are counted from 1904-01-01. */
  readonly from1904: boolean;
  /** By the index of a cell's style. */
  readonly formats: readonly NumberFormat[];
  /** The texts that cells refer to by index. */
  readonly texts: readonly string[];
}

/** @throws UserError where it is no workbook, or one that is damaged */
export async function readWorkbook(parts: Package, file: string, limits: FileLimits): Promise<Workbook> {
  const main = await mainPart(parts, file);
  const relations = await readRelations(parts, main, file);
  const sheets: (Sheet & { part: string })[] = [];
  let from1904 = false;
  const events = {
    open(name: string, attribute: (name: string) => string | undefined) {
      if (name === "workbookPr") from1904 = isTrue(attribute("date1904"));
      if (name !== "sheet") return;
      const target = relations.get(attribute("r:id") ?? attribute("id") ?? "");
      if (!target?.type.endsWith("/worksheet")) return;
      const hidden = (attribute("state") ?? "visible") !== "visible";
      sheets.push({ name: attribute("name") ?? "", hidden, part: target.part });
    },
    text() {},
    close() {},
  };
  await readXml(parts.readSmall(main), events, file, main);
  if (sheets.length === 0) throw unreadable(file, {}, "工作簿里没有工作表", "the workbook has no worksheet");
  const partOf = (kind: string): string | undefined =>
    [...relations.values()].find(({ type, part }) => type.endsWith(`/${kind}`) && parts.has(part))?.part;
  const styles = partOf("styles");
  const strings = partOf("sharedStrings");
  return {
    sheets,
    from1904,
    formats: styles === undefined ? [] : await readFormats(parts, styles, file),
    texts: strings === undefined ? [] : await readTexts(parts, strings, file, limits),
  };
}

/** The workbook within the package; says what it is instead where it is none that can be read. */
async function mainPart(parts: Package, file: string): Promise<string> {
  const relations = parts.has("_rels/.rels") ? await readRelations(parts, "", file) : new Map<string, Relation>();
  const main = [...relations.values()].find(({ type }) => type.endsWith("/officeDocument"))?.part ?? "xl/workbook.xml";
  if (parts.has(main) && /\.xml$/i.test(main) && main.toLowerCase().startsWith("xl/")) return main;
  const paths = parts.paths();
  const has = (beginning: string): boolean => paths.some((path) => path.startsWith(beginning));
  const [zh, en] = parts.has("xl/workbook.bin")
    ? ["这是 Excel 二进制工作簿（.xlsb）", "this is a binary Excel workbook (.xlsb)"]
    : has("word/")
      ? ["这是 Word 文档", "this is a Word document"]
      : has("ppt/")
        ? ["这是 PowerPoint 演示文稿", "this is a PowerPoint presentation"]
        : parts.has("content.xml")
          ? ["这是 OpenDocument 文件（.ods）", "this is an OpenDocument file (.ods)"]
          : has("index/")
            ? ["这是 Numbers 表格", "this is a Numbers spreadsheet"]
            : ["这是压缩包，里面没有 Excel 工作簿", "this is an archive without an Excel workbook"];
  throw unreadable(file, {}, `${zh}；请另存为 .xlsx 或 CSV 再上传`, `${en}; save the table as .xlsx or CSV`);
}

interface Relation {
  readonly type: string;
  readonly part: string;
}

async function readRelations(parts: Package, of: string, file: string): Promise<Map<string, Relation>> {
  const slash = of.lastIndexOf("/") + 1;
  const folder = of.slice(0, slash);
  const path = `${folder}_rels/${of.slice(slash)}.rels`;
  const relations = new Map<string, Relation>();
  if (!parts.has(path)) return relations;
  const events = {
    open(name: string, attribute: (name: string) => string | undefined) {
      const [id, target] = [attribute("Id"), attribute("Target")];
      if (name !== "Relationship" || id === undefined || target === undefined) return;
      if (attribute("TargetMode") === "External") return;
      relations.set(id, { type: attribute("Type") ?? "", part: resolvePart(folder, target) });
    },
    text() {},
    close() {},
  };
  await readXml(parts.readSmall(path), events, file, path);
  return relations;
}

/** Only ever looked up among the parts of the package, so a path that leads out of it is no part. */
function resolvePart(folder: string, target: string): string {
  const segments: string[] = [];
  for (const segment of (target.startsWith("/") ? target : folder + target).split("/")) {
    if (segment === "..") segments.pop();
    else if (segment !== "" && segment !== ".") segments.push(segment);
  }
  return segments.join("/");
}

async function readFormats(parts: Package, part: string, file: string): Promise<NumberFormat[]> {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  let inCellFormats = false;
  const events = {
    open(name: string, attribute: (name: string) => string | undefined) {
      if (name === "numFmt") codes.set(Number(attribute("numFmtId")), attribute("formatCode") ?? "");
      if (name === "cellXfs") inCellFormats = true;
      if (name !== "xf" || !inCellFormats) return;
      const id = Number(attribute("numFmtId") ?? 0);
      formats.push(numberFormat(id, codes.get(id)));
    },
    text() {},
    close(name: string) {
      if (name === "cellXfs") inCellFormats = false;
    },
  };
  await readXml(parts.readSmall(part), events, file, part);
  return formats;
}

/** What a text takes beside its characters. */
const PER_TEXT = 8;

async function readTexts(parts: Package, part: string, file: string, limits: FileLimits): Promise<string[]> {
  const texts: string[] = [];
  let length = 0;
  const item = new TextItem("si");
  const events = {
    open: (name: string) => item.open(name),
    text: (text: string) => item.text(text),
    close(name: string) {
      const text = item.close(name);
      if (text === undefined) return;
      length += text.length + PER_TEXT;
      if (length > limits.sharedText) {
        throw unreadable(
          file,
          {},
          `工作簿里的文字超过 ${limits.sharedText} 个字符；请按月份拆分`,
          `the workbook has more than ${limits.sharedText} characters of text; split it by month`,
        );
      }
      texts.push(text);
    },
  };
  await readXml(parts.read(part), events, file, part);
  return texts;
}

/** Puts the runs of a formatted text together; how it is pronounced (`rPh`) is no part of it. */
export class TextItem {
  readonly #element: string;
  #pieces: string[] = [];
  #inText = false;
  #inPhonetic = false;

  constructor(element: string) {
    this.#element = element;
  }

  open(name: string): void {
    if (name === this.#element) this.#pieces = [];
    else if (name === "rPh") this.#inPhonetic = true;
    else if (name === "t") this.#inText = !this.#inPhonetic;
  }

  text(text: string): void {
    if (this.#inText) this.#pieces.push(text);
  }

  /** The whole text where its element ends. */
  close(name: string): string | undefined {
    if (name === "t") this.#inText = false;
    else if (name === "rPh") this.#inPhonetic = false;
    return name === this.#element ? unescapeText(this.#pieces.join("")) : undefined;
  }
}

/** Characters that XML cannot hold stand as `_x000D_`; halves of a pair and NUL, which no text holds, are lost. */
export const unescapeText = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => character(Number.parseInt(code, 16)))
    : text;

const character = (code: number): string =>
  code === 0 || (code >= 0xd800 && code <= 0xdfff) ? "\uFFFD" : String.fromCharCode(code);

const isTrue = (value: string | undefined): boolean => value === "1" || value === "true" || value === "on";
