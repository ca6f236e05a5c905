/** Ranges as Excel writes them to the clipboard and reads them: cells between tabs, rows on lines. */

/** Rows of cells; quoted cells may hold tabs and line breaks. The line break that Excel ends with is no row. */
export function readRange(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  let cell = "";
  let at = 0;
  const close = (): void => {
    rows.at(-1)?.push(cell);
    cell = "";
  };
  while (at < text.length) {
    const sign = text.charAt(at);
    if (sign === '"' && cell === "" && isQuoted(text, at)) {
      const end = endOfQuotes(text, at);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
      continue;
    }
    if (sign === "\t") close();
    else if (sign === "\n" || sign === "\r") {
      close();
      if (text.startsWith("\r\n", at)) at += 1;
      if (at + 1 < text.length) rows.push([]);
      else return rows;
    } else cell += sign;
    at += 1;
  }
  close();
  return rows;
}

/** A quotation mark opens a cell only where another one closes it; `"2024-03-01" 起` is a text like any other. */
function isQuoted(text: string, start: number): boolean {
  const end = endOfQuotes(text, start);
  return end < text.length && /[\t\r\n]|^$/.test(text.charAt(end + 1));
}

function endOfQuotes(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    if (text[at] !== '"') at += 1;
    else if (text[at + 1] === '"') at += 2;
    else return at;
  }
  return at;
}

export const writeRange = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map(writeCell).join("\t")).join("\r\n");

const writeCell = (cell: string): string => (/[\t\r\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
