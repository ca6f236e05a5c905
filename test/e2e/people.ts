import type { APIRequestContext, Browser, BrowserContext, Page } from "playwright-core";
import type { Role } from "../../server/access/role.ts";
import type { Job, Run } from "../../server/api-types.ts";
import { signIn } from "./sign-in.ts";

/** A browser of their own for somebody of the sample company, signed in, with a page open. */
export async function pageOf(
  browser: Browser,
  url: string,
  role: Role,
  path: string,
  { locale = "zh-CN", viewport = { width: 1440, height: 900 } } = {},
): Promise<Page> {
  const context = await browser.newContext({ locale, viewport });
  await signIn(context, url, role);
  const page = await context.newPage();
  await page.goto(`${url}${path}`);
  return page;
}

/** What a test needs done before it begins, asked of the API as its people would. */
export class Desk {
  readonly #browser: Browser;
  readonly #url: string;
  readonly #contexts = new Map<Role, BrowserContext>();

  constructor(browser: Browser, url: string) {
    this.#browser = browser;
    this.#url = url;
  }

  async #requests(role: Role): Promise<APIRequestContext> {
    const known = this.#contexts.get(role);
    if (known) return known.request;
    const context = await this.#browser.newContext();
    await signIn(context, this.#url, role);
    this.#contexts.set(role, context);
    return context.request;
  }

  async get<T>(role: Role, path: string): Promise<{ readonly body: T; readonly etag: string }> {
    const response = await (await this.#requests(role)).get(`${this.#url}/api${path}`);
    if (!response.ok()) throw new Error(`GET ${path}: ${response.status()} ${await response.text()}`);
    return { body: (await response.json()) as T, etag: response.headers().etag ?? "" };
  }

  async post<T>(role: Role, path: string, data: object = {}, etag = ""): Promise<T> {
    const headers = { "Idempotency-Key": crypto.randomUUID(), ...(etag && { "If-Match": etag }) };
    const response = await (await this.#requests(role)).post(`${this.#url}/api${path}`, { data, headers });
    if (!response.ok()) throw new Error(`POST ${path}: ${response.status()} ${await response.text()}`);
    return (await response.json()) as T;
  }

  /** A month computed, reviewed, locked and published by those whose work that is. */
  async publish(dataSet: string, month: string): Promise<Run> {
    const { id } = await this.post<Run>("editor", "/runs", { dataSet, month });
    const path = `/runs/${id}`;
    await this.ended(await this.post<Job>("editor", `${path}/compute`));
    for (const [step, role] of [
      ["review", "reviewer"],
      ["lock", "reviewer"],
      ["publish", "approver"],
    ] as const) {
      const { body, etag } = await this.get<Run>(role, path);
      const withoutResult = body.revisions.at(-1)?.computation?.withoutResult ?? 0;
      await this.post<Run>(role, `${path}/${step}`, step === "review" ? { withoutResult } : {}, etag);
    }
    return (await this.get<Run>("editor", path)).body;
  }

  /** Waits for a job. @throws Error where it fails */
  async ended({ id }: Job): Promise<void> {
    for (;;) {
      const { status, reason } = (await this.get<Job>("editor", `/jobs/${id}`)).body;
      if (status === "done") return;
      if (status !== "queued" && status !== "running") throw new Error(`${status}: ${reason?.en}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}
