/** What checking a file finds: the closed list of codes, each with its sentence in both languages. */
import type { Localized } from "../../engine/index.ts";

type Severity = "error" | "warning";

/** `{name}` is filled in. An error stops the import; a warning has to be accepted. */
const sentences = {
  "month-blank": {
    severity: "error",
    zh: "月份是空的；应写成 2025-01",
    en: "the month is blank; write it as 2025-01",
  },
  "month-unreadable": {
    severity: "error",
    zh: "“{value}”不是月份；应写成 2025-01，或在列的设置里说明日期的写法",
    en: '"{value}" is no month; write it as 2025-01, or state how the column writes dates',
  },
  "agent-blank": {
    severity: "error",
    zh: "工号是空的；请补上",
    en: "the agent id is blank; fill it in",
  },
  "agent-unknown": {
    severity: "error",
    zh: "花名册里没有工号“{value}”{hint}；请改正，或先导入花名册",
    en: 'the roster has no agent "{value}"{hint}; correct it, or import the roster first',
  },
  "agent-absent": {
    severity: "warning",
    zh: "工号“{value}”在 {month} 不在职（{from} 入职，{to} 离职）",
    en: 'agent "{value}" was not employed in {month} (joined {from}, left {to})',
  },
  "row-repeated": {
    severity: "error",
    zh: "工号“{value}”的 {month} 在第 {line} 行已有一行；每人每月只能有一行",
    en: 'agent "{value}" has {month} in line {line} already; there must be one row a month',
  },
  "agent-repeated": {
    severity: "error",
    zh: "工号“{value}”自 {month} 起的资料在第 {line} 行已有一行；请只留一行",
    en: 'agent "{value}" from {month} on stands in line {line} already; keep one of them',
  },
  "row-short": {
    severity: "error",
    zh: "这一行有 {found} 格，表头有 {expected} 格；可能被截断，或少了分隔符",
    en: "this row has {found} cells, the header has {expected}; it may be cut off or lack a separator",
  },
  "row-long": {
    severity: "error",
    zh: "表头以外的一格有“{value}”；可能多了分隔符，含逗号的内容请加引号",
    en: 'there is "{value}" beyond the header; there may be a separator too many: put cells with commas in quotes',
  },
  "total-row": {
    severity: "warning",
    zh: "这一行是“{value}”，不是员工，不会导入",
    en: 'this row is "{value}" and no agent; it will not be imported',
  },
  "cell-error": {
    severity: "error",
    zh: "这一格是表格的错误值“{value}”；请在表格里改正，没有数值就留空",
    en: 'this cell shows the spreadsheet\'s error "{value}"; correct it there, or leave it blank',
  },
  "cell-not-calculated": {
    severity: "error",
    zh: "这一格的公式没有计算结果；请用 Excel 打开并保存一次再上传",
    en: "the formula of this cell has not been calculated; open the file in Excel and save it once",
  },
  "cell-merged": {
    severity: "error",
    zh: "“{value}”在合并单元格里，不知道属于哪一行；请取消合并，每行各填各的",
    en: '"{value}" stands in a merged cell, so it is not known which row it belongs to; unmerge it',
  },
  "cell-damaged": {
    severity: "error",
    zh: "“{value}”含有乱码（�），是早先用错编码存坏的；请从来源重新导出",
    en: '"{value}" has characters that were lost (�) when it was saved in a wrong encoding; export it again',
  },
  "value-not-permitted": { severity: "error", zh: "{reason}", en: "{reason}" },
  "date-unreadable": {
    severity: "error",
    zh: "“{value}”不是日期；应写成 2025-01-31，或在列的设置里说明日期的写法",
    en: '"{value}" is no date; write it as 2025-01-31, or state how the column writes dates',
  },
  "name-blank": {
    severity: "error",
    zh: "工号“{agent}”是新员工，姓名不能空",
    en: 'agent "{agent}" is new, so the name cannot be blank',
  },
  "superior-unknown": {
    severity: "error",
    zh: "上级“{value}”既不在花名册里，也不在这个文件里；请填上级的工号",
    en: 'the superior "{value}" is neither on the roster nor in this file; state the id of the superior',
  },
  "superior-self": {
    severity: "error",
    zh: "工号“{value}”不能是自己的上级",
    en: 'agent "{value}" cannot be their own superior',
  },
  "left-before-joined": {
    severity: "error",
    zh: "离职日期 {value} 早于入职日期 {joined}",
    en: "the last day {value} comes before the first, {joined}",
  },
  "text-too-long": {
    severity: "error",
    zh: "“{value}”超过 {limit} 个字符；请缩短",
    en: '"{value}" is longer than {limit} characters; shorten it',
  },
  outlier: {
    severity: "warning",
    zh: "“{metric}”的 {value} 与{whose}相差悬殊（通常在 {low} 到 {high} 之间）；请核对",
    en: '{value} is far from {whose} of "{metric}" (usually from {low} to {high}); check it',
  },
  "column-far-off": {
    severity: "warning",
    zh: "“{metric}”整列与以往相差悬殊（中位数 {value}，以往 {usual}）；请核对单位",
    en: 'all of "{metric}" is far from what it was (median {value}, before {usual}); check the unit',
  },
  "value-taken-away": {
    severity: "warning",
    zh: "这一格是空的，而 {month} 工号“{agent}”的“{metric}”现为 {old}；导入后将没有数值（空不是 0）",
    en: 'this cell is blank, but "{metric}" of agent "{agent}" in {month} is {old} now; it will have no value then (blank is not 0)',
  },
  "month-closed": {
    severity: "warning",
    zh: "{month} 的工资已发布；已发布的不变，差额将作为更正计入下一个未结月份",
    en: "the pay of {month} is published; it stays, and differences become corrections of the next open month",
  },
  "month-locked": {
    severity: "warning",
    zh: "{month} 的工资已锁定，不会用上这些数据；要用就先解锁，再重新计算",
    en: "the pay of {month} is locked and does not use these data; to use them unlock it and compute it again",
  },
  "roster-empty": {
    severity: "warning",
    zh: "花名册还是空的，无法核对工号；建议先导入花名册",
    en: "the roster is empty, so agent ids cannot be checked; import the roster first",
  },
  "metric-lacking": {
    severity: "warning",
    zh: "文件没有“{value}”，算不出“{metric}”，不会写入这一项",
    en: 'the file lacks "{value}", so "{metric}" cannot be made and is not written',
  },
  "no-rows": {
    severity: "error",
    zh: "表头下面没有可导入的行",
    en: "there are no rows to import below the header",
  },
} as const satisfies Record<string, Localized & { readonly severity: Severity }>;

export type FindingCode = keyof typeof sentences;

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type Arguments<Code extends FindingCode> = Readonly<
  Record<Exclude<Placeholders<(typeof sentences)[Code]["zh"]>, "value">, string | Localized>
>;

export interface Finding {
  readonly code: FindingCode;
  readonly severity: Severity;
  /** Of the file; 0 where it is about the file as a whole. */
  readonly line: number;
  /** From 1; absent where it is about the whole row. */
  readonly column?: number;
  readonly header?: string;
  /** As it stands in the file, cut where it is long. */
  readonly value: string;
  readonly message: Localized;
}

/** A column of the file; absent for what is made of several. */
export interface FindingColumn {
  /** From 0. */
  readonly column?: number | undefined;
  readonly header?: string | undefined;
}

export interface FindingPlace extends FindingColumn {
  readonly line: number;
  readonly value?: string;
}

export function finding<Code extends FindingCode>(
  code: Code,
  { line, column, header, value = "" }: FindingPlace,
  args: Arguments<Code>,
): Finding {
  const { severity, zh, en } = sentences[code];
  const shown = clip(value);
  const fill = (template: string, language: "zh" | "en"): string =>
    template.replace(/\{(\w+)\}/g, (_, name: string) => {
      if (name === "value") return shown;
      const argument = (args as Readonly<Record<string, string | Localized>>)[name] ?? "";
      return typeof argument === "string" ? clip(argument) : argument[language];
    });
  return {
    code,
    severity,
    line,
    ...(column !== undefined && { column: column + 1 }),
    ...(header !== undefined && { header: clip(header) }),
    value: shown,
    message: { zh: fill(zh, "zh"), en: fill(en, "en") },
  };
}

const LONGEST = 60;
const clip = (text: string): string => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST - 1)}…`);
