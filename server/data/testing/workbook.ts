/** Excel workbooks for tests, made of their XML. */
import { type ZipPart, zip } from "./zip.ts";

export interface WorkbookParts {
  /** `<row>…</row>` of each sheet by name, and what stands behind them. */
  readonly sheets?: Readonly<Record<string, { rows?: string; after?: string; state?: string }>>;
  readonly texts?: readonly string[];
  /** Format codes by cell style, from style 1; style 0 is General. */
  readonly formats?: readonly string[];
  readonly from1904?: boolean;
  /** Parts that take the place of those with the same path, or come in addition. */
  readonly parts?: readonly ZipPart[];
  readonly without?: readonly string[];
}

const MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

export function workbookParts({
  sheets = { Sheet1: {} },
  texts = [],
  formats = [],
  from1904 = false,
  parts = [],
  without = [],
}: WorkbookParts): ZipPart[] {
  const names = Object.keys(sheets);
  const relations = (list: readonly string[]): string =>
    `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${list.join("")}</Relationships>`;
  const relation = (id: string, type: string, target: string): string =>
    `<Relationship Id="${id}" Type="${REL}/${type}" Target="${target}"/>`;
  const all: ZipPart[] = [
    { path: "_rels/.rels", content: relations([relation("rId1", "officeDocument", "xl/workbook.xml")]) },
    {
      path: "xl/workbook.xml",
      content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${REL}"><workbookPr date1904="${from1904 ? 1 : 0}"/><sheets>${names
        .map(
          (name, at) =>
            `<sheet name="${name}" sheetId="${at + 1}" state="${sheets[name]?.state ?? "visible"}" r:id="s${at + 1}"/>`,
        )
        .join("")}</sheets></workbook>`,
    },
    {
      path: "xl/_rels/workbook.xml.rels",
      content: relations([
        ...names.map((_, at) => relation(`s${at + 1}`, "worksheet", `worksheets/sheet${at + 1}.xml`)),
        relation("st", "styles", "styles.xml"),
        relation("ss", "sharedStrings", "/xl/sharedStrings.xml"),
      ]),
    },
    {
      path: "xl/styles.xml",
      content: `${XML}<styleSheet xmlns="${MAIN}"><numFmts>${formats
        .map((code, at) => `<numFmt numFmtId="${170 + at}" formatCode="${code}"/>`)
        .join("")}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/>${formats
        .map((_, at) => `<xf numFmtId="${170 + at}"/>`)
        .join("")}</cellXfs></styleSheet>`,
    },
    {
      path: "xl/sharedStrings.xml",
      content: `${XML}<sst xmlns="${MAIN}">${texts.map((text) => `<si>${text}</si>`).join("")}</sst>`,
    },
    ...names.map((name, at) => ({
      path: `xl/worksheets/sheet${at + 1}.xml`,
      content: `${XML}<worksheet xmlns="${MAIN}"><sheetData>${sheets[name]?.rows ?? ""}</sheetData>${sheets[name]?.after ?? ""}</worksheet>`,
    })),
  ];
  const replaced = new Set([...parts.map(({ path }) => path), ...without]);
  return [...all.filter(({ path }) => !replaced.has(path)), ...parts];
}

export const workbook = (parts: WorkbookParts): Buffer => zip(workbookParts(parts));

/** A row of inline texts. */
export const textRow = (line: number, cells: readonly string[]): string =>
  `<row r="${line}">${cells.map((cell) => `<c t="inlineStr"><is><t>${cell}</t></is></c>`).join("")}</row>`;
