import { FILE_LIMITS, type FileLimits } from "../limits.ts";
import { NOT_CALCULATED, type RowBatch, RowBudget, type TableFile, type TableRow, unreadable } from "../table-file.ts";
import { readCellPlace } from "./cell-place.ts";
import { findMerges, type Merge } from "./merged-cells.ts";
import { numberText } from "./number-format.ts";
import { Package } from "./package.ts";
import { readWorkbook, TextItem, unescapeText, type Workbook } from "./workbook.ts";
import { parseXml } from "./xml.ts";

/** Rows of a sheet in Excel. */
const LAST_LINE = 1_048_576;

/**
 * Opens an Excel workbook (.xlsx, .xlsm). Of formulas the values they had when it was saved are read; errors stay as
 * they are shown, such as #N/A (`isErrorCell`).
 *
 * @param file its name, for messages
 * @throws UserError where it is none, is damaged, has a password or is larger than permitted
 */
export async function openXlsx(bytes: Buffer, file: string, limits: FileLimits = FILE_LIMITS): Promise<TableFile> {
  const parts = await Package.open(bytes, file, limits);
  const workbook = await readWorkbook(parts, file, limits);
  return {
    format: "xlsx",
    sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })),
    async *rows(index) {
      const sheet = workbook.sheets[index];
      if (!sheet) throw new RangeError(`the workbook has no sheet ${index}`);
      const merges = await findMerges(parts.read(sheet.part), file, sheet.name);
      yield* readSheet(parts, sheet, workbook, merges, file, limits);
    },
  };
}

async function* readSheet(
  parts: Package,
  sheet: { readonly name: string; readonly part: string },
  workbook: Workbook,
  merges: readonly Merge[],
  file: string,
  limits: FileLimits,
): AsyncGenerator<RowBatch> {
  const budget = new RowBudget(file, sheet.name, limits);
  const fill = mergeFiller(merges, limits.columns, file, sheet.name);
  let rows: TableRow[] = [];
  const reader = new SheetReader(workbook, file, sheet.name, limits.columns, (line, cells) => {
    const row = fill(line, cells);
    if (row.cells.every((cell) => cell === "")) return;
    budget.take(row);
    rows.push(row);
  });
  const size = parts.statedSize(sheet.part);
  for await (const read of parseXml(parts.read(sheet.part), reader, file, sheet.part)) {
    yield { rows, done: Math.min(1, read / Math.max(size, 1)) };
    rows = [];
  }
}

class SheetReader {
  readonly #workbook: Workbook;
  readonly #file: string;
  readonly #sheet: string;
  readonly #columns: number;
  readonly #take: (line: number, cells: string[]) => void;
  readonly #inline = new TextItem("is");
  #line = 0;
  #cells: string[] = [];
  #column = -1;
  #type = "n";
  #style = 0;
  #value = "";
  #inlineText = "";
  #inValue = false;
  #hasFormula = false;

  constructor(
    workbook: Workbook,
    file: string,
    sheet: string,
    columns: number,
    take: (line: number, cells: string[]) => void,
  ) {
    this.#workbook = workbook;
    this.#file = file;
    this.#sheet = sheet;
    this.#columns = columns;
    this.#take = take;
  }

  open(name: string, attribute: (name: string) => string | undefined): void {
    switch (name) {
      case "row":
        this.#openRow(attribute("r"));
        break;
      case "c":
        this.#openCell(attribute("r"));
        this.#type = attribute("t") ?? "n";
        this.#style = Number(attribute("s") ?? 0);
        break;
      case "v":
        this.#inValue = true;
        break;
      case "f":
        this.#hasFormula = true;
        break;
      default:
        this.#inline.open(name);
    }
  }

  text(text: string): void {
    if (this.#inValue) this.#value += text;
    else this.#inline.text(text);
  }

  close(name: string): void {
    switch (name) {
      case "v":
        this.#inValue = false;
        break;
      case "c":
        this.#closeCell();
        break;
      case "row":
        this.#take(this.#line, this.#cells);
        break;
      default:
        this.#inlineText = this.#inline.close(name) ?? this.#inlineText;
    }
  }

  #openRow(written: string | undefined): void {
    const line = written === undefined ? this.#line + 1 : Number(written);
    if (!Number.isSafeInteger(line) || line <= this.#line || line > LAST_LINE) {
      throw unreadable(
        this.#file,
        { sheet: this.#sheet, line: this.#line },
        `下一行的行号“${written ?? line}”不对，文件已损坏；请用 Excel 打开，另存为 .xlsx 再上传`,
        `the row after it is numbered "${written ?? line}", so the file is damaged; open it in Excel and save it as .xlsx`,
      );
    }
    this.#line = line;
    this.#cells = [];
    this.#column = -1;
  }

  #openCell(written: string | undefined): void {
    const place = written === undefined ? { line: this.#line, column: this.#column + 1 } : readCellPlace(written);
    if (!place || place.line !== this.#line || place.column <= this.#column) {
      throw unreadable(
        this.#file,
        { sheet: this.#sheet, line: this.#line },
        `单元格编号“${written ?? ""}”不对，文件已损坏；请用 Excel 打开，另存为 .xlsx 再上传`,
        `a cell is named "${written ?? ""}", so the file is damaged; open it in Excel and save it as .xlsx`,
      );
    }
    this.#column = place.column;
    this.#value = "";
    this.#inlineText = "";
    this.#hasFormula = false;
  }

  #closeCell(): void {
    const text = this.#cellText().trim();
    if (text === "") return;
    if (this.#column >= this.#columns) {
      throw unreadable(
        this.#file,
        { sheet: this.#sheet, line: this.#line, column: this.#column },
        `超过 ${this.#columns} 列；请删去多余的列再上传`,
        `more than ${this.#columns} columns; delete those that are not needed`,
      );
    }
    while (this.#cells.length < this.#column) this.#cells.push("");
    this.#cells.push(text);
  }

  #cellText(): string {
    const value = this.#value;
    if (this.#hasFormula && value === "" && this.#type !== "str") return NOT_CALCULATED;
    switch (this.#type) {
      case "s":
        return this.#sharedText(value);
      case "inlineStr":
        return this.#inlineText;
      case "str":
        return unescapeText(value);
      case "b":
        return value === "" ? "" : value === "1" || value === "true" ? "TRUE" : "FALSE";
      case "d":
        return value.replace("T", " ").replace(/(?: 00:00:00)?(?:\.0+)?Z?$/, "");
      case "n":
        return numberText(value, this.#workbook.formats[this.#style] ?? "general", this.#workbook.from1904);
      default:
        return value;
    }
  }

  #sharedText(index: string): string {
    if (index === "") return "";
    const text = this.#workbook.texts[Number(index)];
    if (text !== undefined) return text;
    throw unreadable(
      this.#file,
      { sheet: this.#sheet, line: this.#line, column: this.#column },
      "这一格的文字在文件里找不到，文件已损坏；请用 Excel 打开，另存为 .xlsx 再上传",
      "the text of this cell is missing from the file, which is damaged; open it in Excel and save it as .xlsx",
    );
  }
}

/** Rows in the shadow of a merged cell show its text, so they get it. */
function mergeFiller(merges: readonly Merge[], most: number, file: string, sheet: string) {
  let next = 0;
  let open: { readonly merge: Merge; readonly text: string }[] = [];
  return (line: number, cells: string[]): TableRow => {
    if (open.some(({ merge }) => merge.bottom < line)) open = open.filter(({ merge }) => merge.bottom >= line);
    const merged = new Set<number>();
    for (const { merge, text } of open) {
      if (text === "" || (cells[merge.column] ?? "") !== "") continue;
      while (cells.length <= merge.column) cells.push("");
      cells[merge.column] = text;
      merged.add(merge.column);
    }
    for (let merge = merges[next]; merge && merge.top <= line; merge = merges[next]) {
      next += 1;
      if (merge.top === line) open.push({ merge, text: cells[merge.column] ?? "" });
    }
    if (open.length > most) {
      throw unreadable(
        file,
        { sheet, line },
        "合并单元格互相重叠；请取消合并再上传",
        "merged cells overlap; unmerge them",
      );
    }
    return merged.size === 0 ? { line, cells } : { line, cells, merged };
  };
}
