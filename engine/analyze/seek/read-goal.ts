import type { Localized } from "../../diagnostics/localized.ts";
import { printLiteral } from "../../ir/print-term.ts";
import type { Program } from "../../ir/program.ts";
import { suggest } from "../../source/nearest.ts";
import { canonicalSign } from "../../syntax/characters.ts";
import { describeType, type NumberType, PLAIN_NUMBER, type Type } from "../../values/type.ts";
import { readNumberOf } from "../set-value.ts";
import { AGGREGATES, type Aggregate, type Goal, type GoalOperator } from "./goal.ts";

const GOAL = /^(sum|average|min|max|count)\s*\(\s*(.+?)\s*\)\s*(each month)?\s*(<=|>=|<|>|=)\s*(.+)$/;

/**
 * Reads `sum(应发工资) <= 500000`, `average(总分) each month >= 70`, `count(离岗培训) <= 3`,
 * `count(级别 = 高级) >= 10`; Chinese signs as in a scheme.
 */
export function readGoal(text: string, program: Program): Goal | { readonly problem: Localized } {
  const written = [...text].map(canonicalSign).join("").normalize("NFKC").trim();
  const match = GOAL.exec(written);
  const [, aggregate, subject = "", each, operator, bound = ""] = match ?? [];
  if (!isAggregate(aggregate) || operator === undefined) return { problem: notAGoal(text) };
  const [name = "", grade] = aggregate === "count" ? subject.split(/\s*=\s*/) : [subject];
  const type = typesOf(program).get(name);
  if (!type) return { problem: unknownName(text, name, program) };
  const misfit = unfit(aggregate, type, name, grade);
  if (misfit) return { problem: { zh: `${text}：${misfit.zh}`, en: `${text}: ${misfit.en}` } };
  const unit = aggregate === "count" || type.kind !== "number" ? PLAIN_NUMBER : type;
  const value = readNumberOf(bound, unit, program.catalogue);
  if (!value) return { problem: notABound(text, bound, unit) };
  return {
    aggregate,
    name,
    ...(grade !== undefined && { grade }),
    eachMonth: each !== undefined,
    operator: operator as GoalOperator,
    bound: value,
  };
}

/** `sum(应发工资) each month <= 500000 CNY` */
export function goalText({ aggregate, name, grade, eachMonth, operator, bound }: Goal, program: Program): string {
  const type = typesOf(program).get(name);
  const unit = aggregate === "count" || type?.kind !== "number" ? PLAIN_NUMBER : type;
  const subject = grade === undefined ? name : `${name} = ${grade}`;
  return `${aggregate}(${subject})${eachMonth ? " each month" : ""} ${operator} ${printLiteral(bound, unit)}`;
}

const isAggregate = (word: string | undefined): word is Aggregate => AGGREGATES.some((each) => each === word);

const typesOf = ({ outputs, actions }: Program): ReadonlyMap<string, Type> =>
  new Map<string, Type>([
    ...actions.map(({ name }) => [name, { kind: "truth" } as const] as const),
    ...outputs.map(({ name, type }) => [name, type] as const),
  ]);

function unfit(aggregate: Aggregate, type: Type, name: string, grade: string | undefined): Localized | undefined {
  if (aggregate !== "count") {
    return type.kind === "number"
      ? undefined
      : { zh: `“${name}”不是数，只能用 count`, en: `"${name}" is no number; count it` };
  }
  if (type.kind === "truth" && grade === undefined) return undefined;
  if (type.kind === "choice" && grade !== undefined && type.values.includes(grade)) return undefined;
  if (type.kind === "choice") {
    const list = type.values.join("、");
    return {
      zh: `应写 count(${name} = 取值)，取值是 ${list} 之一`,
      en: `write count(${name} = VALUE) with one of ${list}`,
    };
  }
  return {
    zh: `count 数的是等级、是否或措施，“${name}”不是`,
    en: `count is of a grade, a yes or no, or an action; "${name}" is none`,
  };
}

const notAGoal = (text: string): Localized => ({
  zh: `目标应写成 sum(应发工资) <= 500000，或用 average、min、max、count，可加 each month；不能是“${text}”`,
  en: `a goal should read sum(应发工资) <= 500000, or have average, min, max or count, and may say each month; not "${text}"`,
});

function unknownName(text: string, name: string, program: Program): Localized {
  const names = [...typesOf(program).keys()];
  const near = suggest(name, names);
  return {
    zh: `${text}：没有输出“${name}”${near === undefined ? `；有：${names.join("、")}` : `；是不是“${near}”？`}`,
    en: `${text}: there is no output "${name}"${near === undefined ? `; there are ${names.join(", ")}` : `; did you mean "${near}"?`}`,
  };
}

function notABound(text: string, bound: string, type: NumberType): Localized {
  const { zh, en } = describeType(type);
  return { zh: `${text}：“${bound}”应是${zh}`, en: `${text}: "${bound}" should be ${en}` };
}
