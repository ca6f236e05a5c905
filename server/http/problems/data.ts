import type { Kind } from "./kind.ts";

/** Of agents, figures, ratings and self-appraisals. */
export const data = {
  "dataset-not-found": {
    status: 404,
    title: "No such data set",
    zh: "没有编号为“{id}”的数据集，请刷新数据集列表",
    en: 'there is no data set with the id "{id}"; reload the list of data sets',
  },
  "data-revision-not-found": {
    status: 404,
    title: "No such revision",
    zh: "数据集没有第 {revision} 版",
    en: "the data set has no revision {revision}",
  },
  "dataset-busy": {
    status: 409,
    title: "Data are being written",
    zh: "另一批数据正在写入这个数据集，请稍后再试",
    en: "other data are being written into the data set; try again in a moment",
  },
  "metric-unknown": {
    status: 422,
    title: "No such metric",
    zh: "指标目录里没有“{metric}”",
    en: 'the metric catalogue has no "{metric}"',
  },
  "metric-computed": {
    status: 422,
    title: "Computed, not entered",
    zh: "“{metric}”是比率，由分子和分母算出，不能录入",
    en: '"{metric}" is a rate and computed from its two metrics; it cannot be entered',
  },
  "metric-value": {
    status: 422,
    title: "Not a value of the metric",
    zh: "{month} {agent}：{reasonZh}",
    en: "{month} {agent}: {reasonEn}",
  },
  "agent-not-found": {
    status: 404,
    title: "No such agent",
    zh: "花名册里没有工号“{agent}”",
    en: 'the roster has no agent "{agent}"',
  },
  "agent-exists": {
    status: 409,
    title: "Agent exists",
    zh: "花名册里已有工号“{agent}”",
    en: 'the roster has an agent "{agent}" already',
  },
  "agent-not-employed": {
    status: 422,
    title: "Not there in the month",
    zh: "{agent} 在 {month} 不在职",
    en: "{agent} is not employed in {month}",
  },
  "superior-unknown": {
    status: 422,
    title: "No such superior",
    zh: "花名册里没有上级“{superior}”，请先录入",
    en: 'the roster has no superior "{superior}"; add them first',
  },
  "superior-circle": {
    status: 422,
    title: "Superior of themselves",
    zh: "{agent} 沿上级一级一级往上又回到自己，请改正上级",
    en: "going up from superior to superior, {agent} comes back to themselves; correct the superior",
  },
  "no-such-day": {
    status: 422,
    title: "No such day",
    zh: "入职或离职日期不是日历上的一天，应写成 2025-01-31",
    en: "the day of joining or leaving is not in the calendar; write it as 2025-01-31",
  },
  "left-before-joined": {
    status: 422,
    title: "Left before joining",
    zh: "离职日期早于入职日期",
    en: "the day of leaving comes before the day of joining",
  },
  "month-not-begun": {
    status: 422,
    title: "Month has not begun",
    zh: "{month} 还没有开始",
    en: "{month} has not begun",
  },
  "not-a-report": {
    status: 403,
    title: "Not a direct report",
    zh: "{agent} 在 {month} 不是您的直接下属，只能由直线上级评分",
    en: "{agent} does not report to you in {month}; only the direct superior rates",
  },
  "not-rated-by-superior": {
    status: 422,
    title: "Not rated by the superior",
    zh: "“{metric}”不由直线上级评分",
    en: '"{metric}" is not rated by the direct superior',
  },
  "ratings-closed": {
    status: 409,
    title: "Ratings are closed",
    zh: "{month} 的核算处于“{statusZh}”，不能再评分；评分只能在锁定之前录入",
    en: 'the run of {month} is "{statusEn}", so ratings are closed; they can be entered until it is locked',
  },
  "self-appraisal-not-found": {
    status: 404,
    title: "No self-appraisal",
    zh: "{agent} 没有交 {month} 的自评",
    en: "{agent} has not handed in a self-appraisal of {month}",
  },
  "self-appraisal-handed-in": {
    status: 409,
    title: "Handed in already",
    zh: "{month} 的自评已经提交，不能再改",
    en: "the self-appraisal of {month} is handed in and cannot change",
  },
} as const satisfies Record<string, Kind>;
