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
  "file-too-long": error("文件超过 {limit} 行，请拆分", "the file has more than {limit} lines; split it"),
  "paragraph-too-marked": error(
    "这一段里的 * _ ` [ & 等标记超过 {limit} 个，请删去或分段",
    "this paragraph has more than {limit} marks such as * _ ` [ &; remove some or split it",
  ),
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
  "front-matter-repeated": error("“{key}”写了两次，请删去一行", '"{key}" is given twice; delete one line'),
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
    "这段代码像是规则，但开头不是 ```kpi，不会被计算；请改正开头一行",
    "this block reads like rules but does not begin with ```kpi and would not be computed; mend its first line",
  ),
  "block-mark": error(
    "```kpi 后面不能再写别的，规则从下一行开始",
    "nothing may follow ```kpi; the rules begin on the next line",
  ),
  "rule-in-prose": error(
    "这一行像是规则，但写在正文里不会被计算；请放进 ```kpi 规则块",
    "this line reads like a rule but is prose and would not be computed; put it into a ```kpi block",
  ),
  "heading-misspelt": error(
    "这一行像是标题，但 # 与文字之间没有空格，不会成为条款；请写成 {suggestion}",
    "this line reads like a heading but makes no clause without a space after #; write {suggestion}",
  ),

  // ── reading rules ─────────────────────────────────────────────────────────────────────────────
  "unexpected-text": error(
    "这里不应是“{found}”，应为{expectedZh}",
    'did not expect "{found}" here; expected {expectedEn}',
  ),
  "text-missing": error("这里没有写完，还应有{expectedZh}", "something is missing here: expected {expectedEn}"),
  "text-left-over": error(
    "“{found}”是多余的，前面已经写完整了",
    '"{found}" is left over; what stands before it is complete',
  ),
  "rule-indented": error(
    "这一行缩进了，会接在上一条规则后面；新规则请顶格书写",
    "this line is indented and so continues the rule above it; start a new rule in the first column",
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
    "“{found}”不是数；请写成 1234.5 这样的小数",
    '"{found}" is not a number; write a plain decimal such as 1234.5',
  ),
  "thousands-separator": error(
    "“{found}”可以是一个数，也可以是几个数；一个数请写 {whole}，几个数请写 {apart}",
    '"{found}" can be one number or several; write {whole} for one, {apart} for several',
  ),
  "number-too-long": error("数字超过 {limit} 位", "the number has more than {limit} digits"),
  "ambiguous-range": error(
    "“{found}”没有说明是否含两端；请写 [{lower} .. {upper}] 或 [{lower} .. {upper})",
    '"{found}" does not say whether its ends are included; write [{lower} .. {upper}] or [{lower} .. {upper})',
  ),
  "interval-form": error("区间请写成 {suggestion}", "write the interval as {suggestion}"),
  "negated-list": error(
    "“{found}”里的 not 只否定它后面的一项；请写 not (甲, 乙)",
    'in "{found}" the not applies to one item only; write not (a, b)',
  ),
  "chained-comparison": error("比较不能连写；请写 {suggestion}", "comparisons do not chain; write {suggestion}"),
  "colloquial-bound": error("“{found}”请写成 {suggestion}", '"{found}" should be written {suggestion}'),
  "grid-missing": error(
    "“{statement}”后面应有表格，每行以 | 开头",
    '"{statement}" needs a grid below it, each row beginning with |',
  ),
  "grid-without-rule": error(
    "这张表格上面没有 table、score 或 examples，不会被计算",
    "this grid has no table, score, tiers or examples above it and would not be computed",
  ),
  "grid-without-rows": error("表格里还没有一行内容", "the grid has no row yet"),
  "grid-separator": error(
    "表头下面不需要分隔线，请删去这一行",
    "a grid needs no line between its header and its rows; delete it",
  ),
  "grid-second-header": error(
    "这里像是另一张表格的表头；请在它前面另写一条 table、score 或 examples",
    "this reads like the header of another grid; put another table, score or examples before it",
  ),
  "grid-header-blank": error(
    "表头有一格空着；请写列名，或删去这一列",
    "a header cell is blank; name the column or delete it",
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
  "name-malformed": error(
    "“{name}”不能用作名称；名称由文字、数字和 _ 组成，不以数字开头，中间没有空格和符号",
    '"{name}" cannot be a name; a name is made of letters, digits and _, begins with no digit and has no spaces or signs',
  ),
  "name-is-unit": error(
    "“{name}”是单位，不能用作名称，否则 100 元/{name} 会有两种读法",
    '"{name}" is a unit and cannot be a name, or 100 CNY/{name} could be read in two ways',
  ),
  "name-unused": warning("“{name}”没有被用到", '"{name}" is never used'),
  "metric-unknown": error("指标目录里没有“{name}”{suggestionZh}", 'the metric catalogue has no "{name}"{suggestionEn}'),
  "output-undefined": error("输出“{name}”没有定义", 'the output "{name}" is not defined'),
  "choice-undefined": error(
    "“{name}”列出了取值，但没有规则说明怎样得出；请加一张表或一条公式",
    'the choice "{name}" has values but no rule that gives it; add a table or a formula',
  ),
  "name-reserved": error("“{name}”是保留字，不能用作名称", '"{name}" is a reserved word and cannot be a name'),
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
  "unit-or-name": error(
    "“{name}”是名称，不是单位；数与名称相乘除时，符号两边请空格：{suggestion}",
    '"{name}" is a name, not a unit; put spaces around the sign: {suggestion}',
  ),
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
  "unit-scaled": error("结果不能以“{unit}”计，请写 {to}", 'a result cannot be in "{unit}"; write {to}'),
  "conversion-impossible": error("{from} 不能换算成 {to}", "cannot convert {from} to {to}"),
  "window-without-aggregate": error(
    "“{name}”要说明怎样合并几个月：写 sum({name})、average({name})、min 或 max；只有指标目录里的比率可以直接写 over",
    'say how the months of "{name}" are put together: sum({name}), average({name}), min or max; only a rate of the catalogue may stand alone before over',
  ),
  "rate-aggregated": error(
    "“{name}”是比率，不能用 {aggregate}：合计之比请写 {ofSums}，各月比率的合并请写 {ofRates}",
    '"{name}" is a rate and has no {aggregate}: for the ratio of sums write {ofSums}, for the rates of the months {ofRates}',
  ),
  "tier-open": error(
    "只有第一档可以不写起点，插值的点都要写",
    "only the first tier may have no start, and points of an interpolation must have one",
  ),
  "tiers-unordered": error(
    "各档的起点要从小到大，第 {line} 行没有大于上一档",
    "tiers must start one above the other; line {line} does not start above the tier before",
  ),
  "tiers-gap": error(
    "“{name}”没有一档包含 {region}，例如 {value}；把第一档的起点写成 - 表示不设下限",
    'no tier of "{name}" holds {region}, for example {value}; write - as the start of the first tier if it has no lower end',
  ),
  "constant-required": error(
    "这里只能用数字或参数，不能用“{found}”",
    'only numbers and params can stand here, not "{found}"',
  ),
  "default-not-permitted": error("默认值不可用：{reasonZh}", "the default is not permitted: {reasonEn}"),
  "literal-required": error("这里只能写一个数值", "only a plain value can stand here"),
  "value-out-of-range": error("{value} 不在允许范围 {range} 内", "{value} is outside the permitted range {range}"),
  "value-off-step": error(
    "{value} 不合步长 {step}（从 {origin} 起）",
    "{value} is not on the step of {step} from {origin}",
  ),
  "step-not-positive": error("步长 {step} 应大于 0", "the step {step} must be above 0"),
  "range-empty": error(
    "区间 {range} 里一个值也没有，请检查两端",
    "no value lies in the interval {range}; check its ends",
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
  "table-overlap-undecided": info(
    "表“{table}”的第 {first} 行与第 {second} 行在 {region} 都成立，但不能确定会不会出现",
    'rows {first} and {second} of table "{table}" both hold at {region}, and it is undecided whether that occurs',
  ),
  "table-intricate": info(
    "表“{table}”的行互相交错太多，没有查完空缺；请拆成几张表",
    'the rows of table "{table}" cross each other too often to look for all gaps; split it into several tables',
  ),
  "weights-total": error(
    "“{score}”的权重合计 {total}，应为 100%",
    'the weights of "{score}" add up to {total}, not 100%',
  ),
  "adjustment-target": error(
    "扣分和否决只作用于本方案的评分，“{name}”不是",
    'a deduction or a veto changes a score of this scheme; "{name}" is none',
  ),
  "deduction-negative": error(
    "扣分“{name}”可能为 {amount}，就成了加分；写 max(0, …) 使它不低于 0",
    'the deduction "{name}" can be {amount} and then adds to the score; keep it from falling below 0 with max(0, …)',
  ),
  "vetoes-conflict": error(
    "第 {first} 行与第 {second} 行的否决会同时成立，却给“{name}”不同的值",
    'the vetoes in lines {first} and {second} can hold together and give "{name}" different values',
  ),
  "distribution-choice": error(
    "“{name}”要先写明有哪些等级：choice {name}: {values}",
    'say first which grades "{name}" has: choice {name}: {values}',
  ),
  "grades-unordered": warning(
    "“{grade}”排在“{before}”之后，与 choice {name} 的次序（{order}）不合；各等级要由好到差排列",
    '"{grade}" stands after "{before}", against the order of choice {name} ({order}); list the grades best first',
  ),
  "shares-total": error(
    "“{name}”各等级的比例合计 {total}，应为 100%",
    'the shares of "{name}" add up to {total}, not 100%',
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
  "example-checks-nothing": error(
    "示例没有要核对的结果；请加一列“=> 名称”并填上应得的值",
    'the example checks nothing; add a column "=> name" and fill in what must come out',
  ),
  "example-column": error(
    "“{name}”是算出来的，列名前请写 =>",
    '"{name}" is computed; put => before the name of its column',
  ),
  "example-place": error(
    "示例的“{column}”应写成 {expected}，不能是“{found}”",
    '"{column}" of an example should read {expected}, not "{found}"',
  ),
  "example-without-month": error(
    "“{name}”要看月份或以前各月，示例请加“月份”一列",
    '"{name}" depends on the month or on earlier ones; add a column 月份 to the examples',
  ),
  hole: error("原文没有给出这个数值", "the document does not give this figure"),
  assumed: info("假定：{reason}", "assumed: {reason}"),

  // ── assertions, directions ────────────────────────────────────────────────────────────────────
  "assertion-driver": error(
    "“{name}”不是方案读取的数字指标，不能单独变化；请写一个指标{inputsZh}",
    '"{name}" is no number that the scheme reads as an input and cannot change by itself; name an input{inputsEn}',
  ),
  "assertion-refuted": error(
    "“{property}”不总是成立，有反例；请改规则或改这条声明",
    '"{property}" does not always hold; change the rules or the assertion',
  ),
  "trend-refuted": error(
    "“{property}”不成立：{driver}从 {low} 升到 {high}，{subject}从 {before} 变为 {after}；请核对“{rule}”（{clause}），改规则或改这条声明",
    '"{property}" does not hold: where {driver} rises from {low} to {high}, {subject} goes from {before} to {after}; see "{rule}" ({clause}), and change the rules or the assertion',
  ),
  "assertion-undecided": info("“{property}”既没有证明，也没有找到反例", '"{property}" was neither proven nor refuted'),
  "result-against-direction": warning(
    "{driver}从 {low} 升到 {high}，{subject}从 {before} 变为 {after}，与指标目录里的方向（{directionZh}）相反；请核对“{rule}”（{clause}），或改正目录里的方向",
    'where {driver} rises from {low} to {high}, {subject} goes from {before} to {after}, against its direction in the catalogue ({directionEn}); see "{rule}" ({clause}), or correct the direction',
  ),

  // ── institutions, waivers, versions ───────────────────────────────────────────────────────────
  "institution-unknown": error("没有制度“{name}”{suggestionZh}", 'there is no institution "{name}"{suggestionEn}'),
  "institution-repeated": error(
    "第 {line} 行已经写明遵守制度“{name}”，请删去一处",
    'line {line} holds the scheme to the institution "{name}" already; delete one',
  ),
  "requirement-indicators": error(
    "{institution} 要求指标为 {least} 到 {most} 项，{subjectZh}有 {count} 项；请增减指标，或在同一条款下用 waive requirement-indicators 写明理由",
    "{institution} requires {least} to {most} indicators, {subjectEn} has {count}; add or remove some, or say why not with waive requirement-indicators under the same clause",
  ),
  "requirement-attributes": error(
    "{institution} 要求每项指标写明{attributeZh}，没有写的有：{names}；请在评分表里补上，或在同一条款下用 waive requirement-attributes 写明理由",
    "{institution} requires that every indicator states its {attributeEn}, which these do not: {names}; fill it in in the score, or say why not with waive requirement-attributes under the same clause",
  ),
  "changed-too-soon": error(
    "“{address}”由 {before} 改为 {after}；{institution} 要求权重和分档 {months} 个月内不变，{until} 起才能改；请改回，或在同一条款下用 waive changed-too-soon 写明理由",
    '"{address}" changes from {before} to {after}; {institution} requires weights and bands unchanged for {months} months, that is before {until}; put it back, or say why not with waive changed-too-soon under the same clause',
  ),
  "changed-undated": warning(
    "“{address}”由 {before} 改为 {after}；{institution} 要求权重和分档 {months} 个月内不变，是否已满无从知道；请在两个版本的方案信息里写明 effective: 年-月",
    '"{address}" changes from {before} to {after}; {institution} requires weights and bands unchanged for {months} months, and nobody can tell whether these have passed; write effective: YYYY-MM in the front matter of both versions',
  ),
  changed: info("“{address}”由 {before} 改为 {after}", '"{address}" changes from {before} to {after}'),
  "personal-name": warning(
    "这里写了员工姓名“{name}”；方案不应针对个人，请改写成岗位或条件",
    'this names the employee "{name}"; a scheme is not about one person: name a position or a condition instead',
  ),
  "waive-unknown": error("没有代码为“{name}”的检查结果{suggestionZh}", 'there is no finding "{name}"{suggestionEn}'),
  "waive-refused": error(
    "“{code}”不能用 waive 接受：错误须改正，提示不必接受",
    '"{code}" cannot be accepted with waive: an error must be put right, a note needs no waiver',
  ),
  "waive-unused": warning(
    "这一条款下没有“{code}”可接受；请删去，或移到那条检查结果所在的条款",
    'there is no "{code}" to accept under this clause; delete the waiver, or move it to the clause of the finding',
  ),

  // ── setting single values ─────────────────────────────────────────────────────────────────────
  "address-unknown": error(
    "没有可设的“{address}”{suggestionZh}",
    'there is nothing to set at "{address}"{suggestionEn}',
  ),
  "set-not-a-value": error(
    "“{address}”应设为{expectedZh}，不能是“{found}”",
    '"{address}" takes {expectedEn}, not "{found}"',
  ),
  "set-percent": error(
    "“{address}”是百分数，请写 {suggestion}，不要写“{found}”",
    '"{address}" is a percentage; write {suggestion}, not "{found}"',
  ),
  "set-unit": error(
    "“{address}”应为{expectedZh}，“{found}”的单位不合",
    '"{address}" is {expectedEn}; the unit of "{found}" does not fit',
  ),

  // ── catalogue ─────────────────────────────────────────────────────────────────────────────────
  "alias-taken": error("“{alias}”已是“{other}”的名称或别名", '"{alias}" is already a name or alias of "{other}"'),
  "catalogue-cell": error(
    "“{name}”的{columnZh}“{value}”看不懂，应为{expectedZh}",
    '"{name}": cannot read the {columnEn} "{value}"; expected {expectedEn}',
  ),
  "choice-repeated": error("“{choice}”里“{value}”出现了两次", '"{value}" stands twice in "{choice}"'),
  "unit-taken": error("单位“{unit}”已经有了", 'the unit "{unit}" is already defined'),
  "log-unknown": error(
    "没有话务或订单记录“{name}”，请先用 log 定义{suggestionZh}",
    'there is no log "{name}"; define it with log first{suggestionEn}',
  ),
  "log-use-missing": error(
    "记录“{log}”没有一列的用途是“{use}”，不知道每一行属于{meaningZh}",
    'no column of the log "{log}" has the use {use}, so no line tells {meaningEn}',
  ),
  "log-use-repeated": error(
    "记录“{log}”里“{first}”的用途已是“{use}”，只能有一列",
    'in the log "{log}" the use {use} is already that of "{first}"; only one column can have it',
  ),
  "log-column-unknown": error(
    "记录“{log}”没有“{name}”一列{suggestionZh}",
    'the log "{log}" has no column "{name}"{suggestionEn}',
  ),
  "aggregate-repeated": error(
    "“{metric}”已在第 {line} 行由明细汇总，只能有一种算法",
    '"{metric}" is already aggregated in line {line}; there can be one way only',
  ),
  "aggregate-type": error(
    "“{metric}”是{expectedZh}，这里汇总出的是{foundZh}",
    '"{metric}" is {expectedEn}, but what is aggregated is {foundEn}',
  ),
  "aggregate-looks-back": error(
    "条件只能看同一行的各列，不能看其他月份或其他人",
    "a condition can look at the columns of its own line only, not at other months or agents",
  ),
  "catalogue-cell-missing": error("“{column}”一格不能空着", 'the cell "{column}" must be filled in'),
  "statement-misplaced": error("{placeZh}里不能写 {statement}", "{statement} cannot stand in {placeEn}"),
} as const satisfies Record<string, Message>;

export type Code = keyof typeof messages;

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** What must be filled in for a code: every placeholder of either language. */
export type MessageArguments<C extends Code> = Readonly<
  Record<Placeholders<(typeof messages)[C]["zh"]> | Placeholders<(typeof messages)[C]["en"]>, string>
>;
