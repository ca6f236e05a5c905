import { type Column, type DataType, Precision, Type } from "@uwdata/flechette";
import { UserError } from "../user-error.ts";

/** A cell as a CSV file would have it, or a number over 10^places that needs no reading. */
export type ArrowCell = string | { readonly number: number; readonly places: number };

export const arrowText = (cell: ArrowCell): string =>
  typeof cell === "string" ? cell : shifted(String(cell.number), cell.places);

/**
 * The cells of an Arrow column, one after another; a null is blank. A float becomes the shortest
 * decimal that stands for it.
 *
 * @throws UserError for a type that no metric has, such as a list
 */
export function* arrowCells(column: Column<unknown>, name: string, file: string): Generator<ArrowCell> {
  const type = column.type.typeId === Type.Dictionary ? column.type.dictionary : column.type;
  const read = readerOf(type);
  if (!read) {
    throw new UserError({
      zh: `${file}：“${name}”一列的 Arrow 类型不能作为单元格读取；请用文字、整数、小数、浮点数、日期或布尔`,
      en: `${file}: the Arrow type of the column ${name} has no reading as a cell; use text, integers, decimals, floats, dates or booleans`,
    });
  }
  for (const value of column) yield value === null || value === undefined ? "" : read(value);
}

type Reader = (value: unknown) => ArrowCell;

function readerOf(type: DataType): Reader | undefined {
  switch (type.typeId) {
    case Type.Utf8:
    case Type.LargeUtf8:
    case Type.Utf8View:
      return (value) => String(value).trim();
    case Type.Bool:
      return String;
    case Type.Int:
      return (value) => whole(value, 0);
    case Type.Decimal:
      return (value) => whole(value, type.scale);
    case Type.Float: {
      const shortest = type.precision === Precision.DOUBLE ? String : single;
      return (value) => (Number.isSafeInteger(value) ? whole(value, 0) : plain(shortest(Number(value))));
    }
    case Type.Date:
    case Type.Timestamp:
      return (value) => dateText(Number(value));
    default:
      return undefined;
  }
}

function whole(value: unknown, places: number): ArrowCell {
  const number = Number(value);
  return Number.isSafeInteger(number) && places >= 0 ? { number, places } : shifted(String(value), places);
}

/** A whole number of 10^-places as a plain decimal. */
function shifted(digits: string, places: number): string {
  if (places <= 0) return digits + "0".repeat(-places);
  const sign = digits.startsWith("-") ? "-" : "";
  const padded = digits.slice(sign.length).padStart(places + 1, "0");
  return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}

/** `1.5e-7` as `0.00000015`; what is no number as it is. */
function plain(text: string): string {
  const match = /^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text);
  if (!match) return text;
  const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
  return sign + shifted(whole + fraction, fraction.length - Number(exponent));
}

/** The shortest decimal that stands for a float of 32 bits. */
function single(value: number): string {
  for (let digits = 1; digits <= 9; digits += 1) {
    const text = value.toPrecision(digits);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}

/** The day; with the time of day where there is one, which no date has. */
function dateText(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return String(milliseconds);
  return date.toISOString().replace(/T00:00:00.000Z$/, "");
}
