import type { Localized } from "../diagnostics/localized.ts";
import { LIMITS } from "../limits.ts";
import { decimalsOf, divide, multiply, parseDecimal, type Rational, rational, toExact } from "../values/rational.ts";
import type { ChoiceType, NumberType } from "../values/type.ts";
import { formatUnit } from "../values/unit.ts";
import type { Outcome, RowError, RowErrorCode, Value } from "../values/value.ts";
import type { Metric } from "./metric.ts";
import { describePermitted, isPermitted } from "./permitted.ts";

const HUNDRED = rational(100);
const GROUPED = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d*)?$/;
const TRUTHS: ReadonlyMap<string, boolean> = new Map([
  ["是", true],
  ["yes", true],
  ["y", true],
  ["true", true],
  ["1", true],
  ["否", false],
  ["no", false],
  ["n", false],
  ["false", false],
  ["0", false],
]);
const LONGEST_QUOTE = 40;

/**
 * The value of a metric in a cell of a file; `undefined` where the cell is blank, an error where it
 * is no permitted value. Nothing is guessed or clamped.
 */
export function readCell(metric: Metric, text: string): Outcome | undefined {
  const cell = text.normalize("NFKC").trim();
  if (cell === "") return undefined;
  const { type } = metric;
  switch (type.kind) {
    case "number":
      return readNumber(metric, type, cell);
    case "choice":
      return readChoice(metric, type, cell);
    case "truth":
      return (
        TRUTHS.get(cell.toLowerCase()) ??
        fail(metric, "not-a-truth-value", cell, { zh: "应为 是 或 否", en: "expected yes or no" })
      );
    case "date":
      return isDate(cell)
        ? cell
        : fail(metric, "not-a-date", cell, {
            zh: "应为日期，写成 2025-01-31",
            en: "expected a date, written 2025-01-31",
          });
    case "text":
    case "unknown":
      return cell;
  }
}

/** The text of a value as `readCell` reads it back. */
export function formatCell(metric: Metric, value: Value): string {
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "是" : "否";
  return metric.type.kind === "number" && metric.type.percent
    ? `${toExact(multiply(value, HUNDRED))}%`
    : toExact(value);
}

function readNumber(metric: Metric, type: NumberType, cell: string): Outcome {
  const sign = type.percent && cell.endsWith("%");
  const written = (sign ? cell.slice(0, -1).trimEnd() : cell).replace("−", "-");
  if (written.replace(/\D/g, "").length > LIMITS.digits) {
    return fail(metric, "number-too-large", cell, {
      zh: `数字不能超过 ${LIMITS.digits} 位`,
      en: `a number may have ${LIMITS.digits} digits at most`,
    });
  }
  const number = parseDecimal(GROUPED.test(written) ? written.replaceAll(",", "") : written);
  if (number === undefined) {
    return fail(metric, "not-a-number", cell, {
      zh: "不是数，应写成 1234.5",
      en: "it is not a number; write it as 1234.5",
    });
  }
  const value = sign ? divide(number, HUNDRED) : number;
  const show = (one: Rational): string => formatCell(metric, one);
  if (metric.permitted && !isPermitted(metric.permitted, value)) {
    const permitted = describePermitted(metric.permitted, show);
    const unit = formatUnit(type.unit);
    const inUnit = unit === "" ? permitted : `${permitted} ${unit}`;
    return fail(metric, "out-of-bounds", cell, { zh: `允许的值为 ${inUnit}`, en: `permitted is ${inUnit}` });
  }
  const { decimals } = metric;
  if (decimals !== undefined && (decimalsOf(value) ?? 0) > decimals) {
    const count = type.percent ? Math.max(0, decimals - 2) : decimals;
    return fail(metric, "too-many-decimals", cell, {
      zh: count === 0 ? "应为整数" : `最多 ${count} 位小数`,
      en: count === 0 ? "expected a whole number" : `it may have ${count} decimal${count === 1 ? "" : "s"} at most`,
    });
  }
  return value;
}

function readChoice(metric: Metric, { values }: ChoiceType, cell: string): Outcome {
  if (values.includes(cell)) return cell;
  const list = values.join("、");
  return fail(metric, "unknown-choice", cell, { zh: `可用的值为 ${list}`, en: `its values are ${list}` });
}

export function isDate(cell: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(cell);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return day >= 1 && day <= days;
}

function fail({ name }: Metric, code: RowErrorCode, cell: string, expected: Localized): RowError {
  const quoted = cell.length > LONGEST_QUOTE ? `${cell.slice(0, LONGEST_QUOTE)}…` : cell;
  return {
    kind: "row-error",
    code,
    name,
    message: {
      zh: `“${name}”的值“${quoted}”有误：${expected.zh}`,
      en: `"${name}" cannot be "${quoted}": ${expected.en}`,
    },
  };
}
