import type { RowError, RowErrorCode } from "../values/value.ts";

const rowError = (code: RowErrorCode, name: string, zh: string, en: string): RowError => ({
  kind: "row-error",
  code,
  name,
  message: { zh, en },
});

export const missingValue = (name: string): RowError =>
  rowError("missing-value", name, `缺少“${name}”`, `"${name}" is missing`);

export const duplicateRow = (agent: string, month: string): RowError =>
  rowError(
    "duplicate-row",
    agent,
    `${agent} 在 ${month} 有不止一行数据`,
    `${agent} has more than one row for ${month}`,
  );

export const divisionByZero = (name: string): RowError =>
  rowError("division-by-zero", name, `计算“${name}”时除数为 0`, `"${name}" divides by 0`);

export const noRowMatches = (name: string, table: string, values: string): RowError =>
  rowError(
    "no-row-matches",
    name,
    `表“${table}”没有一行适用于 ${values}`,
    `no row of table "${table}" holds for ${values}`,
  );

export const severalRowsMatch = (name: string, table: string, rows: string): RowError =>
  rowError(
    "several-rows-match",
    name,
    `表“${table}”有几行同时适用：${rows}`,
    `several rows of table "${table}" hold: ${rows}`,
  );

export const conflictingExceptions = (name: string): RowError =>
  rowError(
    "conflicting-exceptions",
    name,
    `有两条例外同时改写“${name}”`,
    `two exceptions override "${name}" at the same time`,
  );

export const conflictingVetoes = (name: string): RowError =>
  rowError(
    "conflicting-vetoes",
    name,
    `几条否决同时成立，给“${name}”的值不同`,
    `several vetoes hold and give "${name}" different values`,
  );

export const invalidArgument = (name: string, call: string): RowError =>
  rowError(
    "invalid-argument",
    name,
    `“${name}”里的 ${call} 参数不成立`,
    `the arguments of ${call} in "${name}" make no sense`,
  );

export const numberTooLarge = (name: string): RowError =>
  rowError("number-too-large", name, `“${name}”的精确数值过大`, `the exact value of "${name}" is too large`);

export const outsideTiers = (name: string, value: string): RowError =>
  rowError("outside-tiers", name, `“${name}”没有一档包含 ${value}`, `no tier of "${name}" holds ${value}`);

export const emptyWindow = (name: string): RowError =>
  rowError("empty-window", name, `“${name}”要看的月份都没有数据`, `"${name}" looks at months that have no data`);

export const tooFewMonths = (name: string, found: number, needed: number): RowError =>
  rowError(
    "too-few-months",
    name,
    `“${name}”至少要有 ${needed} 个月的数据，只有 ${found} 个月`,
    `"${name}" needs at least ${needed} months of data and has ${found}`,
  );

export const notComputable = (name: string): RowError =>
  rowError(
    "not-computable",
    name,
    `“${name}”还不能计算：规则有空缺或错误`,
    `"${name}" cannot be computed yet: its rule has a hole or an error`,
  );
