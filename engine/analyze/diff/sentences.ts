/** Edits as sentences in Chinese and English. */
import type { Language, Localized } from "../../diagnostics/localized.ts";
import type { Edit } from "./edit.ts";
import type { EditKind } from "./edit-kind.ts";
import { citationOf } from "./meaning-diff.ts";
import type { ProseChange } from "./prose.ts";

/** Signs of one side of a change that a sentence shows. */
const MOST_SIGNS = 100;
const NOTHING = "—";

export const describeEdit = (edit: Edit): Localized => ({ zh: sentence(edit, "zh"), en: sentence(edit, "en") });

export function describeProse({ clause }: ProseChange): Localized {
  const name = citationOf(clause);
  return { zh: `${name}：文字有改动`, en: `${name}: the prose reads differently` };
}

function sentence(edit: Edit, language: Language): string {
  const { kind, before, after, subject, row, movedTo } = edit;
  const [was, is] = [clip(before?.text), clip(after?.text)];
  const zh = language === "zh";
  if (movedTo && kind !== "clause") return zh ? `${subject} 换了次序` : `${subject} comes in another order`;
  if (movedTo) return zh ? `${subject}：从 ${was} 移到 ${is}` : `${subject}: moved from ${was} to ${is}`;
  switch (kind) {
    case "name":
      return zh ? `${was} 改名为 ${is}` : `${was} is called ${is} now`;
    case "header":
      return `${HEADERS[subject]?.[language] ?? subject} ${was} → ${is}`;
    case "clause":
      return headingSentence(before?.text, after?.text, zh);
    default:
      if (row !== undefined && edit.part === undefined && kind !== "exception") {
        return rowSentence({ subject, row, was: before && was, is: after && is }, zh);
      }
      return before && after ? changed(edit, was, is, language) : addedOrGone(edit, was, is, language);
  }
}

function headingSentence(before: string | undefined, after: string | undefined, zh: boolean): string {
  const [was, is] = [before, after].map((text) => clip(text?.replace(/^#+\s*/, "")));
  if (before === undefined) return zh ? `新增条款 ${is}` : `new clause ${is}`;
  if (after === undefined) return zh ? `删去条款 ${was}` : `clause ${was} is gone`;
  if (before === after) return zh ? `条款 ${is} 移到别处` : `clause ${is} stands elsewhere`;
  return zh ? `条款 ${was} → ${is}` : `clause ${was} → ${is}`;
}

interface RowChange {
  readonly subject: string;
  readonly row: string;
  readonly was: string | undefined;
  readonly is: string | undefined;
}

function rowSentence({ subject, row, was, is }: RowChange, zh: boolean): string {
  const name = zh ? `${subject} 的 ${row} 一行` : `${subject} row ${row}`;
  if (was === undefined) return zh ? `${subject} 新增一行：${is}` : `${subject} row inserted: ${is}`;
  if (is === undefined) return zh ? `${subject} 删去一行：${was}` : `${subject} row removed: ${was}`;
  return was === is
    ? zh
      ? `${name}换了位置`
      : `${name} stands elsewhere`
    : `${name}${zh ? "：" : ": "}${was} → ${is}`;
}

/** `提成比例 1% → 1.5%`; what is added to something that was there has no `before`. */
function changed({ subject, row, part, address }: Edit, was: string, is: string, language: Language): string {
  const zh = language === "zh";
  if (row === undefined || address === subject) {
    const name = part === undefined ? "" : ` ${PARTS[part]?.[language] ?? part}`;
    return `${subject}${name} ${was} → ${is}`;
  }
  const column = part === undefined || part === subject ? "" : `${PARTS[part]?.[language] ?? part} `;
  return zh ? `${subject} ${row} 一行：${column}${was} → ${is}` : `${subject} row ${row}: ${column}${was} → ${is}`;
}

function addedOrGone(edit: Edit, was: string, is: string, language: Language): string {
  const { part, row, subject, before } = edit;
  if (part !== undefined || row !== undefined) return changed(edit, was, is, language);
  const noun = NOUNS[edit.kind]?.[language] ?? "";
  const text = before ? was : is;
  // Most statements begin with what they are about.
  const [first = ""] = subject.split("/");
  const name = text.includes(first) || edit.kind === "examples" ? "" : ` ${subject}`;
  if (language === "zh") return `${before ? "删去" : "新增"}${noun}${name}：${text}`;
  return `${before ? "removed" : "new"} ${noun}${name}: ${text}`;
}

function clip(text: string | undefined): string {
  if (text === undefined) return NOTHING;
  const signs = [...text];
  return signs.length <= MOST_SIGNS ? text : `${signs.slice(0, MOST_SIGNS - 1).join("")}…`;
}

const HEADERS: Readonly<Record<string, Localized>> = {
  scheme: { zh: "方案", en: "scheme" },
  title: { zh: "标题", en: "title" },
  version: { zh: "版本", en: "version" },
  effective: { zh: "生效月份", en: "effective" },
  period: { zh: "周期", en: "period" },
  currency: { zh: "币种", en: "currency" },
  language: { zh: "语言", en: "language" },
};

/** Parts of statements; columns have names of their own. */
const PARTS: Readonly<Record<string, Localized>> = {
  default: { zh: "缺省值", en: "default" },
  range: { zh: "取值范围", en: "range" },
  step: { zh: "步长", en: "step" },
  shown: { zh: "显示", en: "display" },
  table: { zh: "表名", en: "name of the table" },
  policy: { zh: "取行方式", en: "policy" },
  row: { zh: "行名", en: "name" },
  method: { zh: "分段方式", en: "method" },
  of: { zh: "对象", en: "of" },
  ends: { zh: "两端以外", en: "ends" },
  unit: { zh: "单位", en: "unit" },
  from: { zh: "所扣的得分", en: "from" },
  "at most": { zh: "最多", en: "at most" },
  when: { zh: "条件", en: "when" },
  by: { zh: "排名依据", en: "by" },
  within: { zh: "分组", en: "within" },
  places: { zh: "名额取整", en: "places" },
  "smallest group": { zh: "最小组", en: "smallest group" },
  otherwise: { zh: "人数不足时", en: "otherwise" },
  may: { zh: "由谁决定", en: "may" },
  for: { zh: "持续", en: "for" },
  in: { zh: "出具月份", en: "in" },
  trend: { zh: "变化方向", en: "trend" },
  assumed: { zh: "假定理由", en: "reason assumed" },
  假定: { zh: "假定理由", en: "reason assumed" },
};

const NOUNS: Partial<Readonly<Record<EditKind, Localized>>> = {
  input: { zh: "输入", en: "input" },
  value: { zh: "参数", en: "param" },
  choice: { zh: "选项", en: "choice" },
  formula: { zh: "公式", en: "formula" },
  output: { zh: "输出", en: "output" },
  table: { zh: "表", en: "table" },
  tiers: { zh: "分档", en: "tiers" },
  score: { zh: "评分", en: "score" },
  deduction: { zh: "扣分", en: "deduction" },
  veto: { zh: "否决", en: "veto" },
  distribution: { zh: "强制分布", en: "forced distribution" },
  exception: { zh: "例外", en: "exception" },
  action: { zh: "人事措施", en: "action" },
  report: { zh: "名单", en: "list" },
  budget: { zh: "预算", en: "budget" },
  assertion: { zh: "断言", en: "assertion" },
  examples: { zh: "示例", en: "examples" },
  governance: { zh: "制度条款", en: "governance" },
};
