/** What a number in a cell stands for, by the number format of the cell. */
export type NumberFormat = "general" | "percent" | "date" | "time" | "duration";

/** Formats that have a number of their own and no code in the workbook; Chinese and Japanese Excel add dates. */
function builtIn(id: number): NumberFormat {
  if (id === 9 || id === 10) return "percent";
  if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 54)) {
    return "date";
  }
  if (id === 57 || id === 58) return "date";
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47 || id === 55 || id === 56) {
    return "time";
  }
  return id === 46 ? "duration" : "general";
}

/** @param code as in the workbook, where the format is not one that Excel has built in */
export function numberFormat(id: number, code: string | undefined): NumberFormat {
  if (code === undefined) return builtIn(id);
  const [positive = ""] = code.split(";", 1);
  const bare = positive.replace(/"[^"]*"?|\\.|_.|\*./g, "").toLowerCase();
  if (/\[(?:h+|m+|s+)\]/.test(bare)) return "duration";
  const symbols = bare.replace(/\[[^\]]*\]/g, "");
  if (/general/.test(symbols)) return "general";
  if (/[yde]/.test(symbols.replace(/e[+-]/g, "")) && !/[0#?]/.test(symbols.replace(/s\.0+/g, "s"))) return "date";
  if (/[hs]/.test(symbols)) return "time";
  // Months alone, such as "m月"; minutes never stand without hours or seconds.
  if (/m/.test(symbols)) return "date";
  return symbols.includes("%") ? "percent" : "general";
}

const DAY_SECONDS = 86_400;
/** 9999-12-31. */
const LAST_SERIAL = 2_958_465;

/**
 * A number of a workbook as text: what the cell shows, but exact. Numbers have the fifteen digits that Excel keeps.
 *
 * @param from1904 days are counted from 1904-01-01, not 1900-01-01
 */
export function numberText(written: string, format: NumberFormat, from1904: boolean): string {
  const value = Number(written);
  if (written.trim() === "" || !Number.isFinite(value)) return written;
  switch (format) {
    case "general":
      return plainNumber(value);
    case "percent":
      return `${plainNumber(value, 2)}%`;
    case "date":
      return dateText(value, from1904) ?? plainNumber(value);
    case "time":
      return value < 1 ? clockText(value) : (dateText(value, from1904) ?? plainNumber(value));
    case "duration":
      return clockText(value);
  }
}

/** Without an exponent. @param shift places the point moves to the right */
export function plainNumber(value: number, shift = 0): string {
  const [mantissa = "0", exponent = "0"] = value.toExponential(14).split("e");
  const negative = mantissa.startsWith("-");
  const digits = mantissa.replace(/[-.]/g, "");
  const point = 1 + Number(exponent) + shift;
  const padded = point <= 0 ? "0".repeat(1 - point) + digits : digits.padEnd(point, "0");
  const at = Math.max(point, 1);
  const fraction = padded.slice(at).replace(/0+$/, "");
  const text = padded.slice(0, at).replace(/^0+(?=\d)/, "") + (fraction === "" ? "" : `.${fraction}`);
  return negative && value !== 0 ? `-${text}` : text;
}

/** `2025-01-31`, with the time of day where there is one. */
function dateText(serial: number, from1904: boolean): string | undefined {
  const seconds = Math.round(serial * DAY_SECONDS);
  const day = Math.floor(seconds / DAY_SECONDS);
  if (day < 0 || day > LAST_SERIAL) return undefined;
  // Excel believes in 1900-02-29, day 60.
  if (!from1904 && (day === 0 || day === 60)) return undefined;
  const epoch = from1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, day < 60 ? 31 : 30);
  const date = new Date(epoch + day * DAY_SECONDS * 1000).toISOString().slice(0, 10);
  const time = seconds - day * DAY_SECONDS;
  return time === 0 ? date : `${date} ${clockText(time / DAY_SECONDS)}`;
}

/** `9:12:58`; hours may be more than a day's. */
function clockText(days: number): string {
  const seconds = Math.round(Math.abs(days) * DAY_SECONDS);
  const two = (part: number): string => String(part).padStart(2, "0");
  const clock = `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days < 0 && seconds > 0 ? `-${clock}` : clock;
}
