/**
 * The closed list of API errors, as problem documents (RFC 9457). Each code has one status and one
 * sentence in both languages that says what is wrong and what to do.
 */
import { data } from "./problems/data.ts";
import { imports } from "./problems/imports.ts";
import { people } from "./problems/people.ts";
import { requests } from "./problems/requests.ts";
import { runs } from "./problems/runs.ts";
import { schemes } from "./problems/schemes.ts";
import type { Problem } from "./schemas.ts";

export const problems = { ...requests, ...people, ...schemes, ...data, ...imports, ...runs } as const;

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
  /** In seconds: when the request may be sent again. */
  readonly retryAfter: number | undefined;

  constructor(problem: Problem, retryAfter?: number) {
    super(problem.detail);
    this.problem = problem;
    this.retryAfter = retryAfter;
  }

  /** The same, for a request that may be sent again. */
  after(seconds: number): ProblemError {
    return new ProblemError(this.problem, seconds);
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

export const problemResponse = (
  { problem, retryAfter }: ProblemError,
  headers: Readonly<Record<string, string>> = {},
): Response =>
  new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: {
      "Content-Type": "application/problem+json",
      "Cache-Control": "no-store",
      ...(retryAfter !== undefined && { "Retry-After": String(retryAfter) }),
      ...headers,
    },
  });
