import { randomUUID } from "node:crypto";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { ROLES, type Role } from "../access/role.ts";
import { tokenHash } from "../people/token.ts";
import { STEPS, type Step, TRANSITIONS, VERSION_STATUSES, type VersionStatus } from "../schemes/lifecycle.ts";
import type { StoredRun } from "../store/run-store.ts";
import { RealApp } from "../testing/real-app.ts";
import type { AssignmentList } from "./schemas/assignments.ts";
import type { SubmissionNeeds, Version, VersionDiff, VersionHistory } from "./schemas/versions.ts";
import type { Problem } from "./schemas.ts";
import { COOKIE } from "./session-cookie.ts";

let app: RealApp;
beforeEach(async () => {
  app = await RealApp.open();
});
afterEach(() => app.close());

const BODIES: Readonly<Record<Step, object>> = {
  submit: { waivers: [] },
  return: { comment: "第三条写错了" },
  review: {},
  approve: { effectiveFrom: "2026-04" },
  withdraw: { comment: "不再采用" },
};
const WHO: Readonly<Record<Step, Role>> = {
  submit: "editor",
  return: "reviewer",
  review: "reviewer",
  approve: "approver",
  withdraw: "editor",
};

interface Taking {
  readonly body?: object;
  readonly as?: Role;
  /** Instead of a role: the session of somebody. */
  readonly session?: string;
  readonly ifMatch?: string;
}

function take(id: string, step: Step, { body = BODIES[step], as = WHO[step], session, ifMatch = "*" }: Taking = {}) {
  const cookie = session === undefined ? {} : { Cookie: `${COOKIE}=${session}` };
  const headers = { "If-Match": ifMatch, ...cookie };
  return app.post(`/api/versions/${id}/${step}`, body, { as: session ? "nobody" : as, headers });
}

async function taken(id: string, step: Step, taking?: Taking): Promise<Version> {
  const response = await take(id, step, taking);
  const body = await response.json();
  expect(response.status, JSON.stringify(body)).toBe(200);
  return body as Version;
}

async function refused(response: Response, status: number, code: string): Promise<Problem> {
  const problem = (await response.json()) as Problem;
  expect([response.status, problem.code, problem.message.zh]).toEqual([
    status,
    code,
    expect.stringMatching(/\p{Script=Han}/u),
  ]);
  return problem;
}

/** A draft that has no errors and assumes nothing. */
async function newDraft(name: string, edit: (text: string) => string = (text) => text): Promise<Version> {
  const source = await app.version("telemarketing-center", "draft");
  const path = `/api/versions/${source.id}/drafts`;
  const draft = (await (await app.post(path, { version: name })).json()) as Version;
  const text = edit(draft.text);
  return (await (await app.save(draft.id, text, '"1"')).json()) as Version;
}

/** What they expect would be otherwise. */
const withoutExamples = (text: string): string => text.replace(/^examples[\s\S]*?^```/m, "```");

const TO: Readonly<Record<VersionStatus, readonly Step[]>> = {
  draft: [],
  submitted: ["submit"],
  reviewed: ["submit", "review"],
  approved: ["submit", "review", "approve"],
  withdrawn: ["withdraw"],
};

async function draftIn(status: VersionStatus, edit?: (text: string) => string): Promise<string> {
  const { id } = await newDraft(`in-${status}`, edit);
  for (const step of TO[status]) await taken(id, step);
  return id;
}

/** Somebody who may do everything, except what nobody may do alone. */
async function somebody(name: string): Promise<string> {
  const session = randomUUID();
  await app.store.quietly(async ({ users, sessions }) => {
    const at = app.store.now();
    await users.add({ id: name, name, displayName: name, roles: [...ROLES], demo: false }, at);
    await sessions.add({
      token_hash: tokenHash(session),
      user: name,
      created_at: at,
      seen_at: "9999-01-01",
      ends_at: "9999-12-31",
    });
  });
  return session;
}

describe("on the way to approval", () => {
  test("a draft is submitted, sent back, submitted again, reviewed, approved, and each step stands written", async () => {
    const { id } = await newDraft("2026", (text) => withoutExamples(text).replace("= 1%", "= 1.5%"));
    expect(await taken(id, "submit")).toMatchObject({
      status: "submitted",
      catalogue: expect.any(String),
      steps: ["withdraw"],
    });
    const returned = await taken(id, "return", { body: { comment: "请补一个示例" } });
    expect(returned).toMatchObject({ status: "draft" });
    expect(returned.catalogue).toBeUndefined();
    await taken(id, "submit", { body: { waivers: [], comment: "补好了" } });
    expect(await taken(id, "review")).toMatchObject({ status: "reviewed", steps: ["return"] });
    const approved = await taken(id, "approve", { body: { effectiveFrom: "2026-03", comment: "同意" } });
    // It is March 2026 there.
    expect(approved).toMatchObject({ status: "effective", effectiveFrom: "2026-03", steps: ["withdraw"] });
    const before = await app.version("telemarketing-center", "2025");
    expect(before.status).toBe("superseded");

    const { steps } = await app.json<VersionHistory>(`/api/versions/${id}/history`);
    expect(steps.map(({ number, step, by, comment }) => [number, step, by.name, comment])).toEqual([
      [1, "submit", "编制（示例）", undefined],
      [2, "return", "审核（示例）", "请补一个示例"],
      [3, "submit", "编制（示例）", "补好了"],
      [4, "review", "审核（示例）", undefined],
      [5, "approve", "总经理（示例）", "同意"],
    ]);
    const approval = steps.at(-1);
    expect(approval).toMatchObject({ effectiveFrom: "2026-03", against: before.id, hash: approved.hash });
    expect(approval?.changes?.map(({ zh, changesValues }) => `${zh} ${changesValues}`)).toEqual([
      "版本 2025 → 2026 false",
      "提成比例 1% → 1.5% true",
      expect.stringMatching(/^删去示例.* false$/),
    ]);
    const entries = await app.store.stores.audit.list({ subject: id, action: "version.", limit: 10 });
    expect(entries.map(({ action, actor }) => `${action} ${actor}`)).toEqual([
      "version.approve demo-approver",
      "version.review demo-reviewer",
      "version.submit demo-editor",
      "version.return demo-reviewer",
      "version.submit demo-editor",
      "version.edit demo-editor",
      "version.add demo-editor",
    ]);
  });

  test("an approved version that is still to come leaves the one in force", async () => {
    const id = await draftIn("approved");
    expect(await app.json<Version>(`/api/versions/${id}`)).toMatchObject({
      status: "approved",
      effectiveFrom: "2026-04",
    });
    expect((await app.version("telemarketing-center", "2025")).status).toBe("effective");
  });

  test("the catalogue of a submitted version is the one of that day", async () => {
    const id = await draftIn("submitted");
    const response = await app.send("/api/catalogue");
    const { text, hash } = (await response.json()) as { text: string; hash: string };
    const headers = { "If-Match": response.headers.get("ETag") ?? "" };
    const changed = await app.send("/api/catalogue", { method: "PUT", body: { text: `${text}\n后记。\n` }, headers });
    expect(changed.status).toBe(200);
    expect((await app.json<Version>(`/api/versions/${id}`)).catalogue).toBe(hash);
    const approved = await taken(id, "review").then(() => taken(id, "approve"));
    expect(approved.catalogue).toBe(hash);
  });
});

/** Roles that a step's route lets in at all. */
const rolesOf = (step: Step): readonly Role[] =>
  TRANSITIONS.filter((each) => each.step === step).flatMap(({ roles }) => roles);

describe.each(VERSION_STATUSES)("a version that is %s", (status) => {
  test("takes no step that does not lead on from there, and none by who may not", async () => {
    const id = await draftIn(status);
    const etag = (await app.send(`/api/versions/${id}`)).headers.get("ETag");
    for (const step of STEPS) {
      const transition = TRANSITIONS.find((each) => each.step === step && each.from === status);
      for (const role of ROLES) {
        if (transition?.roles.includes(role)) continue;
        const response = await take(id, step, { as: role });
        if (rolesOf(step).includes(role) && !transition) await refused(response, 409, "version-wrong-state");
        else await refused(response, 403, "forbidden");
      }
      await refused(
        await app.post(`/api/versions/${id}/${step}`, BODIES[step], { as: "nobody", headers: { "If-Match": "*" } }),
        401,
        "not-signed-in",
      );
    }
    if (status !== "draft") {
      const saved = await app.save(id, "another text", etag ?? "");
      await refused(saved, 409, "version-immutable");
    }
    expect((await app.send(`/api/versions/${id}`)).headers.get("ETag")).toBe(etag);
  });
});

describe("nobody alone", () => {
  test("reviews or approves what they wrote, even a part of it", async () => {
    const [wang, li] = [await somebody("wang"), await somebody("li")];
    const { id, text } = await newDraft("2026");
    const path = `/api/versions/${id}`;
    const headers = { "If-Match": '"2"', Cookie: `${COOKIE}=${wang}` };
    expect((await app.send(path, { method: "PUT", body: { text: `${text}\n` }, as: "nobody", headers })).status).toBe(
      200,
    );
    const submitted = await taken(id, "submit", { session: wang });
    expect(submitted.authors.map(({ id }) => id)).toEqual(["demo-editor", "wang"]);
    await refused(await take(id, "review", { session: wang }), 403, "version-own-work");
    await taken(id, "review", { session: li });
    await refused(await take(id, "approve", { session: wang }), 403, "version-own-work");
    await refused(await take(id, "approve", { session: li }), 403, "version-second-person");
    await taken(id, "approve");
  });

  test("approves what they reviewed before it was sent back and reviewed by another", async () => {
    const [wang, li] = [await somebody("wang"), await somebody("li")];
    const id = await draftIn("submitted");
    await taken(id, "review", { session: wang });
    await taken(id, "return", { session: wang });
    await taken(id, "submit");
    await taken(id, "review", { session: li });
    await refused(await take(id, "approve", { session: li }), 403, "version-second-person");
    await taken(id, "approve", { session: wang });
  });
});

describe("a submission is refused", () => {
  test("with errors in the text, which it tells", async () => {
    const { id } = await app.version("sales-scorecard", "as-written");
    const { diagnostics } = await refused(await take(id, "submit"), 422, "scheme-has-errors");
    expect(diagnostics?.some(({ severity }) => severity === "error")).toBe(true);
  });

  test("where an example fails", async () => {
    const { id } = await newDraft(
      "2026",
      (text) => `${text}\n\`\`\`kpi\noutput 一 = 1\nexamples\n| 例 | => 一 |\n| 甲 | 2 |\n\`\`\`\n`,
    );
    const { diagnostics } = await refused(await take(id, "submit"), 422, "scheme-has-errors");
    expect(diagnostics?.map(({ code }) => code)).toContain("example-fails");
  });

  test("where the text is of another scheme", async () => {
    const { id } = await newDraft("2026", (text) => text.replace(/^scheme:.*$/m, "scheme: sales-scorecard"));
    await refused(await take(id, "submit"), 422, "scheme-mismatch");
  });

  test("while an assumed figure has no waiver, or a waiver no figure", async () => {
    const { id } = await app.version("telemarketing-specialist", "v6.0");
    const { assumed, errors } = await app.json<SubmissionNeeds>(`/api/versions/${id}/submission`);
    expect(errors).toBe(0);
    expect(assumed.map(({ address }) => address)).toContain("最低月均上门人数");
    const waivers = assumed.map(({ address }) => ({ address, reason: "暂按此执行" }));
    const lacking = await take(id, "submit", { body: { waivers: waivers.slice(1) } });
    expect((await refused(lacking, 422, "assumed-not-waived")).addresses).toEqual([assumed[0]?.address]);
    const beside = await take(id, "submit", { body: { waivers: [...waivers, { address: "别的", reason: "没有" }] } });
    expect((await refused(beside, 422, "waiver-unused")).addresses).toEqual(["别的"]);
    const blank = waivers.with(0, { address: assumed[0]?.address ?? "", reason: "  " });
    await refused(await take(id, "submit", { body: { waivers: blank } }), 422, "request-invalid");

    await taken(id, "submit", { body: { waivers } });
    const { steps } = await app.json<VersionHistory>(`/api/versions/${id}/history`);
    expect(new Set(steps[0]?.waivers.map(({ address }) => address))).toEqual(
      new Set(assumed.map(({ address }) => address)),
    );
    await taken(id, "return");
    const again = await app.json<SubmissionNeeds>(`/api/versions/${id}/submission`);
    expect(new Set(again.assumed.map(({ waiver }) => waiver))).toEqual(new Set(["暂按此执行"]));
  });

  test("without a reason, where weights change within a year", async () => {
    const source = await app.version("sales-scorecard", "2025");
    // The version in force is so since January 2025: a year has passed in March 2026.
    const path = `/api/versions/${source.id}/drafts`;
    const first = (await (await app.post(path, { version: "2026" })).json()) as Version;
    const reweighted = withoutExamples(first.text)
      .replace("| 50%  | 销售能力得分", "| 40%  | 销售能力得分")
      .replace("| 20%  | 有效电话得分", "| 30%  | 有效电话得分");
    expect(reweighted).not.toBe(first.text);
    await app.save(first.id, reweighted, '"1"');
    const waivers = async (id: string) =>
      (await app.json<SubmissionNeeds>(`/api/versions/${id}/submission`)).assumed.map(({ address }) => ({
        address,
        reason: "暂按此执行",
      }));
    await taken(first.id, "submit", { body: { waivers: await waivers(first.id) } });
    await taken(first.id, "review");
    await taken(first.id, "approve");

    const second = (await (
      await app.post(`/api/versions/${first.id}/drafts`, { version: "2026.2" })
    ).json()) as Version;
    await app.save(
      second.id,
      second.text
        .replace("| 40%  | 销售能力得分", "| 45%  | 销售能力得分")
        .replace("| 30%  | 有效电话得分", "| 25%  | 有效电话得分")
        .replace("language: zh", "effective: 2026-06\nlanguage: zh"),
      '"1"',
    );
    const needs = await app.json<SubmissionNeeds>(`/api/versions/${second.id}/submission`);
    expect(needs.earlyChanges.map(({ zh }) => zh)).toEqual([
      expect.stringContaining("40% 改为 45%"),
      expect.stringContaining("30% 改为 25%"),
    ]);
    const body = { waivers: await waivers(second.id) };
    const { changes } = await refused(await take(second.id, "submit", { body }), 422, "change-needs-reason");
    expect(changes).toEqual(needs.earlyChanges);
    await taken(second.id, "submit", { body: { ...body, reasonForChange: "试用一季后总经理要求调整" } });
    await taken(second.id, "review");
    await taken(second.id, "approve", { body: { effectiveFrom: "2026-06" } });
    const { steps } = await app.json<VersionHistory>(`/api/versions/${second.id}/history`);
    expect(steps[0]?.reasonForChange).toBe("试用一季后总经理要求调整");
  });
});

/** People are paid for the month by the version, and nobody may change that. */
async function lockRun(month: string, version: Version): Promise<void> {
  const [set] = await app.store.stores.dataSets.list();
  if (!set) throw new Error("there is no data set");
  const at = app.store.now();
  await app.store.quietly(async ({ runs }) => {
    const [run, by] = [randomUUID(), "demo-editor"];
    const computation = { id: randomUUID(), run, revision: 1, dataRevision: 1, requestedBy: by, requestedAt: at };
    await runs.open(run, set.id, month, by, at);
    await runs.beginComputing(computation);
    const versions = [{ id: version.id, hash: version.hash, payout: null, inputs: "" }];
    const none = { lines: 0, withoutResult: 0, payout: 0, hash: "" };
    await runs.complete(computation, { completedAt: at, languageVersion: "1", versions, ...none }, "computed");
    for (const take of [
      async (found: StoredRun) => runs.review(found, 0, "demo-reviewer", at),
      async (found: StoredRun) => runs.lock(found, "seal", "demo-reviewer", at),
    ]) {
      const found = await runs.find(run);
      if (found) await take(found);
    }
  });
}

describe("a month that is closed", () => {
  test("takes no new version of its scheme; the month after does", async () => {
    await lockRun("2026-02", await app.version("telemarketing-center", "2025"));
    const id = await draftIn("reviewed");
    for (const effectiveFrom of ["2026-02", "2025-06"]) {
      const { message } = await refused(await take(id, "approve", { body: { effectiveFrom } }), 409, "month-closed");
      expect(message.en).toContain("2026-02");
    }
    await taken(id, "approve", { body: { effectiveFrom: "2026-03" } });
  });

  test("says nothing of other schemes", async () => {
    await lockRun("2026-02", await app.version("sales-scorecard", "2025"));
    await taken(await draftIn("reviewed"), "approve", { body: { effectiveFrom: "2026-02" } });
  });

  test("keeps its version from being withdrawn; an approved one that nobody is paid by can be", async () => {
    const version = await app.version("telemarketing-center", "2025");
    await lockRun("2026-02", version);
    await refused(await take(version.id, "withdraw", { as: "approver" }), 409, "version-in-use");
    const { id } = await app.version("sales-scorecard", "2025");
    expect(await taken(id, "withdraw", { as: "approver" })).toMatchObject({ status: "withdrawn", steps: [] });
  });

  test("takes no assignment", async () => {
    await lockRun("2026-02", await app.version("telemarketing-center", "2025"));
    const put = (from: string, scheme: string | null = "sales-scorecard", subject = "D1001") =>
      app.send("/api/assignments", { method: "PUT", body: { kind: "agent", subject, from, scheme } });
    await refused(await put("2026-02"), 409, "month-closed");
    await refused(await put("2026-03", "none"), 404, "scheme-not-found");
    await refused(await put("2026-03", "sales-scorecard", "D9999"), 404, "agent-not-found");
    expect((await put("2026-03")).status).toBe(200);
    expect((await put("2026-03", null)).status).toBe(200);
    const { assignments } = await app.json<AssignmentList>("/api/assignments");
    expect(assignments.filter(({ kind }) => kind === "agent")).toEqual([
      { kind: "agent", subject: "D1001", from: "2026-03", scheme: null, by: "demo-editor", at: expect.any(String) },
    ]);
  });
});

describe("an assignment of a department", () => {
  const put = (subject: string, scheme: string | null = "sales-scorecard") =>
    app.send("/api/assignments", { method: "PUT", body: { kind: "department", subject, from: "2026-04", scheme } });

  test("is of one that the roster has; a misspelt one is named, with what was most likely meant", async () => {
    expect((await put("电销二部")).status).toBe(200);
    const { message } = await refused(await put("电销2部"), 422, "department-unknown");
    expect(message.zh).toBe(
      "花名册里没有部门“电销2部”，是不是“电销一部”？（现有：客服部、电销一部、电销三部、电销二部、管理层、质检部）",
    );
    expect(message.en).toContain('the roster has no department "电销2部"');
    expect((await refused(await put("财务中心"), 422, "department-unknown")).message.zh).not.toContain("是不是");
  });

  test("can be ended for one that the roster has no more", async () => {
    const assigned = { kind: "department", subject: "旧部门", from: "2026-01", scheme: "sales-scorecard" } as const;
    await app.store.quietly(({ assignments }) => assignments.put(assigned, "u", "t"));
    expect((await put("旧部门", null)).status).toBe(200);
  });
});

describe("the catalogue", () => {
  const put = async (edit: (text: string) => string, ifMatch?: string) => {
    const response = await app.send("/api/catalogue");
    const { text } = (await response.json()) as { text: string };
    const changed = edit(text);
    expect(changed).not.toBe(text);
    const headers = { "If-Match": ifMatch ?? response.headers.get("ETag") ?? "" };
    return app.send("/api/catalogue", { method: "PUT", body: { text: changed }, headers });
  };
  const row = (metric: string, from: string | RegExp, to: string) => (text: string) =>
    text.replace(new RegExp(`^\\| ${metric} .*$`, "m"), (line) => line.replace(from, to));

  test("keeps the meaning of what an approved version uses, whatever else changes", async () => {
    const bounds = row("A类客户数", /\[0 \.\. \d+\]/, "[0 .. 7]");
    await refused(await put(bounds), 409, "metric-in-use");
    await refused(await put(row("A类客户数", /^\| A类客户数/, "| A级客户数")), 409, "metric-in-use");
    expect((await put(row("A类客户数", "A类客户；", ""))).status).toBe(200);
    const { id } = await app.version("telemarketing-center", "2025");
    await taken(id, "withdraw", { as: "approver" });
    expect((await put(bounds)).status).toBe(200);
  });

  test("is refused with errors, under an old ETag, and from who may not change it", async () => {
    const { diagnostics } = await refused(
      await put(
        (text) => `${text}
\`\`\`kpi\nmetrics\n\`\`\`
`,
      ),
      422,
      "catalogue-has-errors",
    );
    expect(diagnostics?.some(({ severity }) => severity === "error")).toBe(true);
    expect(
      (
        await put(
          (text) => `${text}
`,
        )
      ).status,
    ).toBe(200);
    expect(
      await refused(
        await put(
          (text) => `${text}
`,
          '"1"',
        ),
        412,
        "precondition-failed",
      ),
    ).toMatchObject({ etag: '"2"' });
    const body = { text: "" };
    await refused(
      await app.send("/api/catalogue", { method: "PUT", body, as: "reviewer", headers: { "If-Match": "*" } }),
      403,
      "forbidden",
    );
  });
});

describe("what a version says differently", () => {
  test("from the one in force, from any other, and nothing where there is none", async () => {
    const { id, basedOn } = await newDraft("2026", (text) => text.replace("= 1%", "= 1.5%"));
    const inForce = await app.version("telemarketing-center", "2025");
    const path = `/api/versions/${id}/diff`;
    const diff = await app.json<VersionDiff>(path);
    expect(diff.against).toBe(inForce.id);
    expect(diff.changes.map(({ en }) => en)).toEqual(["version 2025 → 2026", expect.stringMatching(/1% → 1.5%$/)]);
    expect((await app.json<VersionDiff>(`${path}?month=2024-12`)).against).toBe(basedOn);
    expect(await app.json<VersionDiff>(`${path}?against=${id}`)).toEqual({ against: id, changes: [] });
    await refused(await app.send(`${path}?against=none`), 404, "version-not-found");
    const { id: alone } = await app.version("telesales-appraisal", "1.0");
    expect(await app.json<VersionDiff>(`/api/versions/${alone}/diff`)).toEqual({ changes: [] });
  });
});

describe("at the same time", () => {
  test("of 50 writers with one ETag one is let in, and the others are told so", async () => {
    const { id, text } = await newDraft("2026");
    for (let revision = 2; revision < 6; revision += 1) {
      const saves = Array.from({ length: 50 }, (_, at) =>
        app.save(id, `${text}\n${revision} ${at}\n`, `"${revision}"`),
      );
      const responses = await Promise.all(saves);
      const statuses = responses.map(({ status }) => status);
      expect(statuses.filter((status) => status === 200)).toHaveLength(1);
      expect(statuses.filter((status) => status === 412)).toHaveLength(49);
      const winner = await responses.find(({ status }) => status === 200)?.json();
      expect(await app.json<Version>(`/api/versions/${id}`)).toMatchObject({ text: (winner as Version).text });
    }
  });

  test("of 50 attempts at a step one is taken; without If-Match none", async () => {
    const id = await draftIn("submitted");
    const attempts = Array.from({ length: 50 }, () => take(id, "review", { ifMatch: '"3"' }));
    const statuses = (await Promise.all(attempts)).map(({ status }) => status);
    expect(statuses.filter((status) => status === 200)).toHaveLength(1);
    expect(statuses.filter((status) => status === 412)).toHaveLength(49);
    const without = await app.post(`/api/versions/${id}/approve`, BODIES.approve, { as: "approver" });
    await refused(without, 428, "precondition-required");
    const { steps } = await app.json<VersionHistory>(`/api/versions/${id}/history`);
    expect(steps.map(({ step }) => step)).toEqual(["submit", "review"]);
  });
});
