/** Files that nobody should have to import, each with what must be said of it. */
import { deflateRawSync } from "node:zlib";
import { textRow, type WorkbookParts, workbook, workbookParts } from "../../data/testing/workbook.ts";
import { type ZipPart, zip } from "../../data/testing/zip.ts";
import type { ReadingChoice } from "../import.ts";

export interface MalformedFile {
  readonly name: string;
  readonly bytes: Buffer;
  /** In what is said of it: place and fault. */
  readonly told: RegExp;
  readonly choice?: ReadingChoice;
}

const HEADER = "月份,工号,A类客户数,成交额,入职日期,岗位";
const GOOD = "2025-01,n1,35,12.50,2024-01-02,外呼专员";
const SHEET = "xl/worksheets/sheet1.xml";
/** Characters of GB18030 by their bytes: 月份,工号,姓名. */
const GB_HEADER = Buffer.from("d4c2b7dd2cb9a4bac52cd0d5c3fb0a", "hex");
const GB_ROW = Buffer.from("323032352d30312cd5c5c8fd2cd5c5c8fd0a", "hex");

const csv = (...lines: string[]): Buffer => Buffer.from(`${lines.join("\n")}\n`);
const rows = (...lines: string[]): string =>
  [HEADER, ...lines].map((line, at) => textRow(at + 1, line.split(","))).join("");
const goodRows = rows(...Array.from({ length: 40 }, (_, at) => GOOD.replace("n1", `n${at}`)));
const goodBook = (rest: WorkbookParts = {}): Buffer => workbook({ sheets: { S: { rows: goodRows } }, ...rest });
const sheetOf = (content: string): Buffer => workbook({ sheets: { S: { rows: content } } });
const cell = (inner: string): Buffer =>
  sheetOf(`${rows()}<row r="2"><c r="A2" t="str"><v>2025-01</v></c><c r="B2" t="str"><v>n1</v></c>${inner}</row>`);

/** All of them, always the same. */
export function malformedFiles(): MalformedFile[] {
  return [
    ...wrongFormats(),
    ...truncated(),
    ...encodings(),
    ...quotesAndBytes(),
    ...oversized(),
    ...months(),
    ...figures(),
    ...shapes(),
    ...lyingArchives(),
    ...brokenParts(),
    ...brokenSheets(),
    ...bombs(),
  ];
}

function wrongFormats(): MalformedFile[] {
  const magic: [string, Buffer | string, RegExp][] = [
    ["empty", "", /the file is empty/],
    ["byte order mark only", "\uFEFF", /no header/],
    ["blank lines", "\n\r\n,,\n", /no header/],
    ["PDF", "%PDF-1.7\n1 0 obj", /a PDF file/],
    ["gzip", Buffer.from("1f8b0800", "hex"), /a gzip archive/],
    ["old Excel", Buffer.from("d0cf11e0a1b11ae1", "hex"), /an old Excel workbook/],
    [
      "workbook with a password",
      Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.from("EncryptedPackage", "utf16le")]),
      /by a password/,
    ],
    ["HTML as .xls", "<html xmlns:x='urn:schemas-microsoft-com:office:excel'><table>", /a web page/],
    ["HTML with a doctype", "<!DOCTYPE html><html>", /a web page/],
    ["HTML behind a byte order mark", "\uFEFF<table><tr>", /a web page/],
    ["XML spreadsheet of 2003", '<?xml version="1.0"?><Workbook/>', /a web page or XML file/],
    ["PNG", Buffer.from("89504e470d0a1a0a0000000d", "hex"), /NUL byte/],
    ["SQLite", "SQLite format 3\0", /NUL byte/],
    ["ELF", Buffer.from("7f454c46020101000000", "hex"), /NUL byte/],
    ["7-Zip", Buffer.from("377abcaf271c0004", "hex"), /NUL byte/],
    ["RAR", Buffer.from("526172211a0701000000", "hex"), /NUL byte/],
    ["JSON", '{"月份":"2025-01"}', /stray quote/],
    ["one word", "月份", /nothing below the header|no header/],
    ["prose", "今天天气很好。\n明天也是。\n", /no header/],
    ["Word", zip([{ path: "word/document.xml", content: "<a/>" }]), /a Word document/],
    ["PowerPoint", zip([{ path: "ppt/presentation.xml", content: "<a/>" }]), /a PowerPoint/],
    ["OpenDocument", zip([{ path: "content.xml", content: "<a/>" }]), /an OpenDocument/],
    ["binary workbook", zip([{ path: "xl/workbook.bin", content: "a" }]), /\.xlsb/],
    ["Numbers", zip([{ path: "Index/Document.iwa", content: "a" }]), /a Numbers/],
    ["archive of a CSV file", zip([{ path: "data.csv", content: HEADER }]), /without an Excel workbook/],
    ["empty archive", zip([]), /without an Excel workbook/],
  ];
  return magic.map(([name, content, told]) => ({ name: `format: ${name}`, bytes: Buffer.from(content), told }));
}

function truncated(): MalformedFile[] {
  const book = goodBook();
  const text = csv(HEADER, ...Array.from({ length: 20 }, () => GOOD));
  const cuts = Array.from({ length: 40 }, (_, at) => Math.floor(((at + 1) * (book.length - 1)) / 41));
  const within = [...text.keys()].filter((at) => ((text[at] ?? 0) & 0xc0) === 0x80).slice(-16);
  const cells = [1, 2, 3, 4, 5].map((commas) => `${HEADER}\n${GOOD}\n${GOOD.split(",").slice(0, commas).join(",")}`);
  return [
    ...cuts.map((at) => ({
      name: `workbook cut at ${at}`,
      bytes: book.subarray(0, at),
      told: /damaged|NUL byte|the file is empty/,
    })),
    ...within.map((at) => ({
      name: `CSV cut in a character at ${at}`,
      bytes: text.subarray(0, at),
      told: /line \d+ has a broken character of UTF-8/,
    })),
    ...cells.map((content, at) => ({
      name: `CSV cut after ${at + 1} cells`,
      bytes: Buffer.from(content),
      told: /line 3\b.*this row has \d cells, the header has 6/,
    })),
    {
      name: "UTF-16 cut in a character",
      bytes: Buffer.from(`\uFEFF${HEADER}\n${GOOD}`, "utf16le").subarray(0, -1),
      told: /UTF-16LE/,
    },
    {
      name: "UTF-16 with half a pair",
      bytes: Buffer.from("\uFEFF月份,工号\n2025-01,\uD83D", "utf16le"),
      told: /UTF-16LE/,
    },
    {
      name: "big-endian UTF-16 cut in a character",
      bytes: Buffer.from(`\uFEFF${HEADER}\n${GOOD}`, "utf16le").swap16().subarray(0, -1),
      told: /UTF-16BE/,
    },
  ];
}

function encodings(): MalformedFile[] {
  const gb = Buffer.concat([GB_HEADER, GB_ROW]);
  const utf8 = csv(HEADER, ...Array.from({ length: 10 }, () => GOOD));
  const broken = Array.from({ length: 12 }, (_, at) => {
    const bytes = Buffer.from(utf8);
    bytes[at * 3] = 0xff;
    return bytes;
  });
  return [
    { name: "GB18030 stated as UTF-8", bytes: gb, told: /no text in UTF-8/, choice: { encoding: "utf-8" } },
    {
      name: "UTF-8 stated as GB18030",
      bytes: utf8,
      told: /neither UTF-8 nor GB18030|agent id/,
      choice: { encoding: "gb18030" },
    },
    {
      name: "GB18030 with a byte too many",
      bytes: Buffer.concat([gb, Buffer.from([0xff, 0xff])]),
      told: /neither UTF-8 nor GB18030/,
    },
    {
      name: "bytes that are no text",
      bytes: Buffer.from([0x61, 0xff, 0xff, 0xff, 0x0a]),
      told: /neither UTF-8 nor GB18030/,
    },
    ...broken.map((bytes, at) => ({
      name: `UTF-8 with a wrong byte at ${at * 3}`,
      bytes,
      told: /line 1 has a broken character of UTF-8/,
    })),
    {
      name: "lost characters",
      bytes: csv(HEADER, GOOD.replace("n1", "锟斤\uFFFD")),
      told: /line 2\b.*characters that were lost/,
    },
    {
      name: "lost characters in a choice",
      bytes: csv(HEADER, GOOD.replace("外呼专员", "\uFFFD\uFFFD")),
      told: /line 2\b.*column 6\b.*characters that were lost/,
    },
  ];
}

function quotesAndBytes(): MalformedFile[] {
  const lines = Array.from({ length: 10 }, (_, at) => GOOD.replace("n1", `n${at}`));
  const at = (line: number, change: (text: string) => string): Buffer =>
    csv(HEADER, ...lines.map((text, index) => (index + 2 === line ? change(text) : text)));
  const places = [2, 4, 6, 8, 11];
  return places.flatMap((line) => [
    {
      name: `quote that is not closed in line ${line}`,
      bytes: at(line, (text) => text.replace("35", '"35')),
      told: new RegExp(`line ${line}: the quote of cell 3 is not closed`),
    },
    {
      name: `stray quote in line ${line}`,
      bytes: at(line, (text) => text.replace("12.50", '12"50')),
      told: new RegExp(`line ${line}: cell 4 has a stray quote`),
    },
    {
      name: `text after a quote in line ${line}`,
      bytes: at(line, (text) => text.replace("12.50", '"12".50')),
      told: new RegExp(`line ${line}: cell 4 has a stray quote`),
    },
    {
      name: `NUL in line ${line}`,
      bytes: at(line, (text) => text.replace("35", "3\x005")),
      told: new RegExp(`line ${line} has a NUL byte`),
    },
    {
      name: `separator too many in line ${line}`,
      bytes: at(line, (text) => text.replace("12.50", "1,200.50")),
      told: new RegExp(`line ${line}\\b.*beyond the header`),
    },
    {
      name: `separator too few in line ${line}`,
      bytes: at(line, (text) => text.replace(",12.50", "")),
      told: new RegExp(`line ${line}\\b.*this row has 5 cells`),
    },
  ]);
}

function oversized(): MalformedFile[] {
  const giant = "x".repeat(40_000);
  const cells = [0, 1, 2, 3, 4, 5].map((column) => {
    const row = GOOD.split(",").map((text, at) => (at === column ? giant : text));
    return {
      name: `giant cell in column ${column + 1}`,
      bytes: csv(HEADER, GOOD, row.join(",")),
      told: new RegExp(`line 3, column ${column + 1} \\([A-F]\\): this cell is longer than 32767`),
    };
  });
  return [
    ...cells,
    ...cells.map(({ told }, column) => ({
      name: `giant cell of a workbook in column ${column + 1}`,
      bytes: sheetOf(
        rows(
          GOOD,
          GOOD.split(",")
            .map((text, at) => (at === column ? giant : text))
            .join(","),
        ),
      ),
      told,
    })),
    { name: "endless line", bytes: csv(HEADER, "9".repeat(2_000_000)), told: /line 2: this line is longer/ },
    {
      name: "too many columns",
      bytes: csv(`${HEADER},${Array.from({ length: 3000 }, (_, at) => `c${at}`).join(",")}`, GOOD),
      told: /line 1, column 3006.*more than 2000 columns/,
    },
    {
      name: "column at the end of a sheet",
      bytes: sheetOf(`${rows(GOOD)}<row r="3"><c r="XFD3"><v>1</v></c></row>`),
      told: /sheet "S", line 3, column 16384 \(XFD\): more than 2000 columns/,
    },
    {
      name: "too many rows",
      bytes: csv(HEADER, ...Array.from({ length: 5001 }, () => "2025-01,n1,1,1,,")),
      told: /line 5001: more than 5000 rows/,
    },
    {
      name: "too many parts",
      bytes: zip(Array.from({ length: 10_001 }, (_, at) => ({ path: `a/${at}`, content: "" }))),
      told: /10001 parts/,
    },
    {
      name: "number of five hundred digits",
      bytes: csv(HEADER, GOOD.replace("35", "9".repeat(500))),
      told: /line 2\b.*column 3\b.*digits at most/,
    },
  ];
}

function months(): MalformedFile[] {
  const wrong = [
    "",
    "Jan-25",
    "25-01",
    "2025-13",
    "2025-00",
    "2025",
    "1月",
    "202513",
    "45658",
    "01/02/2025",
    "2025-01-15",
    "二〇二五年一月",
    "2025Q1",
    "2025-1-2x",
    "#REF!",
    "0000-01-99",
    "１月",
    "2025-02-30",
    "=2025-01",
    "NaN",
  ];
  return wrong.map((month) => ({
    name: `month ${month}`,
    bytes: csv(HEADER, GOOD, GOOD.replace("n1", "n2"), GOOD.replace("2025-01", month).replace("n1", "n3")),
    told: month === "#REF!" ? /line 4\b.*column 1\b.*spreadsheet's error/ : /line 4\b.*column 1\b.*month/,
  }));
}

function figures(): MalformedFile[] {
  const counts = [
    "-1",
    "3.5",
    "abc",
    "1e3",
    "5%",
    "1/2",
    "NaN",
    "Infinity",
    "0x10",
    "35 户",
    "3..5",
    "--5",
    "1,23",
    "100001",
    "#N/A",
    "#DIV/0!",
    "#VALUE!",
    "#NAME?",
    "#NUM!",
    "#NULL!",
    "#SPILL!",
    "三十五",
    "35;36",
    "１２３４５６７",
  ];
  const sums = ["-0.01", "0.001", "1.2.3", "¥100", "100元", "1.5万", "1000000001", "12,34.5"];
  const dates = ["2024-02-30", "2023-02-29", "2024-13-01", "2024-00-10", "20240101x", "31/31/2024", "昨天", "2024-1"];
  const positions = ["外呼", "专员", "TRUE", "0", "外呼专员、客服专员"];
  const at = (column: number, texts: readonly string[], told: RegExp) =>
    texts.map((text) => {
      const row = GOOD.split(",").map((old, index) =>
        index === column ? (text.includes(",") ? `"${text}"` : text) : old,
      );
      return {
        name: `column ${column + 1} ${text}`,
        bytes: csv(HEADER, GOOD.replace("n1", "n2"), GOOD.replace("n1", "n3"), row.join(",")),
        told: new RegExp(`line 4\\b.*column ${column + 1}\\b.*${told.source}`),
      };
    });
  return [
    ...at(2, counts, /(?:A类客户数|spreadsheet's error)/),
    ...at(3, sums, /成交额/),
    ...at(4, dates, /is no date/),
    ...at(5, positions, /岗位/),
  ];
}

function shapes(): MalformedFile[] {
  const file = (name: string, told: RegExp, ...lines: string[]) => ({
    name: `shape: ${name}`,
    bytes: csv(...lines),
    told,
  });
  return [
    file("metric twice", /are the same; which one counts/, "月份,工号,A类客户数,a_customers", "2025-01,n1,1,2"),
    file(
      "metric three times",
      /are the same; which one counts/,
      "月份,工号,A类客户数,A类客户,A类数",
      "2025-01,n1,1,2,3",
    ),
    file("month twice", /are the same; which one counts/, "月份,统计月份,工号,A类客户数", "2025-01,2025-02,n1,1"),
    file("agent twice", /are the same; which one counts/, "月份,工号,员工编号,A类客户数", "2025-01,n1,n2,1"),
    file("no agent", /which column is the agent id/, "月份,姓名,A类客户数", "2025-01,张三,1"),
    file("no month", /which month is it/, "工号,A类客户数", "n1,1"),
    file("no metric", /no column would be imported/, "月份,工号,备注", "2025-01,n1,x"),
    file("misspelt agent", /is it "员工编号"/, "月份,员工编呺,A类客户数", "2025-01,n1,1"),
    file("agent-month twice", /line 3\b.*has 2025-01 in line 2 already/, HEADER, GOOD, GOOD),
    file(
      "agent-month twice in other words",
      /line 3\b.*has 2025-01 in line 2 already/,
      HEADER,
      GOOD,
      GOOD.replace("2025-01", "2025年1月"),
    ),
    file("agent blank", /line 2\b.*column 2\b.*agent id is blank/, HEADER, GOOD.replace("n1", "")),
    file("unknown agent", /line 2\b.*column 2\b.*no agent "stranger"/, HEADER, GOOD.replace("n1", "stranger")),
    file(
      "formula for an agent",
      /line 2\b.*column 2\b.*no agent "=cmd/,
      HEADER,
      GOOD.replace("n1", "=cmd|' /C calc'!A0"),
    ),
    file(
      "prototype for an agent",
      /line 2\b.*column 2\b.*no agent "__proto__"/,
      HEADER,
      GOOD.replace("n1", "__proto__"),
    ),
    file(
      "agent of a thousand characters",
      /line 2\b.*column 2\b.*longer than 64/,
      HEADER,
      GOOD.replace("n1", "n".repeat(1000)),
    ),
    file("header only", /nothing below the header/, HEADER),
    file("header twice", /line 4\b.*month/, HEADER, GOOD, GOOD.replace("n1", "n2"), HEADER),
    file("header of figures", /which column is the agent id/, "1,2,3", "4,5,6"),
    file("one column", /no header/, "A类客户数", "1", "2"),
    file(
      "days in place of months",
      /to stand for their months/,
      "月份,工号,A类客户数",
      "2025-01-31,n1,1",
      "2025-01-30,n2,2",
    ),
    file("days that can be read twice", /can be read in several ways/, "月份,工号,入职日期", "2025-01,n1,03/04/2024"),
    file("a spreadsheet's days", /can be read in several ways/, "月份,工号,入职日期", "2025-01,n1,45017"),
    file("only totals", /no rows to import/, "月份,工号,A类客户数", ",合计,35"),
  ];
}

function lyingArchives(): MalformedFile[] {
  const parts = workbookParts({ sheets: { S: { rows: goodRows } } });
  const lies: [string, NonNullable<ZipPart["stated"]>, RegExp][] = [
    ["smaller than it is", { size: 10 }, /damaged/],
    ["larger than it is", { size: 100_000_000 }, /damaged/],
    ["compressed to less", { compressedSize: 5 }, /damaged/],
    ["compressed to more than the file", { compressedSize: 4_000_000 }, /damaged/],
    ["another checksum", { checksum: 12345 }, /checksum/],
    ["an unknown method", { method: 99 }, /damaged/],
    ["stored, not deflated", { method: 0 }, /damaged/],
    ["encrypted", { flags: 1 }, /password/],
    ["somewhere else", { offset: 3 }, /damaged/],
    ["beyond the end", { offset: 900_000_000 }, /damaged/],
  ];
  const needed = ["xl/workbook.xml", SHEET, "xl/sharedStrings.xml", "xl/styles.xml"];
  const lying = needed.flatMap((path) =>
    lies.map(([name, stated, told]) => ({
      name: `archive: ${path} says it is ${name}`,
      bytes: zip(parts.map((part) => (part.path === path ? { ...part, stated } : part))),
      told,
    })),
  );
  const garbage = needed.map((path) => ({
    name: `archive: ${path} is no deflated data`,
    bytes: zip(parts.map((part) => (part.path === path ? { ...part, deflated: Buffer.alloc(200, 0xee) } : part))),
    told: /damaged/,
  }));
  const paths = [
    "../../etc/passwd",
    "/etc/passwd",
    "C:\\Windows\\x",
    "C:/x",
    "..\\..\\x",
    "xl/../../x",
    "a/../../b",
    "//server/x",
  ];
  return [
    ...lying,
    ...garbage,
    ...paths.map((path) => ({
      name: `archive: part ${path}`,
      bytes: goodBook({ parts: [{ path, content: "x" }] }),
      told: /damaged/,
    })),
    { name: "archive: two parts of one name", bytes: zip([...parts, ...parts.slice(-1)]), told: /two parts are named/ },
    { name: "archive: more parts than there are", bytes: zip(parts, { entryCount: 500 }), told: /damaged/ },
    { name: "archive: fewer parts than there are", bytes: zip(parts, { entryCount: 2 }), told: /damaged|no worksheet/ },
    { name: "archive: no part at all", bytes: zip(parts, { entryCount: 0 }), told: /without an Excel workbook/ },
    {
      name: "archive: bytes behind its end",
      bytes: Buffer.concat([goodBook(), Buffer.from("behind")]),
      told: /damaged/,
    },
    {
      name: "archive: sheet missing",
      bytes: goodBook({ without: [SHEET] }),
      told: /the part xl\/worksheets\/sheet1\.xml is missing/,
    },
    {
      name: "archive: workbook missing",
      bytes: goodBook({ without: ["xl/workbook.xml"] }),
      told: /without an Excel workbook/,
    },
    {
      name: "archive: relations missing",
      bytes: goodBook({ without: ["xl/_rels/workbook.xml.rels"] }),
      told: /no worksheet/,
    },
  ];
}

function brokenParts(): MalformedFile[] {
  const laughs = `<!DOCTYPE x [<!ENTITY a "ha">${Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at} "${"&a;".repeat(10)}">`).join("")}]><x>&a8;</x>`;
  const contents: [string, string | Buffer, RegExp][] = [
    ["empty", "", /no proper XML/],
    ["text", "hello", /no proper XML/],
    ["not closed", "<worksheet><sheetData>", /no proper XML/],
    ["crossed", "<a><b></a></b>", /no proper XML/],
    ["external entities", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>', /document type/],
    ["a billion laughs", laughs, /document type/],
    ["an unknown entity", "<x>&unknown;</x>", /no proper XML/],
    ["a thousand levels", "<x>".repeat(1000), /more than 64 elements/],
    ["a character that XML has not", "<x>\u0001</x>", /no proper XML/],
    ["an endless attribute", `<x a="${"y".repeat(1_500_000)}"/>`, /characters without a tag|no proper XML/],
    ["bytes that are no UTF-8", Buffer.from([0x3c, 0x78, 0x3e, 0xff, 0x3c, 0x2f, 0x78, 0x3e]), /no proper XML/],
    ["an attribute twice", '<x a="1" a="2"/>', /no proper XML/],
  ];
  return ["xl/workbook.xml", "xl/_rels/workbook.xml.rels", SHEET, "xl/sharedStrings.xml", "xl/styles.xml"].flatMap(
    (path) =>
      contents.map(([name, content, told]) => ({
        name: `${path}: ${name}`,
        bytes: goodBook({ parts: [{ path, content }] }),
        told,
      })),
  );
}

function brokenSheets(): MalformedFile[] {
  const sheet = (name: string, content: string, told: RegExp) => ({
    name: `sheet: ${name}`,
    bytes: sheetOf(content),
    told,
  });
  return [
    sheet("row twice", `${rows(GOOD)}<row r="2"/>`, /line 2: the row after it is numbered "2"/),
    sheet("row backwards", `${rows(GOOD)}<row r="1"/>`, /line 2: the row after it is numbered "1"/),
    sheet("row of no number", `${rows(GOOD)}<row r="x"/>`, /numbered "x"/),
    sheet("row beyond the end", `${rows(GOOD)}<row r="9999999"/>`, /numbered "9999999"/),
    sheet("row of a fraction", `${rows(GOOD)}<row r="3.5"/>`, /numbered "3.5"/),
    sheet("cell twice", `${rows(GOOD)}<row r="3"><c r="A3"/><c r="A3"/></row>`, /line 3: a cell is named "A3"/),
    sheet("cell backwards", `${rows(GOOD)}<row r="3"><c r="B3"/><c r="A3"/></row>`, /line 3: a cell is named "A3"/),
    sheet("cell of another row", `${rows(GOOD)}<row r="3"><c r="A9"/></row>`, /line 3: a cell is named "A9"/),
    sheet("cell of no place", `${rows(GOOD)}<row r="3"><c r="3A"/></row>`, /line 3: a cell is named "3A"/),
    {
      name: "sheet: text that is missing",
      bytes: cell('<c r="C2" t="s"><v>99</v></c>'),
      told: /line 2, column 3 \(C\): the text of this cell is missing/,
    },
    {
      name: "sheet: text of a negative place",
      bytes: cell('<c r="C2" t="s"><v>-1</v></c>'),
      told: /line 2, column 3 \(C\): the text of this cell is missing/,
    },
    {
      name: "sheet: formula without a value",
      bytes: cell('<c r="C2"><f>1+1</f></c>'),
      told: /line 2\b.*column 3\b.*has not been calculated/,
    },
    {
      name: "sheet: number that is none",
      bytes: cell('<c r="C2"><v>1e999</v></c>'),
      told: /line 2\b.*column 3\b.*A类客户数/,
    },
    {
      name: "sheet: number of words",
      bytes: cell('<c r="C2"><v>many</v></c>'),
      told: /line 2\b.*column 3\b.*A类客户数/,
    },
    {
      name: "sheet: truth for a number",
      bytes: cell('<c r="C2" t="b"><v>1</v></c>'),
      told: /line 2\b.*column 3\b.*A类客户数/,
    },
    {
      name: "sheet: NUL in an agent",
      bytes: sheetOf(
        `${rows()}<row r="2"><c r="A2" t="str"><v>2025-01</v></c><c r="B2" t="str"><v>n_x0000_1</v></c><c r="C2"><v>1</v></c></row>`,
      ),
      told: /line 2\b.*column 2\b.*characters that were lost/,
    },
    {
      name: "sheet: half a character in an agent",
      bytes: sheetOf(
        `${rows()}<row r="2"><c r="A2" t="str"><v>2025-01</v></c><c r="B2" t="str"><v>n_xD83D_1</v></c><c r="C2"><v>1</v></c></row>`,
      ),
      told: /line 2\b.*column 2\b.*characters that were lost/,
    },
    ...["#N/A", "#DIV/0!", "#REF!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!"].map((error) => ({
      name: `sheet: ${error}`,
      bytes: cell(`<c r="C2" t="e"><v>${error}</v></c>`),
      told: /line 2\b.*column 3\b.*spreadsheet's error/,
    })),
    {
      name: "sheet: merged figures",
      bytes: workbook({
        sheets: {
          S: {
            rows: `${rows(GOOD)}<row r="3"><c r="A3" t="str"><v>2025-01</v></c><c r="B3" t="str"><v>n2</v></c></row>`,
            after: '<mergeCells><mergeCell ref="C2:C3"/></mergeCells>',
          },
        },
      }),
      told: /line 3\b.*column 3\b.*merged cell/,
    },
    { name: "sheet: no sheet", bytes: workbook({ sheets: {} }), told: /no worksheet/ },
    { name: "sheet: nothing in it", bytes: workbook({}), told: /no header/ },
  ];
}

function bombs(): MalformedFile[] {
  const zeros = deflateRawSync(Buffer.alloc(20_000_000, " "));
  const bomb = (path: string, size: number): Buffer =>
    goodBook({
      parts: [{ path, content: Buffer.alloc(0), deflated: zeros, stated: { size, compressedSize: zeros.length } }],
    });
  const paths = ["xl/workbook.xml", SHEET, "xl/sharedStrings.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"];
  const texts = `<sst>${`<si><t>${"x".repeat(30_000)}</t></si>`.repeat(200)}</sst>`;
  const many = Array.from(
    { length: 4000 },
    (_, at) => `<row r="${at + 3}"><c r="AAA${at + 3}"><v>1</v></c></row>`,
  ).join("");
  return [
    ...paths.map((path) => ({
      name: `bomb in ${path}`,
      bytes: bomb(path, 20_000_000),
      told: /uncompressed|characters without a tag/,
    })),
    ...paths.map((path) => ({
      name: `bomb in ${path} that says it is small`,
      bytes: bomb(path, 100),
      told: /damaged/,
    })),
    {
      name: "bomb of texts",
      bytes: goodBook({ parts: [{ path: "xl/sharedStrings.xml", content: texts }] }),
      told: /characters of text|uncompressed/,
    },
    {
      name: "bomb of merged cells",
      bytes: workbook({
        sheets: {
          S: { rows: goodRows, after: `<mergeCells>${'<mergeCell ref="A1:A9"/>'.repeat(100_001)}</mergeCells>` },
        },
      }),
      told: /more than 100000 merged cells/,
    },
    { name: "bomb of wide rows", bytes: sheetOf(`${rows(GOOD)}${many}`), told: /line \d+: more than 500000 cells/ },
  ];
}
