import { isMonth, type Month } from "../../engine/index.ts";
import { readMonth } from "../data/month.ts";
import { numberText } from "../data/xlsx/number-format.ts";
import { DATE_ORDERS, type DateOrder } from "./mapping.ts";
import { remembering } from "./remembering.ts";

const TIME = String.raw`(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?`;
const YMD = new RegExp(
  String.raw`^(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))${TIME}$`,
);
const NUMBERS = new RegExp(String.raw`^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})${TIME}$`);
const MONTH_AND_YEAR = /^(\d{1,2})[-/.](\d{4})$/;
/** Days of 1954 to 2119: other numbers are no days. */
const DAYS = /^[2-7]\d{4}(?:\.\d+)?$/;

/** The day as 2025-01-31, a time of day passed over; `undefined` where the text is none in this order. */
export function readDate(text: string, order: DateOrder): string | undefined {
  const plain = text.normalize("NFKC").trim();
  switch (order) {
    case "ymd": {
      const match = YMD.exec(plain);
      return match ? dateOf(match[1], match[3] ?? match[5] ?? match[7], match[4] ?? match[6] ?? match[8]) : undefined;
    }
    case "dmy":
    case "mdy": {
      const match = NUMBERS.exec(plain);
      if (!match) return undefined;
      return order === "dmy" ? dateOf(match[4], match[3], match[1]) : dateOf(match[4], match[1], match[3]);
    }
    case "days-1900":
    case "days-1904":
      return DAYS.test(plain) ? numberText(plain, "date", order === "days-1904").slice(0, 10) : undefined;
  }
}

/** The month a cell stands for; without an order only what is a month and no day. */
export function readMonthIn(text: string, order: DateOrder | undefined): Month | undefined {
  const month = readMonth(text);
  if (month !== undefined || order === undefined) return month;
  const match = MONTH_AND_YEAR.exec(text.normalize("NFKC").trim());
  if (match && (order === "dmy" || order === "mdy")) return monthOf(`${match[2]}-${(match[1] ?? "").padStart(2, "0")}`);
  return monthOf(readDate(text, order)?.slice(0, 7) ?? "");
}

const monthOf = (text: string): Month | undefined => (isMonth(text) ? text : undefined);

function dateOf(year = "", month = "", day = ""): string | undefined {
  const date = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
  const time = Date.parse(`${date}T00:00:00Z`);
  return Number.isFinite(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
}

/** Watches the cells of a column: in which orders they are days, or months. */
export class DateEvidence {
  readonly #days = new Map<DateOrder, number>();
  readonly #months = new Map<DateOrder, number>();
  #plainMonths = 0;
  #cells = 0;

  readonly #lookAt = remembering(readingsOf);

  take(text: string): void {
    this.#cells += 1;
    const readings = this.#lookAt(text);
    if (!readings) return;
    if (readings.isMonth) this.#plainMonths += 1;
    for (const order of readings.days) count(this.#days, order);
    for (const order of readings.months) count(this.#months, order);
  }

  /** The cells are months and nothing else; the few that are not will be told as errors. */
  get areMonths(): boolean {
    return this.#isMost(this.#plainMonths);
  }

  /** The orders in which the most cells are days. */
  get dayOrders(): readonly DateOrder[] {
    return this.#best(this.#days);
  }

  /** The orders in which the most cells stand for a month. */
  get monthOrders(): readonly DateOrder[] {
    return this.#best(this.#months);
  }

  #best(counts: ReadonlyMap<DateOrder, number>): readonly DateOrder[] {
    const most = Math.max(0, ...counts.values());
    return this.#isMost(most) ? [...counts].flatMap(([order, cells]) => (cells === most ? [order] : [])) : [];
  }

  #isMost(cells: number): boolean {
    return cells * 2 > this.#cells;
  }
}

/** As every day and month begins, so that figures are told apart quickly. */
const BEGINNING = /^(?:\d{1,4}[-/.年]\d|\d{5,8}(?:\.|$| |T))/;

/** In which orders a text is a day or stands for a month; `undefined` where it is neither. */
function readingsOf(text: string) {
  if (!BEGINNING.test(text.normalize("NFKC"))) return undefined;
  const days = DATE_ORDERS.filter((order) => readDate(text, order) !== undefined);
  const months = DATE_ORDERS.filter((order) => readMonthIn(text, order) !== undefined);
  return { isMonth: readMonth(text) !== undefined, days, months };
}

const count = (counts: Map<DateOrder, number>, order: DateOrder): void => {
  counts.set(order, (counts.get(order) ?? 0) + 1);
};
