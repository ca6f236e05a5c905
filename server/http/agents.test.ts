import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { RealApp } from "../testing/real-app.ts";
import { refusal } from "../testing/run-months.ts";
import type { Agent, AgentList, SelfAppraisal, SelfAppraisalList } from "./schemas/agents.ts";

let app: RealApp;
let now: Date;
beforeEach(async () => {
  now = new Date("2026-03-10T02:00:00Z");
  app = await RealApp.open(() => now);
});
afterEach(() => app.close());

const put = async (agent: string, month: string, facts: object): Promise<Response> => {
  const etag = (await app.send(`/api/agents/${agent}`)).headers.get("ETag") ?? "";
  return app.send(`/api/agents/${agent}/facts/${month}`, { method: "PUT", body: facts, headers: { "If-Match": etag } });
};

describe("the roster", () => {
  test("has everybody of the sample company and the heads of departments, page by page", async () => {
    const first = await app.json<AgentList>("/api/agents?month=2026-02");
    const second = await app.json<AgentList>(`/api/agents?month=2026-02&after=${first.next}`);
    expect([...first.agents, ...second.agents]).toHaveLength(125);
    const heads = await app.json<AgentList>("/api/agents?month=2026-02&department=管理层");
    expect(heads.agents.map(({ agent }) => agent)).toEqual(["M001", "M002", "M003", "M004", "M005"]);
  });

  test("tells who is there in a month", async () => {
    const there = async (month: string) =>
      (await app.json<AgentList>(`/api/agents?month=${month}&employed=true&limit=200`)).agents.map(
        ({ agent }) => agent,
      );
    const content = await app.store.stores.dataSets.list();
    const revision = await app.store.stores.dataSets.revision(content[0]?.id ?? "");
    if (!revision) throw new Error("no data");
    for (const month of ["2025-01", "2025-08", "2026-02"]) {
      const withData = (await app.store.stores.dataSets.all(revision, { from: month, to: month })).map(
        ({ agent }) => agent,
      );
      expect((await there(month)).filter((agent) => !agent.startsWith("M"))).toEqual(withData);
    }
  });

  test("shows a superior the direct reports only, and an agent themselves", async () => {
    const { agents } = await app.json<AgentList>("/api/agents?month=2026-02&limit=200", { as: "superior" });
    expect(new Set(agents.map(({ superior }) => superior))).toEqual(new Set(["M001"]));
    expect(await refusal(app.send("/api/agents/D1120", { as: "superior" }))).toBe("403 forbidden");
    expect(await refusal(app.send("/api/agents/D1001", { as: "agent" }))).toBe("200");
    expect(await refusal(app.send("/api/agents/D1002", { as: "agent" }))).toBe("403 forbidden");
    expect(await refusal(app.send("/api/agents", { as: "agent" }))).toBe("403 forbidden");
  });

  test("keeps what was true from which month, and what stood before", async () => {
    const moved = {
      name: "郑俊杰",
      department: "电销二部",
      position: "外呼专员",
      superior: "M002",
      joinedOn: "2018-04-05",
    };
    expect((await put("D1001", "2026-03", moved)).status).toBe(200);
    expect((await put("D1001", "2026-03", { ...moved, department: "电销三部", superior: "M003" })).status).toBe(200);
    expect((await put("D1001", "2026-03", { ...moved, department: "电销三部", superior: "M003" })).status).toBe(200);
    const { facts, history } = await app.json<Agent>("/api/agents/D1001");
    expect(facts.map(({ fromMonth, department }) => `${fromMonth} ${department}`)).toEqual([
      "2025-01 电销一部",
      "2026-03 电销三部",
    ]);
    expect(history.map(({ department, replacedAt }) => [department, replacedAt !== undefined])).toEqual([
      ["电销一部", false],
      ["电销二部", true],
      ["电销三部", false],
    ]);
    const { agents } = app.store.stores;
    expect([await agents.superiorOf("D1001", "2026-02"), await agents.superiorOf("D1001", "2026-12")]).toEqual([
      "M001",
      "M003",
    ]);
    expect(await agents.superiorOf("D1001", "2024-12")).toBeUndefined();
  });

  test("a change on what somebody else has changed meanwhile is refused", async () => {
    const etag = (await app.send("/api/agents/D1001")).headers.get("ETag") ?? "";
    const body = { name: "郑俊杰" };
    const send = (headers: Record<string, string>) =>
      app.send("/api/agents/D1001/facts/2026-03", { method: "PUT", body, headers });
    expect(await refusal(send({}))).toBe("428 precondition-required");
    expect(await refusal(send({ "If-Match": etag }))).toBe("200");
    expect(await refusal(send({ "If-Match": etag }))).toBe("412 precondition-failed");
  });

  test("takes somebody new once", async () => {
    const body = { agent: "D2001", fromMonth: "2026-03", name: "新人", superior: "M001", joinedOn: "2026-03-02" };
    const response = await app.post("/api/agents", body);
    expect(response.status).toBe(201);
    expect(((await response.json()) as Agent).history).toHaveLength(1);
    expect(await refusal(app.post("/api/agents", body))).toBe("409 agent-exists");
  });

  test.each([
    [{ superior: "X9" }, "422 superior-unknown"],
    [{ superior: "D1001" }, "422 superior-circle"],
    [{ joinedOn: "2026-02-30" }, "422 no-such-day"],
    [{ joinedOn: "2026-02-03", leftOn: "2026-02-02" }, "422 left-before-joined"],
  ])("%j cannot be true of an agent", async (facts, expected) => {
    expect(await refusal(put("D1001", "2026-02", { name: "郑俊杰", ...facts }))).toBe(expected);
  });

  test("nobody is, over others, their own superior", async () => {
    expect(await refusal(put("M001", "2026-02", { name: "许艳", superior: "D1001" }))).toBe("422 superior-circle");
  });
});

describe("a self-appraisal", () => {
  const path = (agent = "D1001", month = "2026-02") => `/api/self-appraisals/${agent}/${month}`;
  const save = (handIn: boolean, text = "本月完成目标。", at = path()) =>
    app.send(at, { method: "PUT", body: { text, handIn }, as: "agent" });

  test("is a draft until it is handed in, and then nobody changes it", async () => {
    now = new Date("2026-03-03T15:59:59Z");
    expect(await refusal(save(false, "草稿"))).toBe("200");
    expect(await refusal(app.send(path()))).toBe("404 self-appraisal-not-found");
    expect(await refusal(save(true))).toBe("200");
    expect(await refusal(save(false, "改一改"))).toBe("409 self-appraisal-handed-in");
    expect(await refusal(save(true))).toBe("409 self-appraisal-handed-in");
    expect(await app.json<SelfAppraisal>(path(), { as: "superior" })).toMatchObject({
      text: "本月完成目标。",
      lastDay: "2026-03-03",
      late: false,
    });
  });

  test("is late after the day by which the institution wants it, in Shanghai", async () => {
    now = new Date("2026-03-03T16:00:00Z");
    expect(await (await save(true)).json()).toMatchObject({ late: true, lastDay: "2026-03-03" });
  });

  test("is read by HR and the superior, and by nobody who has no business with it", async () => {
    await save(true);
    const listed = async (as: "editor" | "superior" | "agent") =>
      (await app.json<SelfAppraisalList>("/api/self-appraisals?month=2026-02", { as })).appraisals.length;
    expect([await listed("editor"), await listed("superior"), await listed("agent")]).toEqual([1, 1, 1]);
    expect(await refusal(app.send(path(), { as: "administrator" }))).toBe("403 forbidden");
    expect(await refusal(app.send(path("D1002"), { as: "agent" }))).toBe("403 forbidden");
    expect(await refusal(save(true, "替他写", path("D1002")))).toBe("403 forbidden");
    expect(await refusal(app.send(path(), { method: "PUT", body: { text: "代笔", handIn: true } }))).toBe(
      "403 forbidden",
    );
  });

  test("is of a month that has begun and in which the agent is there", async () => {
    expect(await refusal(save(true, "早", path("D1001", "2026-04")))).toBe("422 month-not-begun");
    expect(await refusal(save(true, "晚", path("D1001", "2024-12")))).toBe("422 agent-not-employed");
  });
});
