/**
 * The closed list of API errors, as problem documents (RFC 9457). Each code has one status and one
 * sentence in both languages that says what is wrong and what to do.
 */
import type { Localized } from "../../engine/index.ts";
import type { Problem } from "./schemas.ts";

interface Kind extends Localized {
  readonly status: number;
  readonly title: string;
}

export const problems = {
  "request-invalid": {
    status: 422,
    title: "Invalid request",
    zh: "请求不符合接口约定：{at} {reason}",
    en: "the request breaks the API's schema: {at} {reason}",
  },
  "body-not-json": {
    status: 400,
    title: "Not JSON",
    zh: "请求正文不是 JSON：{reason}",
    en: "the request body is not JSON: {reason}",
  },
  "media-type": {
    status: 415,
    title: "Unsupported media type",
    zh: "请求正文须为 application/json",
    en: "send the request body as application/json",
  },
  "body-too-large": {
    status: 413,
    title: "Content too large",
    zh: "请求正文超过 {limit} 字节，请拆分后再发",
    en: "the request body is longer than {limit} bytes; split it",
  },
  "host-not-allowed": {
    status: 421,
    title: "Misdirected request",
    zh: "本服务只接受发往 localhost 或 PUBLIC_URL 的请求，不接受“{host}”",
    en: 'this server answers to localhost and to its PUBLIC_URL only, not to "{host}"',
  },
  "not-found": {
    status: 404,
    title: "Not found",
    zh: "没有 {path}",
    en: "there is no {path}",
  },
  "method-not-allowed": {
    status: 405,
    title: "Method not allowed",
    zh: "{path} 不支持 {method}，可用：{allowed}",
    en: "{path} does not take {method}; it takes {allowed}",
  },
  "not-signed-in": {
    status: 401,
    title: "Not signed in",
    zh: "请先登录",
    en: "sign in first",
  },
  "sign-in-refused": {
    status: 401,
    title: "Wrong name or password",
    zh: "账号或密码不对，或者账号已停用",
    en: "the name or the password is wrong, or the account is closed",
  },
  "sign-in-later": {
    status: 429,
    title: "Too many attempts",
    zh: "登录失败次数太多，请 15 分钟后再试",
    en: "too many failed attempts; try again in 15 minutes",
  },
  "link-unusable": {
    status: 410,
    title: "Link used or expired",
    zh: "这个一次性链接已经用过或过期；请向管理员要一个新的",
    en: "this one-time link has been used or has expired; ask an administrator for another",
  },
  forbidden: {
    status: 403,
    title: "Not allowed",
    zh: "您的角色不能这样做，或者这不是您的数据",
    en: "your role may not do this, or the data are not yours to see",
  },
  "other-origin": {
    status: 403,
    title: "Sent from another site",
    zh: "请求来自别的网站，不予执行",
    en: "the request was sent from another site and is not carried out",
  },
  "idempotency-key-required": {
    status: 428,
    title: "Idempotency-Key required",
    zh: "请在 Idempotency-Key 头里给出一个不超过 {longest} 字符的随机值，重发时不变",
    en: "send an Idempotency-Key header: a random value of at most {longest} characters, the same when you send it again",
  },
  "idempotency-key-reused": {
    status: 422,
    title: "Idempotency-Key used for another request",
    zh: "Idempotency-Key “{key}”已用于另一个请求；请换一个",
    en: 'the Idempotency-Key "{key}" was used for another request; choose another',
  },
  "user-not-found": {
    status: 404,
    title: "No such user",
    zh: "没有编号为“{id}”的用户",
    en: 'there is no user with the id "{id}"',
  },
  "user-exists": {
    status: 409,
    title: "User exists",
    zh: "账号名“{name}”已有人使用，请换一个",
    en: 'the name "{name}" is taken; choose another',
  },
  "own-account": {
    status: 409,
    title: "Own account",
    zh: "不能改自己的角色或停用自己；请由另一位管理员来做",
    en: "nobody changes their own roles or closes their own account; ask another administrator",
  },
  "last-administrator": {
    status: 409,
    title: "Last administrator",
    zh: "这是最后一位管理员；请先任命另一位",
    en: "this is the last administrator; appoint another first",
  },
  "demo-account": {
    status: 409,
    title: "Account of the sample company",
    zh: "示例账号的角色不能改；请建一个真实账号",
    en: "the roles of an account of the sample company are fixed; add an account of a person",
  },
  "agent-taken": {
    status: 409,
    title: "Agent has an account",
    zh: "工号“{agent}”已有账号",
    en: 'the agent "{agent}" has an account already',
  },
  "version-not-found": {
    status: 404,
    title: "No such version",
    zh: "没有编号为“{id}”的方案版本，请刷新方案列表",
    en: 'there is no scheme version with the id "{id}"; reload the list of schemes',
  },
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
  "job-not-found": {
    status: 404,
    title: "No such job",
    zh: "没有编号为“{id}”的任务",
    en: 'there is no job with the id "{id}"',
  },
  "job-wrong-state": {
    status: 409,
    title: "Job has ended",
    zh: "任务已结束（{status}），不能再取消",
    en: "the job has ended ({status}) and cannot be cancelled",
  },
  "precondition-required": {
    status: 428,
    title: "If-Match required",
    zh: "请用 If-Match 头给出所改版本的 ETag",
    en: "send the ETag of the version you changed in an If-Match header",
  },
  "precondition-failed": {
    status: 412,
    title: "Changed meanwhile",
    zh: "这个版本已被他人改动；请先取回最新内容再保存",
    en: "the version was changed meanwhile; fetch it again before you save",
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
  "run-not-found": {
    status: 404,
    title: "No such run",
    zh: "没有编号为“{id}”的月度核算，请刷新列表",
    en: 'there is no run with the id "{id}"; reload the list of runs',
  },
  "run-revision-not-found": {
    status: 404,
    title: "No such revision",
    zh: "{month} 的核算没有第 {revision} 次修订",
    en: "the run of {month} has no revision {revision}",
  },
  "run-not-computed": {
    status: 404,
    title: "Not computed yet",
    zh: "{month} 的核算（第 {revision} 次修订）还没有计算过，没有结果可看",
    en: "revision {revision} of the run of {month} has not been computed; there is nothing to show",
  },
  "run-exists": {
    status: 409,
    title: "Run exists",
    zh: "这个数据集的 {month} 已有一次核算（{id}）；请打开它",
    en: "the data set has a run of {month} already ({id}); open that one",
  },
  "run-wrong-state": {
    status: 409,
    title: "Run in another state",
    zh: "{month} 的核算是“{statusZh}”，不能{actZh}；要求的状态是：{expectedZh}",
    en: "the run of {month} is {statusEn}, which does not let you {actEn} it; it must be {expectedEn}",
  },
  "run-same-person": {
    status: 409,
    title: "A second person is needed",
    zh: "您计算过或调整过 {month} 的核算，须由另一个人来{actZh}",
    en: "you computed the run of {month} or adjusted it; somebody else has to {actEn} it",
  },
  "run-outdated": {
    status: 409,
    title: "Data changed since",
    zh: "{month} 的核算所用的数据后来有改动；请重新计算",
    en: "the data that the run of {month} was computed from have changed since; compute it again",
  },
  "run-without-result": {
    status: 409,
    title: "Lines without a result",
    zh: "有 {count} 人没有结果，而您确认的是 {confirmed} 人；请核对名单后再确认",
    en: "{count} agents have no result, you confirmed {confirmed}; look at the list and confirm again",
  },
  "adjustment-not-found": {
    status: 404,
    title: "No such adjustment",
    zh: "没有编号为“{id}”的调整",
    en: 'there is no adjustment with the id "{id}"',
  },
  "adjustment-taken-back": {
    status: 409,
    title: "Adjustment taken back",
    zh: "这项调整已经撤回",
    en: "the adjustment has been taken back already",
  },
  "run-agent-unknown": {
    status: 422,
    title: "Nobody in this run",
    zh: "{month} 的核算里没有工号“{agent}”，花名册里也没有；请核对工号",
    en: 'neither the run of {month} nor the roster has an agent "{agent}"; check the 工号',
  },
  "statement-not-found": {
    status: 404,
    title: "No such statement",
    zh: "{month} 的核算里没有工号“{agent}”，没有工资条",
    en: 'the run of {month} has nothing for the agent "{agent}"; there is no statement',
  },
  "appeal-not-found": {
    status: 404,
    title: "No such appeal",
    zh: "没有编号为“{id}”的申诉",
    en: 'there is no appeal with the id "{id}"',
  },
  "appeal-too-late": {
    status: 409,
    title: "Too late",
    zh: "期限是 {lastDay}（含当日），已经过了",
    en: "the last day was {lastDay}, and it is over",
  },
  "appeal-open": {
    status: 409,
    title: "Appeal is open",
    zh: "对 {month} 的工资条已有一件申诉在处理，请等它有了结果",
    en: "there is an appeal against the statement of {month} already; wait for what comes of it",
  },
  "appeal-wrong-state": {
    status: 409,
    title: "Appeal in another state",
    zh: "这件申诉是“{stateZh}”；要“{expectedZh}”才能这样做",
    en: "the appeal is {stateEn}; it must be {expectedEn} for this",
  },
  "appeal-own": {
    status: 403,
    title: "One's own appeal",
    zh: "不能处理自己提出的申诉，请由别人处理",
    en: "nobody decides on an appeal of their own; somebody else has to",
  },
  "appeal-own-answer": {
    status: 403,
    title: "One's own answer",
    zh: "答复过这件申诉的人不能再裁定它，请由别人裁定",
    en: "who answered an appeal does not rule on it; somebody else has to",
  },
  "nothing-published": {
    status: 409,
    title: "Nothing published",
    zh: "这个数据集还没有公布过任何月份；未公布的核算请直接重新计算",
    en: "no month of the data set has been published; compute runs that are not again instead",
  },
  "correction-not-found": {
    status: 404,
    title: "No such proposal",
    zh: "没有编号为“{id}”的更正方案",
    en: 'there is no proposal of corrections with the id "{id}"',
  },
  "correction-wrong-state": {
    status: 409,
    title: "Proposal in another state",
    zh: "这份更正{stateZh}，不能再应用",
    en: "the proposal is {stateEn} and cannot be applied",
  },
  "correction-stale": {
    status: 409,
    title: "Proposal out of date",
    zh: "之后又有数据改动、更正或公布；请重新生成更正",
    en: "data, corrections or publications have come since; propose corrections again",
  },
  "correction-empty": {
    status: 409,
    title: "Nothing to correct",
    zh: "这份更正里没有要补发或扣回的",
    en: "there is nothing in the proposal that could be paid",
  },
  "no-open-run": {
    status: 409,
    title: "No open run",
    zh: "{month} 之后没有未锁定的核算；请先开启下一个月的核算",
    en: "there is no run after {month} that is not locked; open that of the next month first",
  },
  "report-list-not-found": {
    status: 404,
    title: "No such list",
    zh: "没有编号为“{id}”的名单",
    en: 'there is no list with the id "{id}"',
  },
  "report-list-run-open": {
    status: 409,
    title: "Run is not locked",
    zh: "{month} 的核算还没有锁定；锁定后再出名单",
    en: "the run of {month} is not locked; make its lists once it is",
  },
  "report-list-wrong-state": {
    status: 409,
    title: "List in another state",
    zh: "名单{stateZh}，不能再{actZh}",
    en: "the list {stateEn} and cannot be {actEn}",
  },
  "report-list-changed": {
    status: 409,
    title: "Another list",
    zh: "名单与签字人看到的不一致；请重新打开后再签字",
    en: "the list is not the one that was seen; open it again before you sign",
  },
  "report-list-not-yours": {
    status: 403,
    title: "Not above everyone",
    zh: "名单上的“{agent}”不在您的管辖之下；请由共同的上级处理",
    en: '"{agent}" on the list does not report to you, directly or through others; somebody above all of them has to do it',
  },
  "calculator-busy": {
    status: 503,
    title: "Too many calculations",
    zh: "同时计算的请求太多，请稍后再试",
    en: "too many calculations are asked for at once; try again in a moment",
  },
  "calculation-too-long": {
    status: 503,
    title: "Calculation took too long",
    zh: "计算超过 {seconds} 秒，已中止；请简化方案，或在服务器空闲时再试",
    en: "the calculation took longer than {seconds} s and was ended; simplify the scheme, or try again when the server is less busy",
  },
  "not-ready": {
    status: 503,
    title: "Not ready",
    zh: "数据库没有应答，请稍后再试",
    en: "the database does not answer; try again in a moment",
  },
  "import-not-found": {
    status: 404,
    title: "No such import",
    zh: "没有编号为“{id}”的导入，请刷新列表",
    en: 'there is no import with the id "{id}"; reload the list',
  },
  "import-data-set": {
    status: 422,
    title: "Data set missing",
    zh: "导入花名册不指定数据集，其他导入必须指定",
    en: "a roster goes into no data set, every other import has to name one",
  },
  "import-wrong-state": {
    status: 409,
    title: "Import in another state",
    zh: "导入现在是 {state}，这一步要求 {expected}；请刷新",
    en: "the import is {state}, this needs {expected}; reload it",
  },
  "import-mapping-invalid": {
    status: 422,
    title: "Mapping incomplete",
    zh: "列的用途还不能用：{zh}",
    en: "the columns cannot be read like this: {en}",
  },
  "import-has-errors": {
    status: 422,
    title: "File has errors",
    zh: "文件有 {count} 处错误，一行也不会导入；请按错误清单改正后重新上传",
    en: "the file has {count} errors, so no row is imported; correct them by the error file and upload it again",
  },
  "import-has-warnings": {
    status: 422,
    title: "Warnings not accepted",
    zh: "文件有 {count} 处警告；看过并确认无误后，以 accept: true 再次提交",
    en: "the file has {count} warnings; when you have looked at them and accept them, send accept: true",
  },
  "internal-error": {
    status: 500,
    title: "Internal error",
    zh: "服务器内部错误，数据没有改动；请查看服务器日志",
    en: "internal error, nothing was changed; see the server's log",
  },
} as const satisfies Record<string, Kind>;

export type ProblemCode = keyof typeof problems;

/** What can go wrong where a text is read for a request. */
export const CALCULATION_PROBLEMS = ["calculator-busy", "calculation-too-long"] as const satisfies ProblemCode[];

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
export type ProblemArguments<C extends ProblemCode> = Readonly<
  Record<Placeholders<(typeof problems)[C]["zh"]> | Placeholders<(typeof problems)[C]["en"]>, string>
>;

/** Further members of a problem document. */
export type ProblemDetails = Pick<Problem, "etag" | "at" | "diagnostics" | "addresses" | "changes" | "withoutResult">;

/** Thrown by a handler; the app answers with the problem document. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

export function problem<C extends ProblemCode>(
  code: C,
  args: ProblemArguments<C>,
  details: ProblemDetails = {},
): ProblemError {
  const { status, title, zh, en } = problems[code];
  const fill = (template: string): string =>
    template.replace(/\{(\w+)\}/g, (_, key: string) => quote((args as Record<string, string>)[key] ?? ""));
  const message = { zh: fill(zh), en: fill(en) };
  return new ProblemError({
    type: `urn:plumbline:problem:${code}`,
    title,
    status,
    detail: message.en,
    code,
    message,
    ...details,
  });
}

/** What came with the request is quoted, but a problem stays a sentence. */
const quote = (text: string): string => (text.length <= 120 ? text : `${text.slice(0, 119)}…`);

export const problemResponse = ({ problem }: ProblemError, headers: Readonly<Record<string, string>> = {}): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { "Content-Type": "application/problem+json", "Cache-Control": "no-store", ...headers },
  });
