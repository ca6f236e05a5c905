import type { Kind } from "./kind.ts";

/** Of schemes, their versions, the catalogue and scenarios. */
export const schemes = {
  "version-not-found": {
    status: 404,
    title: "No such version",
    zh: "没有编号为“{id}”的方案版本，请刷新方案列表",
    en: 'there is no scheme version with the id "{id}"; reload the list of schemes',
  },
  "version-immutable": {
    status: 409,
    title: "Version is no draft",
    zh: "版本“{version}”的状态是{stateZh}，不能再改；请另存为新的草稿",
    en: 'version "{version}" is {stateEn} and cannot change; make a new draft of it',
  },
  "version-wrong-state": {
    status: 409,
    title: "Version in another state",
    zh: "版本“{version}”的状态是{stateZh}，不能这样做；要求的状态是：{expectedZh}",
    en: 'version "{version}" is {stateEn}; this needs one that is {expectedEn}',
  },
  "version-own-work": {
    status: 403,
    title: "Own work",
    zh: "您参与编写了版本“{version}”，不能自己审核或批准；请由另一位来做",
    en: 'you wrote part of version "{version}" and cannot review or approve it; ask somebody else',
  },
  "version-second-person": {
    status: 403,
    title: "Needs a second person",
    zh: "版本“{version}”由您审核，不能再由您批准；请由另一位来做",
    en: 'you reviewed version "{version}" and cannot approve it too; ask somebody else',
  },
  "version-in-use": {
    status: 409,
    title: "Version in use",
    zh: "{month} 的工资已按版本“{version}”锁定或发布，不能撤回；请另立新版本取代",
    en: 'the locked pay of {month} was computed by version "{version}", which cannot be withdrawn; let a new version supersede it',
  },
  "month-closed": {
    status: 409,
    title: "Month is closed",
    zh: "{month} 的工资已锁定或发布，规则不能再变；请从之后的月份起生效",
    en: "the pay of {month} is locked or published and its rules cannot change; choose a later month",
  },
  "assumed-not-waived": {
    status: 422,
    title: "Assumed figures without a waiver",
    zh: "还有 {count} 处假定没有写明为何可以接受：{list}",
    en: "{count} assumed figures have no written waiver: {list}; say for each why it is accepted",
  },
  "waiver-unused": {
    status: 422,
    title: "Waiver of nothing",
    zh: "方案里没有这些假定：{list}；请去掉这些说明",
    en: "the scheme assumes nothing at {list}; leave these waivers out",
  },
  "change-needs-reason": {
    status: 422,
    title: "Early change without a reason",
    zh: "权重或分档改得过早（{count} 处，如：{firstZh}）；提交时请写明理由",
    en: "weights or bands change too soon ({count}, such as: {firstEn}); submit the version with a reason for it",
  },
  "scheme-not-found": {
    status: 404,
    title: "No such scheme",
    zh: "没有方案“{id}”，请刷新方案列表",
    en: 'there is no scheme "{id}"; reload the list of schemes',
  },
  "department-unknown": {
    status: 422,
    title: "No such department",
    zh: "花名册里没有部门“{department}”{nearZh}（现有：{known}）",
    en: 'the roster has no department "{department}"{nearEn} (known: {known})',
  },
  "catalogue-has-errors": {
    status: 422,
    title: "Catalogue has errors",
    zh: "指标目录有 {count} 处错误，改正后才能保存",
    en: "the catalogue has {count} errors; correct them before you save it",
  },
  "metric-in-use": {
    status: 409,
    title: "Metric is used",
    zh: "已批准的版本用到指标“{metric}”（{version}），口径不能改；口径变了，请另起一个名字",
    en: 'the approved version {version} uses the metric "{metric}", whose meaning cannot change; give the new one another name',
  },
  "version-exists": {
    status: 409,
    title: "Version exists",
    zh: "方案“{scheme}”已有版本“{version}”，请换一个版本号",
    en: 'the scheme "{scheme}" already has a version "{version}"; choose another name',
  },
  "version-unreadable": {
    status: 422,
    title: "No version in the front matter",
    zh: "方案信息里没有可读的 version 一行，无法改写版本号；请先补上",
    en: "the front matter has no readable version line to rewrite; add one first",
  },
  "scheme-mismatch": {
    status: 422,
    title: "Another scheme",
    zh: "方案信息写的是“{found}”，而这个版本属于“{expected}”；请改正 scheme 一行",
    en: 'the front matter says "{found}" but this version belongs to "{expected}"; correct the scheme line',
  },
  "scheme-has-errors": {
    status: 422,
    title: "Scheme has errors",
    zh: "方案有 {count} 处错误，改正后才能提交",
    en: "the scheme has {count} errors; correct them before you submit it",
  },
  "scenario-not-found": {
    status: 404,
    title: "No such scenario",
    zh: "没有编号为“{id}”的情景；它可能已被删除",
    en: 'there is no scenario with the id "{id}"; it may have been deleted',
  },
  "scenario-of-another": {
    status: 403,
    title: "Somebody else's scenario",
    zh: "这个情景是别人保存的，只有本人和 HR 编辑能改动或删除；请另存为自己的情景",
    en: "somebody else keeps this scenario; only they and HR editors may change or delete it: save one of your own",
  },
} as const satisfies Record<string, Kind>;
