import type { Option } from "./command.ts";

export const METRICS_OPTION: Option = {
  value: "FILE",
  summary: {
    zh: "指标目录；默认为方案旁边或上一层的 metrics.kpi.md，否则用自带的",
    en: "metric catalogue; default metrics.kpi.md beside the scheme or one folder up, else the shipped one",
  },
};

export const DATA_OPTION: Option = {
  value: "CSV",
  required: true,
  summary: { zh: "各员工各月的指标", en: "the agents' metrics by month" },
};

export const SET_OPTION: Option = {
  value: "ADDRESS=VALUE",
  repeatable: true,
  summary: {
    zh: "改一个数再算，如 提成比例=1.5%；可以写多次",
    en: "change a figure for this run, as in 提成比例=1.5%; may be repeated",
  },
};

export const OUT_OPTION: Option = {
  value: "FILE",
  summary: {
    zh: "写入文件（整体替换），不写到标准输出",
    en: "write to a file, replaced as a whole, instead of standard output",
  },
};

/** Of commands whose answer is read, worked on or opened in a spreadsheet. */
export const FORMAT_OPTION: Option = {
  value: "text|json|csv",
  oneOf: ["text", "json", "csv"],
  summary: { zh: "输出格式", en: "output format" },
};

export const PERIOD_OPTIONS: Readonly<Record<"month" | "from" | "to", Option>> = {
  month: {
    value: "YYYY-MM",
    summary: { zh: "只看这个月；其他月份照样读入", en: "only this month; the others are read all the same" },
  },
  from: { value: "YYYY-MM", summary: { zh: "从这个月起", en: "from this month on" } },
  to: { value: "YYYY-MM", summary: { zh: "到这个月为止", en: "up to this month" } },
};
