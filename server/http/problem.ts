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
    zh: "请求正文超过 {limit} 字节，请拆分方案",
    en: "the request body is longer than {limit} bytes; split the scheme",
  },
  "host-not-allowed": {
    status: 421,
    title: "Misdirected request",
    zh: "本服务只接受发往 localhost 的请求，不接受“{host}”",
    en: 'this server answers to localhost only, not to "{host}"',
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
    title: "Version is published",
    zh: "版本“{version}”已发布，不能再改；请另存为新的草稿",
    en: 'version "{version}" is published and cannot change; make a new draft of it',
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
    zh: "方案有 {count} 处错误，改正后才能发布",
    en: "the scheme has {count} errors; correct them before you publish it",
  },
  "internal-error": {
    status: 500,
    title: "Internal error",
    zh: "服务器内部错误，数据没有改动；请查看服务器日志",
    en: "internal error, nothing was changed; see the server's log",
  },
} as const satisfies Record<string, Kind>;

export type ProblemCode = keyof typeof problems;

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
export type ProblemArguments<C extends ProblemCode> = Readonly<
  Record<Placeholders<(typeof problems)[C]["zh"]> | Placeholders<(typeof problems)[C]["en"]>, string>
>;

/** Further members of a problem document. */
export type ProblemDetails = Pick<Problem, "etag" | "at" | "diagnostics">;

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
