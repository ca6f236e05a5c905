/** Where `B3` is: the row from 1, the column from 0; `undefined` for what names no cell. */
export function readCellPlace(
  text: string | undefined,
): { readonly line: number; readonly column: number } | undefined {
  const match = /^([A-Za-z]{1,3})([1-9]\d{0,6})$/.exec(text ?? "");
  if (!match) return undefined;
  let column = 0;
  for (const letter of (match[1] ?? "").toUpperCase()) column = column * 26 + letter.charCodeAt(0) - 64;
  return { line: Number(match[2]), column: column - 1 };
}
