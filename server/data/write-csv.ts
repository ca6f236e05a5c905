/** Comma-separated text (RFC 4180, lines ending in LF); cells are quoted only where they must be. */
export const formatCsv = (records: readonly (readonly string[])[]): string =>
  records.map((cells) => `${cells.map(formatCell).join(",")}\n`).join("");

const formatCell = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
