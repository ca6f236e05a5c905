import type { Kind } from "./kind.ts";

/** Of any request, whatever it is about. */
export const requests = {
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
  "too-many-requests": {
    status: 429,
    title: "Too many requests",
    zh: "导入、导出和计算的请求太密，请 {seconds} 秒后再试",
    en: "too many imports, exports and computations were asked for; try again in {seconds} seconds",
  },
  "not-ready": {
    status: 503,
    title: "Not ready",
    zh: "数据库没有应答，请稍后再试",
    en: "the database does not answer; try again in a moment",
  },
  "internal-error": {
    status: 500,
    title: "Internal error",
    zh: "服务器内部错误，数据没有改动；请查看服务器日志",
    en: "internal error, nothing was changed; see the server's log",
  },
} as const satisfies Record<string, Kind>;
