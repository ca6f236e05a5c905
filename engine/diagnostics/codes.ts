/**
 * The closed list of findings. A message is one sentence that quotes the user's own words and says
 * what to do; `{name}` marks what is filled in. Both languages use the same placeholders (tested).
 */
import type { Localized } from "./localized.ts";

export type Severity = "error" | "warning" | "info";

interface Message extends Localized {
  readonly severity: Severity;
}

const error = <const Zh extends string, const En extends string>(zh: Zh, en: En) => ({
  severity: "error" as const,
  zh,
  en,
});
const warning = <const Zh extends string, const En extends string>(zh: Zh, en: En) => ({
  severity: "warning" as const,
  zh,
  en,
});
const info = <const Zh extends string, const En extends string>(zh: Zh, en: En) => ({
  severity: "info" as const,
  zh,
  en,
});

export const messages = {
  // ── the file ──────────────────────────────────────────────────────────────────────────────────
  "file-too-large": error("文件超过 {limit} 个字符，请拆分", "the file is longer than {limit} characters; split it"),
  "line-too-long": error(
    "第 {line} 行超过 {limit} 个字符，请换行",
    "line {line} is longer than {limit} characters; break it",
  ),
  "nesting-too-deep": error(
    "嵌套超过 {limit} 层，请拆成几条规则",
    "nested more than {limit} deep; split it into several rules",
  ),
  "too-many-rules": error("规则超过 {limit} 条，请拆分方案", "more than {limit} rules; split the scheme"),
  "invisible-character": error(
    "这里有看不见的字符 {character}，请删除",
    "there is an invisible character {character} here; delete it",
  ),
  "front-matter-missing": error(
    "文件须以 --- 开头的方案信息开始（scheme、title、version、period、currency）",
    "the file must begin with its front matter between --- lines (scheme, title, version, period, currency)",
  ),
  "front-matter-key": error(
    "方案信息里没有“{key}”这一项，可用：{known}",
    'the front matter has no key "{key}"; known are {known}',
  ),
  "front-matter-line": error("这一行应写成“键: 值”", 'this line should read "key: value"'),
  "front-matter-incomplete": error("方案信息缺少“{key}”", 'the front matter lacks "{key}"'),
  "front-matter-value": error(
    "“{key}”不能是“{value}”，应为 {expected}",
    '"{key}" cannot be "{value}"; expected {expected}',
  ),
  "rule-outside-clause": error(
    "规则必须写在条款标题之下，请先加一个标题",
    "a rule must stand under a clause; put a heading above it",
  ),
  "block-unclosed": error("规则块没有结束，请用 ``` 收尾", "the rule block is not closed; end it with ```"),
  "block-nested": error(
    "规则块必须顶格书写，不能放在列表或引用里",
    "a rule block must start in the first column, outside lists and quotes",
  ),
  "block-misspelt": error(
    "这段“{language}”代码像是规则，但不会被计算；请改为 ```kpi",
    'this "{language}" block reads like rules but would not be computed; mark it ```kpi',
  ),

  // ── reading rules ─────────────────────────────────────────────────────────────────────────────
  "unexpected-text": error(
    "这里不应是“{found}”，应为{expectedZh}",
    'did not expect "{found}" here; expected {expectedEn}',
  ),
  "unknown-statement": error(
    "看不懂这条规则“{found}”；规则以关键字（input、param、table 等）或“名称 =”开头",
    'cannot read the rule "{found}"; a rule begins with a keyword (input, param, table, …) or "name ="',
  ),
  "continuation-without-rule": error(
    "缩进的行要接在一条规则之后；新规则请顶格书写",
    "an indented line continues a rule; start a new rule in the first column",
  ),
  "text-unclosed": error("引号没有结束", "the quotation mark is not closed"),
  "number-malformed": error(
    "“{found}”不是数；请写成 1234.5，千位不加逗号",
    '"{found}" is not a number; write 1234.5, without thousands separators',
  ),
  "number-too-long": error("数字超过 {limit} 位", "the number has more than {limit} digits"),
  "ambiguous-range": error(
    "“{found}”没有说明是否含两端；请写 [{lower} .. {upper}] 或 [{lower} .. {upper})",
    '"{found}" does not say whether its ends are included; write [{lower} .. {upper}] or [{lower} .. {upper})',
  ),
  "chained-comparison": error("比较不能连写；请写 {suggestion}", "comparisons do not chain; write {suggestion}"),
  "colloquial-bound": error("“{found}”请写成 {suggestion}", '"{found}" should be written {suggestion}'),
  "grid-missing": error(
    "“{statement}”后面应有表格，每行以 | 开头",
    '"{statement}" needs a grid below it, each row beginning with |',
  ),
  "grid-row-length": error(
    "这一行有 {found} 格，表头有 {expected} 格",
    "this row has {found} cells, the header has {expected}",
  ),
  "grid-column": error("表头“{column}”不认识，可用：{known}", 'unknown column "{column}"; known are {known}'),
  "grid-column-missing": error("表格缺少“{column}”一列", 'the grid lacks the column "{column}"'),
  "grid-column-repeated": error("“{column}”一列出现了两次", 'the column "{column}" stands twice'),
  "grid-cell-empty": error(
    "“{column}”一格不能空着；不限请写 -，原文没有请写 ?",
    'the cell "{column}" is empty; write - for any, ? for what the document does not give',
  ),
  "table-without-output": error(
    "决策表至少要有一列结果，列名前写 =>",
    "a decision table needs an output column; put => before its name",
  ),

  // ── names ─────────────────────────────────────────────────────────────────────────────────────
  "name-unknown": error("没有“{name}”这个名称{suggestionZh}", 'there is no "{name}"{suggestionEn}'),
  "name-duplicate": error("“{name}”已在第 {line} 行定义过", '"{name}" is already defined in line {line}'),
  "name-irregular": error(
    "名称“{name}”含特殊字形，请写成“{canonical}”",
    'the name "{name}" has irregular characters; write "{canonical}"',
  ),
  "name-unused": warning("“{name}”没有被用到", '"{name}" is never used'),
  "metric-unknown": error("指标目录里没有“{name}”{suggestionZh}", 'the metric catalogue has no "{name}"{suggestionEn}'),
  "output-undefined": error("输出“{name}”没有定义", 'the output "{name}" is not defined'),
  "output-missing": error(
    "方案没有输出；请至少写一条 output",
    "the scheme has no output; add at least one output statement",
  ),
  "function-unknown": error("没有函数“{name}”{suggestionZh}", 'there is no function "{name}"{suggestionEn}'),
  "function-arguments": error(
    "{signature} 需要 {expected} 个参数，这里有 {found} 个",
    "{signature} takes {expected} arguments, not {found}",
  ),
  "unit-unknown": error("没有单位“{unit}”{suggestionZh}", 'there is no unit "{unit}"{suggestionEn}'),
  "definition-cycle": error("定义成环：{path}", "the definitions form a cycle: {path}"),
  "exception-target": error(
    "例外只能改写本方案的公式、表格结果或评分，“{name}”不是",
    'an exception overrides a formula, table result or score of this scheme; "{name}" is none',
  ),
  "choice-value": error(
    "“{value}”不是“{choice}”的取值，可用：{values}",
    '"{value}" is not a value of "{choice}"; its values are {values}',
  ),

  // ── types and units ───────────────────────────────────────────────────────────────────────────
  "type-mismatch": error(
    "这里应是{expectedZh}，而“{found}”是{actualZh}",
    'expected {expectedEn} here, but "{found}" is {actualEn}',
  ),
  "unit-mismatch": error(
    "单位不一致：{left} 与 {right} 不能{operationZh}",
    "units differ: cannot {operationEn} {left} and {right}",
  ),
  "money-times-points": error(
    "金额不能直接乘以分数（{left} × {right}）；先用 / 100 分 换成比例",
    "money cannot be multiplied by a score ({left} × {right}); make it a share with / 100 分",
  ),
  "percent-of-what": error(
    "“{found}”是金额加减百分数，含义不清；请写成 金额 * (1 + 百分数)",
    '"{found}" adds a percentage to money, which can mean two things; write amount * (1 + percentage)',
  ),
  "conversion-impossible": error("{from} 不能换算成 {to}", "cannot convert {from} to {to}"),
  "constant-required": error(
    "这里只能用数字或参数，不能用“{found}”",
    'only numbers and params can stand here, not "{found}"',
  ),
  "literal-required": error("这里只能写一个数值", "only a plain value can stand here"),
  "value-out-of-range": error("{value} 不在允许范围 {range} 内", "{value} is outside the permitted range {range}"),
  "value-off-step": error(
    "{value} 不合步长 {step}（从 {origin} 起）",
    "{value} is not on the step of {step} from {origin}",
  ),
  "range-empty": error(
    "区间 {range} 是空的，下限大于上限",
    "the interval {range} is empty; its lower end is above its upper end",
  ),
  "money-unrounded": error(
    "“{name}”是金额，却不一定是整分；请用 round(…, 2) 或写 shown 2 decimals",
    '"{name}" is money but need not be whole fen; use round(…, 2) or say shown 2 decimals',
  ),
  "output-endless": error(
    "“{name}”可能除不尽；请用 round(…) 或写 shown N decimals",
    '"{name}" need not end as a decimal; use round(…) or say shown N decimals',
  ),
  "division-by-zero": warning(
    "“{divisor}”可能为 0；请用 if {divisor} > 0 then … else … 说明那时怎么算",
    '"{divisor}" can be 0; say what happens then with if {divisor} > 0 then … else …',
  ),
  "number-grows": error(
    "“{name}”的精确数值可能超过 {limit} 位二进制，请在中间步骤取整",
    'the exact value of "{name}" can grow beyond {limit} bits; round a step before',
  ),

  // ── tables, scores, exceptions ────────────────────────────────────────────────────────────────
  "table-gap": error("表“{table}”没有覆盖 {region}", 'table "{table}" does not cover {region}'),
  "table-overlap": error(
    "表“{table}”的第 {first} 行与第 {second} 行在 {region} 重叠",
    'rows {first} and {second} of table "{table}" overlap at {region}',
  ),
  "table-row-unreachable": warning(
    "表“{table}”的第 {row} 行永远不会用到",
    'row {row} of table "{table}" can never decide',
  ),
  "table-undecided": info(
    "表“{table}”在 {region} 没有行，但不能确定会不会出现",
    'table "{table}" has no row for {region}, and it is undecided whether that occurs',
  ),
  "weights-total": error(
    "“{score}”的权重合计 {total}，应为 100%",
    'the weights of "{score}" add up to {total}, not 100%',
  ),
  "exceptions-conflict": error(
    "第 {first} 行与第 {second} 行的例外会同时成立，都改写“{name}”",
    'the exceptions in lines {first} and {second} can hold together and both override "{name}"',
  ),

  // ── examples, holes, assumptions ──────────────────────────────────────────────────────────────
  "example-fails": error(
    "示例算得 {name} = {actual}，应为 {expected}",
    "the example gives {name} = {actual}, expected {expected}",
  ),
  "example-error": error("示例算不出：{reasonZh}", "the example cannot be computed: {reasonEn}"),
  "example-no-error": error(
    "示例应得错误 {expected}，却得到 {actual}",
    "the example should give the error {expected} but gives {actual}",
  ),
  hole: error("原文没有给出这个数值", "the document does not give this figure"),
  assumed: info("假定：{reason}", "assumed: {reason}"),

  // ── catalogue ─────────────────────────────────────────────────────────────────────────────────
  "metric-type": error(
    "指标“{name}”的{column}“{value}”看不懂，应为 {expected}",
    'metric "{name}": cannot read the {column} "{value}"; expected {expected}',
  ),
  "alias-taken": error(
    "“{alias}”已是指标“{other}”的名称或别名",
    '"{alias}" is already a name or alias of the metric "{other}"',
  ),
} as const satisfies Record<string, Message>;

export type Code = keyof typeof messages;

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** What must be filled in for a code: every placeholder of either language. */
export type MessageArguments<C extends Code> = Readonly<
  Record<Placeholders<(typeof messages)[C]["zh"]> | Placeholders<(typeof messages)[C]["en"]>, string>
>;
