import { globSync } from "node:fs";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RealApp } from "../testing/real-app.ts";
import type { AssignmentList } from "./schemas/assignments.ts";
import type { AgentMonths, DataSetList } from "./schemas/data-sets.ts";
import type { Catalogue, CheckResult, InstitutionList, Problem, SchemeList, Version } from "./schemas.ts";

let app: RealApp;
beforeEach(async () => {
  app = await RealApp.open();
});
afterEach(() => app.close());

const draft = (): Promise<Version> => app.version("telemarketing-center", "draft");

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("Content-Type")).toBe("application/problem+json");
  const problem = (await response.json()) as Problem;
  expect(problem.status).toBe(response.status);
  return problem;
}

describe("what is shipped", () => {
  test("every rule set is a draft, with its findings", async () => {
    const { schemes } = await app.json<SchemeList>("/api/schemes");
    const listed = schemes.flatMap(({ id, versions }) =>
      versions.map((version) => ({ name: `${id}/${version.version}`, ...version })),
    );
    const drafts = listed.filter(({ status }) => status === "draft");
    const files = globSync("*/*.kpi.md", {
      cwd: new URL("../../rulesets/", import.meta.url),
      exclude: ["institutions/*"],
    });
    expect(drafts.map(({ name }) => name).sort()).toEqual(files.map((file) => file.replace(".kpi.md", "")).sort());
    const findingsOf = (name: string) => drafts.find((draft) => draft.name === name)?.findings;
    expect(findingsOf("telemarketing-center/draft")).toEqual({ errors: 0, warnings: 0, assumed: 0 });
    expect(findingsOf("sales-scorecard/as-written")?.errors).toBeGreaterThan(0);
  });

  test("the sample company has approved a copy of three, and says who is paid by which", async () => {
    const { schemes } = await app.json<SchemeList>("/api/schemes");
    const approved = schemes.flatMap(({ id, versions }) =>
      versions.flatMap(({ version, status, effectiveFrom }) =>
        status === "draft" ? [] : [`${id} ${version} ${status} ${effectiveFrom}`],
      ),
    );
    expect(approved.sort()).toEqual([
      "sales-scorecard 2025 effective 2025-01",
      "telemarketing-center 2025 effective 2025-01",
      "telemarketing-specialist 2025 effective 2025-01",
    ]);
    const { assignments } = await app.json<AssignmentList>("/api/assignments");
    expect(assignments.map(({ subject, scheme, from }) => `${subject} ${scheme} ${from}`).sort()).toEqual([
      "客服部 telemarketing-specialist 2025-01",
      "电销一部 telemarketing-specialist 2025-01",
      "电销三部 sales-scorecard 2025-01",
      "电销二部 telemarketing-center 2025-01",
      "质检部 telemarketing-specialist 2025-01",
    ]);
  });

  test("the catalogue is the text of metrics.kpi.md", async () => {
    const { text } = await app.json<Catalogue>("/api/catalogue");
    expect(text).toContain("A类客户数");
  });

  test("the institutions have their text, their title and their findings", async () => {
    const { institutions } = await app.json<InstitutionList>("/api/institutions");
    expect(institutions.map(({ id, title }) => `${id} ${title}`)).toEqual([
      "performance-appraisal 电话销售部绩效考核制度",
      "quantified-appraisal 电话销售部量化考核制度",
    ]);
    expect(institutions.map(({ findings }) => findings)).toEqual([
      { errors: 0, warnings: 0, assumed: 1 },
      { errors: 0, warnings: 0, assumed: 0 },
    ]);
    expect(institutions.every(({ id, text }) => text.includes(`institution: ${id}`))).toBe(true);
  });

  test("a text is checked against what it is held to", async () => {
    const text =
      '---\nscheme: s\ntitle: t\nversion: 1\nperiod: month\ncurrency: CNY\n---\n\n## 一、规则\n\n```kpi\nheld to performance-appraisal\nheld to no-such-thing\nwaive requirement-indicators "不设指标"\noutput a = 1\n```\n';
    const { diagnostics } = await app.json<CheckResult>("/api/check", { method: "POST", body: { text } });
    expect(diagnostics.map(({ code, severity, waived }) => [code, severity, waived])).toEqual([
      ["requirement-indicators", "info", "不设指标"],
      ["institution-unknown", "error", undefined],
    ]);
  });

  test("the sample company can be read by month, by range and whole", async () => {
    const { datasets } = await app.json<DataSetList>("/api/datasets");
    const [set] = datasets;
    if (!set) throw new Error("there is no data set");
    const { months, rows } = set;
    const [first, second] = months;
    const at = `/api/datasets/${set.id}/agent-months`;
    const all = await app.json<AgentMonths>(at);
    expect(all.rows).toHaveLength(rows);
    expect(all.rows.every(({ values }) => values.length === all.columns.length)).toBe(true);
    const monthsOf = ({ rows }: AgentMonths) => [...new Set(rows.map(({ month }) => month))];
    expect(monthsOf(await app.json(`${at}?month=${second}`))).toEqual([second]);
    expect(monthsOf(await app.json(`${at}?month=${second}&from=${first}`))).toEqual([first, second]);
    expect(monthsOf(await app.json(`${at}?to=${first}`))).toEqual([first]);
  });

  test("starting again loads nothing twice", async () => {
    const before = await app.json<SchemeList>("/api/schemes");
    app = await app.restart();
    expect(await app.json<SchemeList>("/api/schemes")).toEqual(before);
    expect((await app.json<DataSetList>("/api/datasets")).datasets).toHaveLength(1);
  });
});

describe("editing a draft", () => {
  test("a save under the current ETag is kept, over a restart too", async () => {
    const { id, text, hash } = await draft();
    const etag = (await app.send(`/api/versions/${id}`)).headers.get("ETag") ?? "";
    const changed = text.replace("= 1%", "= 2%");
    expect(changed).not.toBe(text);
    const response = await app.save(id, changed, etag);
    expect(response.status).toBe(200);
    expect(response.headers.get("ETag")).not.toBe(etag);
    app = await app.restart();
    const kept = await app.json<Version>(`/api/versions/${id}`);
    expect(kept.text).toBe(changed);
    expect(kept.hash).not.toBe(hash);
  });

  test("a save under an old ETag is refused and says which one is current", async () => {
    const { id, text } = await draft();
    await app.save(id, `${text}\n`, '"1"');
    const response = await app.save(id, "lost?", '"1"');
    expect(response.status).toBe(412);
    expect(await problemOf(response)).toMatchObject({ code: "precondition-failed", etag: '"2"' });
    expect((await draft()).text).toBe(`${text}\n`);
  });

  test("of two saves at the same time one wins", async () => {
    const { id } = await draft();
    const statuses = await Promise.all(["a", "b"].map(async (text) => (await app.save(id, text, '"1"')).status));
    expect(statuses.sort()).toEqual([200, 412]);
  });

  test("a save without If-Match is refused", async () => {
    const { id, text } = await draft();
    const response = await app.send(`/api/versions/${id}`, { method: "PUT", body: { text } });
    expect(response.status).toBe(428);
    expect(await problemOf(response)).toMatchObject({ code: "precondition-required" });
  });

  test("errors in the text do not keep it from being saved", async () => {
    const { id, version, title } = await draft();
    const response = await app.save(id, "```kpi\noutput = = =\n", '"1"');
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ version, title, text: "```kpi\noutput = = =\n" });
  });

  test("version and title follow the front matter", async () => {
    const { id, text } = await draft();
    const changed = text.replace(/^version:.*$/m, "version: 2.0").replace(/^title:.*$/m, "title: 新标题");
    expect(await (await app.save(id, changed, '"1"')).json()).toMatchObject({ version: "2.0", title: "新标题" });
  });

  test("a version name that the scheme has already is refused", async () => {
    const { id, text } = await app.version("sales-scorecard", "1.0");
    const response = await app.save(id, text.replace(/^version:.*$/m, "version: as-written"), '"1"');
    expect(response.status).toBe(409);
    expect(await problemOf(response)).toMatchObject({ code: "version-exists" });
    expect((await app.version("sales-scorecard", "1.0")).text).toBe(text);
  });
});

describe("a new draft", () => {
  const make = (id: string, version: string, said: object = {}): Promise<Response> =>
    app.post(`/api/versions/${id}/drafts`, { version, ...said });

  test("is a copy under its own name", async () => {
    const source = await draft();
    const response = await make(source.id, "2026");
    expect(response.status).toBe(201);
    const copy = (await response.json()) as Version;
    expect(response.headers.get("Location")).toBe(`/api/versions/${copy.id}`);
    expect(copy).toMatchObject({ scheme: source.scheme, version: "2026", status: "draft", basedOn: source.id });
    expect(copy.text).toBe(source.text.replace(/^version:.*$/m, "version: 2026"));
    expect((await app.save(copy.id, "x", response.headers.get("ETag") ?? "")).status).toBe(200);
  });

  test("is begun with another text and a reason, which stays with it", async () => {
    const source = await draft();
    const text = `${source.text.replace(/^title:.*$/m, "title: 试算草稿")}\n`;
    const response = await make(source.id, "2026", { text, reason: "预算收紧" });
    expect(response.status).toBe(201);
    const made = (await response.json()) as Version;
    expect(made).toMatchObject({ title: "试算草稿", reason: "预算收紧", basedOn: source.id });
    expect(made.text).toBe(text.replace(/^version:.*$/m, "version: 2026"));
    const saved = await app.save(made.id, made.text.trimEnd(), '"1"');
    expect(((await saved.json()) as Version).reason).toBe("预算收紧");
    const [entry] = await app.store.stores.audit.list({ action: "version.add", limit: 1 });
    expect(JSON.parse(entry?.details ?? "")).toMatchObject({ reason: "预算收紧", basedOn: source.id });
  });

  test.each([
    ["a text of another scheme", { text: "---\nscheme: sales\nversion: 1\n---\n" }, "scheme-mismatch"],
    ["a text without a scheme", { text: "---\nversion: 1\n---\n" }, "scheme-mismatch"],
    ["a text without a version", { text: "# 制度\n" }, "version-unreadable"],
    ["a blank reason", { reason: "  " }, "request-invalid"],
  ])("is not begun with %s", async (_, said, code) => {
    const { id } = await draft();
    const response = await make(id, "2026", said);
    expect(response.status).toBe(422);
    expect(await problemOf(response)).toMatchObject({ code });
  });

  test("needs a free name", async () => {
    const { id } = await draft();
    const response = await make(id, "draft");
    expect(response.status).toBe(409);
    expect(await problemOf(response)).toMatchObject({ code: "version-exists" });
  });

  test.each(["", " ", "V6 ", "2025 修订", "../etc/passwd", "a/b", ".hidden", "a\nb", "x".repeat(65)])(
    "refuses the name %j",
    async (name) => {
      const { id } = await draft();
      const response = await make(id, name);
      expect(response.status).toBe(422);
      expect(await problemOf(response)).toMatchObject({ code: "request-invalid", at: "body/version" });
    },
  );

  test("needs a version line to rewrite", async () => {
    const { id } = await draft();
    await app.save(id, "# nothing\n", '"1"');
    const response = await make(id, "2026");
    expect(response.status).toBe(422);
    expect(await problemOf(response)).toMatchObject({ code: "version-unreadable" });
  });
});

describe("checking", () => {
  test("gives findings with places and both languages", async () => {
    const { text } = await app.version("sales-scorecard", "as-written");
    const { diagnostics } = await app.json<CheckResult>("/api/check", { method: "POST", body: { text } });
    const gap = diagnostics.find(({ code }) => code === "table-gap");
    expect(gap?.witness).toBeDefined();
    expect(gap?.message.zh).not.toBe(gap?.message.en);
    expect(text.split("\n")[(gap?.start.line ?? 0) - 1]).toMatch(/^table|^\|/);
  });

  test.each([
    ["a very long line", "x".repeat(1_500_000)],
    ["deep nesting", `# 一、甲\n\n\`\`\`kpi\nx = ${"(".repeat(100_000)}\n\`\`\`\n`],
    ["names of the language below", "# 一、甲\n\n```kpi\n__proto__ = 1\nconstructor = __proto__ + toString\n```\n"],
    ["control characters", "\u0001\u202e\ufffe"],
  ])("answers on %s", async (_, text) => {
    const response = await app.send("/api/check", { method: "POST", body: { text } });
    expect(response.status).toBe(200);
    expect(((await response.json()) as CheckResult).diagnostics).not.toEqual([]);
  });
});

describe("bad requests", () => {
  const check = (body: unknown, headers: Record<string, string> = {}): Promise<Response> =>
    app.send("/api/check", { method: "POST", body, headers });

  test.each([
    ["no text", {}, "body"],
    ["a text that is none", { text: 1 }, "body/text"],
    ["something besides", { text: "", more: 1 }, "body"],
    ["a prototype", '{"text": "", "__proto__": {"admin": true}}', "body"],
    ["a list", [], "body"],
    ["null", null, "body"],
  ])("%s", async (_, body, at) => {
    const response = await check(body);
    expect(response.status).toBe(422);
    expect(await problemOf(response)).toMatchObject({ code: "request-invalid", at });
  });

  test("no JSON", async () => {
    const response = await check("{text");
    expect(response.status).toBe(400);
    expect(await problemOf(response)).toMatchObject({ code: "body-not-json" });
  });

  test.each(["text/plain", "application/x-www-form-urlencoded", "application/jsonp"])("sent as %s", async (type) => {
    const response = await check({ text: "" }, { "Content-Type": type });
    expect(response.status).toBe(415);
    expect(await problemOf(response)).toMatchObject({ code: "media-type" });
  });

  test("ten megabytes, with the length said and not said", async () => {
    const body = JSON.stringify({ text: "x".repeat(10_000_000) });
    for (const headers of [{ "Content-Length": String(body.length) }, {}]) {
      const response = await check(body, headers);
      expect(response.status).toBe(413);
      expect(await problemOf(response)).toMatchObject({ code: "body-too-large" });
    }
  });

  test.each([
    ["/api/versions/none", "version-not-found"],
    ["/api/datasets/none/agent-months", "dataset-not-found"],
    ["/api/nothing", "not-found"],
    ["/api/__proto__", "not-found"],
  ])("%s is not there", async (path, code) => {
    const response = await app.send(path);
    expect(response.status).toBe(404);
    expect(await problemOf(response)).toMatchObject({ code });
  });

  test("a NUL, which PostgreSQL cannot keep, is refused wherever it stands", async () => {
    for (const response of [
      await app.send("/api/versions/%00"),
      await app.send("/api/datasets/none/agent-months?agent=%00"),
      await app.post("/api/datasets", { name: "a\0b" }),
    ]) {
      expect(await problemOf(response)).toMatchObject({ status: 422, code: "request-invalid" });
    }
  });

  test.each(["month=2025-13", "month=2025-1", "from=x", "moth=2025-01"])("the query %s", async (query) => {
    const response = await app.send(`/api/datasets/any/agent-months?${query}`);
    expect(response.status).toBe(422);
    expect(await problemOf(response)).toMatchObject({ code: "request-invalid" });
  });

  test("a method that the path does not take", async () => {
    const response = await app.send("/api/schemes", { method: "DELETE" });
    expect(response.status).toBe(405);
    expect(response.headers.get("Allow")).toBe("GET");
    expect(await problemOf(response)).toMatchObject({ code: "method-not-allowed" });
  });
});

describe("every response", () => {
  test.each(["/", "/api/schemes", "/api/nothing", "/assets/none.js"])("%s carries the policy", async (path) => {
    const { headers } = await app.send(path);
    const policy = headers.get("Content-Security-Policy") ?? "";
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain("'unsafe-eval'");
    expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
    expect(headers.get("Referrer-Policy")).toBe("no-referrer");
    expect(headers.get("Access-Control-Allow-Origin")).toBeNull();
  });

  test("an ETag stays strong where the rest is compressed", async () => {
    const { id } = await draft();
    const headers = { "Accept-Encoding": "gzip" };
    expect((await app.send(`/api/versions/${id}`, { headers })).headers.get("ETag")).toBe('"1"');
    expect((await app.send("/api/schemes", { headers })).headers.get("Content-Encoding")).toBe("gzip");
  });
});
