import type { Language } from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";

const zh = {
  title: "下属评分",
  loading: "正在读取评分",
  dataSet: "数据集",
  month: "月份",
  noDataSets: "还没有数据集",
  noDataSetsHint: "人力资源导入第一份数据后，就可以评分了。",
  nobody: "这个月没有要评分的人",
  nobodyHint: "只列出这个月在职、直接上级是您的员工；名册有误请找人力资源。",
  nothing: "没有由直接上级评分的指标",
  nothingHint: "指标目录的“评分人”写直线上级的指标才在这里评。",
  agent: "员工",
  appraisal: "自评",
  readAppraisal: (name: string) => `看${name}的自评`,
  noAppraisal: "未提交",
  late: "迟交",
  appraisalOf: (name: string) => `${name}的自评`,
  read: "查看",
  cell: (name: string, metric: string) => `${name}：${metric}`,
  permitted: (values: string) => `可填 ${values}`,
  hint: "改好后一起保存。留空是没有评分，不是 0 分。方向键上下可换行。",
  closed: "这个月已锁定，评分不能再改。",
  changed: (count: number) => (count === 0 ? "没有改动" : `${count} 处改动未保存`),
  save: "保存评分",
  saved: (count: number) => `已保存 ${count} 处评分`,
  faults: (count: number) => `${count} 处填得不对`,
};

const en: typeof zh = {
  title: "Ratings",
  loading: "Reading the ratings",
  dataSet: "Data set",
  month: "Month",
  noDataSets: "There is no data set yet",
  noDataSetsHint: "Once HR has imported the first data, you can rate.",
  nobody: "There is nobody to rate in this month",
  nobodyHint:
    "Listed are agents employed in the month whose direct superior you are; ask HR where the roster is wrong.",
  nothing: "No metric is rated by the direct superior",
  nothingHint: "Rated here are metrics whose row in the catalogue names 直线上级 as who rates.",
  agent: "Agent",
  appraisal: "Self-appraisal",
  readAppraisal: (name) => `Read the self-appraisal of ${name}`,
  noAppraisal: "None",
  late: "Late",
  appraisalOf: (name) => `Self-appraisal of ${name}`,
  read: "Read",
  cell: (name, metric) => `${name}: ${metric}`,
  permitted: (values) => `one of ${values}`,
  hint: "All is saved together. Blank means no rating, not 0. Arrow keys up and down change rows.",
  closed: "This month is locked; its ratings cannot change.",
  changed: (count) => (count === 0 ? "No changes" : `${count} ${count === 1 ? "change" : "changes"} not saved`),
  save: "Save the ratings",
  saved: (count) => `${count} ${count === 1 ? "rating" : "ratings"} saved`,
  faults: (count) => `${count} not permitted`,
};

const texts: Readonly<Record<Language, typeof zh>> = { zh, en };

/** The page's texts in the chosen language; reactive where it is read. */
export const m = (): typeof zh => texts[language()];
