import { formatUnit, UNITLESS, type Unit } from "./unit.ts";

/** What the checker knows of a value. */
export type Type = NumberType | TruthType | ChoiceType | TextType | DateType | UnknownType;

export interface NumberType {
  readonly kind: "number";
  readonly unit: Unit;
  /** True for a number that people read and write with a `%`; it is then unitless. */
  readonly percent: boolean;
}
export interface TruthType {
  readonly kind: "truth";
}
export interface ChoiceType {
  readonly kind: "choice";
  /** The name of the choice or metric that declares the values. */
  readonly name: string;
  /** In the declared order. */
  readonly values: readonly string[];
}
/** Free text, such as a department: may only be compared for equality. */
export interface TextType {
  readonly kind: "text";
}
export interface DateType {
  readonly kind: "date";
}
/** Of something already reported: nothing further is said about it. */
export interface UnknownType {
  readonly kind: "unknown";
}

export const TRUTH: TruthType = { kind: "truth" };
export const TEXT: TextType = { kind: "text" };
export const DATE: DateType = { kind: "date" };
export const UNKNOWN: UnknownType = { kind: "unknown" };
export const PLAIN_NUMBER: NumberType = { kind: "number", unit: UNITLESS, percent: false };
export const PERCENT: NumberType = { kind: "number", unit: UNITLESS, percent: true };
export const numberOf = (unit: Unit): NumberType => ({ kind: "number", unit, percent: false });

/** A type as people would say it. */
export function describeType(type: Type): { zh: string; en: string } {
  switch (type.kind) {
    case "number": {
      if (type.percent) return { zh: "百分数", en: "a percentage" };
      const unit = formatUnit(type.unit);
      return unit === ""
        ? { zh: "无单位的数", en: "a number without unit" }
        : { zh: `单位为 ${unit} 的数`, en: `a number in ${unit}` };
    }
    case "truth":
      return { zh: "是/否", en: "a yes or no" };
    case "choice":
      return { zh: `“${type.name}”的取值`, en: `a value of "${type.name}"` };
    case "text":
      return { zh: "文字", en: "text" };
    case "date":
      return { zh: "日期", en: "a date" };
    case "unknown":
      return { zh: "未知", en: "unknown" };
  }
}
