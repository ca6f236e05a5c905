import { afterEach, beforeEach, expect, test } from "vitest";
import { SYSTEM } from "../access/actor.ts";
import { reviseAtOnce } from "../data-sets/prepared-revision.ts";
import { RealApp } from "../testing/real-app.ts";
import { expectDone, refusal, runMonth, sampleDataSet } from "../testing/run-months.ts";
import type {
  CorrectionLines,
  CorrectionProposal,
  CorrectionProposalList,
  CorrectionProposed,
} from "./schemas/corrections.ts";
import type { Run, RunLines } from "./schemas/runs.ts";
import type { Statement } from "./schemas/statement.ts";

let app: RealApp;
beforeEach(async () => {
  app = await RealApp.open();
});
afterEach(() => app.close());

/** Changes one figure of a month, as an edit that HR has made. */
async function correct(month: string, agent: string, metric: string, value: string | null): Promise<void> {
  const dataSet = await sampleDataSet(app);
  const plan = { dataSet, metrics: [metric], source: "edit", by: "demo-editor", reason: "更正" } as const;
  await app.store.write(SYSTEM, async (stores) => {
    stores.audit.record({ action: "data.edit", subject: dataSet });
    await reviseAtOnce(stores, plan, [{ month, agent, values: [value] }], app.store.now());
  });
}

const path = async () => `/api/datasets/${await sampleDataSet(app)}/corrections`;

async function propose(reason = "三月上门人数漏记"): Promise<CorrectionProposal> {
  const { proposal, job } = (await expectDone(app.post(await path(), { reason }))) as CorrectionProposed;
  expect((await app.ended(job.id)).status).toBe("done");
  return app.json<CorrectionProposal>(`/api/corrections/${proposal.id}`);
}

const linesOf = async ({ id }: CorrectionProposal) =>
  (await app.json<CorrectionLines>(`/api/corrections/${id}/lines`)).lines;

const lineOf = async ({ id }: Run, agent: string) =>
  (await app.json<RunLines>(`/api/runs/${id}/lines?agent=${agent}`)).lines[0];

const value = async (run: Run, agent: string, name: string) =>
  (await lineOf(run, agent))?.outputs.find((output) => output.name === name)?.value;

const AGENT = "D1018";
const BASE = "基本工资";
const YUAN = 100;

const MONTHS = ["2025-03", "2025-04", "2025-05", "2025-06"];

/** What closed runs have for the agent, to see that it stays. */
const closed = (runs: readonly Run[]) => Promise.all(runs.map(async (run) => (await lineOf(run, AGENT))?.hash));

test("a March figure that was wrong is corrected up to June, once, with the next open month", async () => {
  const runs: Run[] = [];
  for (const month of MONTHS) runs.push(await runMonth(app, month));
  const [march, april] = runs;
  if (!march || !april) throw new Error("nothing was published");
  const before = await closed(runs);
  const [visits, level] = [Number(await inputOf(march, "上门人数")), await value(april, AGENT, "级别")];
  expect([await value(april, AGENT, "上季记录月数"), level]).toEqual(["3", "初级"]);

  // Ninety more in the quarter are thirty more a month: from 初级 to the level of 35 to 50.
  await correct("2025-03", AGENT, "上门人数", String(visits + 90));
  const proposal = await propose();
  expect(proposal).toMatchObject({ state: "proposed", stale: false, lastMonth: "2025-06", reason: "三月上门人数漏记" });
  const lines = await linesOf(proposal);
  expect(lines.map(({ closedMonth, agent }) => [closedMonth, agent])).toEqual(MONTHS.map((month) => [month, AGENT]));
  const differences = lines.map(({ owed = 0, paid }) => owed - paid);
  const more = 90 * 20 * Number(await value(march, AGENT, "绩效奖金系数"));
  const raise = 3400 - Number(await value(april, AGENT, BASE));
  expect(differences).toEqual([more, raise, raise, raise].map((yuan) => yuan * YUAN));
  for (const [at, run] of runs.entries()) {
    const line = await lineOf(run, AGENT);
    expect(lines[at]).toMatchObject({ paid: line?.payout, version: line?.version });
  }
  const total = differences.reduce((sum, difference) => sum + difference, 0);
  expect(proposal.sums).toEqual({ lines: 4, agents: 1, problems: 0, difference: total });

  const apply = (id = proposal.id) => app.post(`/api/corrections/${id}/apply`);
  expect(await refusal(apply())).toBe("409 no-open-run");
  const july = await runMonth(app, "2025-07", "open");
  expect(await expectDone(apply())).toMatchObject({ state: "applied", applied: { run: july.id } });
  expect(await refusal(apply())).toBe("409 correction-wrong-state");

  const again = await propose("再看一遍");
  expect([await linesOf(again), again.sums.lines]).toEqual([[], 0]);
  expect(await refusal(apply(again.id))).toBe("409 correction-empty");
  expect(await closed(runs)).toEqual(before);
  expect(
    (await Promise.all(runs.map(({ id }) => app.json<Run>(`/api/runs/${id}`)))).map(({ revision }) => revision),
  ).toEqual([1, 1, 1, 1]);

  await runMonth(app, "2025-07", "compute");
  const line = await lineOf(july, AGENT);
  expect(line).toMatchObject({ corrections: total, net: (line?.payout ?? 0) + total });
  const statement = await app.json<Statement>(`/api/runs/${july.id}/statements/${AGENT}`);
  expect(statement.corrections.map(({ month, amount }) => [month, amount])).toEqual(
    MONTHS.map((month, at) => [month, differences[at]]),
  );
  expect(statement.total).toBe(line?.net);
  const list = await app.json<CorrectionProposalList>(await path());
  expect(list.proposals.map(({ state, reason }) => [state, reason])).toContainEqual(["applied", "三月上门人数漏记"]);

  // Put back as it was: what was paid is taken back, by the same months.
  await correct("2025-03", AGENT, "上门人数", String(visits));
  const back = await propose("原来的数是对的");
  expect((await linesOf(back)).map(({ owed = 0, paid }) => owed - paid)).toEqual(differences.map((each) => -each));
});

test("who cannot be computed any more is named and keeps what was paid", async () => {
  await runMonth(app, "2025-03");
  const april = await runMonth(app, "2025-04");
  await correct("2025-04", AGENT, "上门人数", null);
  const proposal = await propose();
  const [line, ...others] = await linesOf(proposal);
  expect(others).toEqual([]);
  expect(line).toMatchObject({ closedMonth: "2025-04", agent: AGENT, paid: (await lineOf(april, AGENT))?.payout });
  expect([line?.owed, line?.problem?.zh]).toEqual([undefined, expect.stringContaining("上门人数")]);
  await runMonth(app, "2025-05", "open");
  expect(await refusal(app.post(`/api/corrections/${proposal.id}/apply`))).toBe("409 correction-empty");
});

test("a proposal is refused once it is not the whole truth any more, and while there is none", async () => {
  expect(await refusal(app.post(await path(), { reason: "没有公布过" }))).toBe("409 nothing-published");
  await runMonth(app, "2025-03");
  await correct("2025-03", AGENT, "上门人数", "99");
  const proposal = await propose();
  await runMonth(app, "2025-04", "open");
  const apply = () => app.post(`/api/corrections/${proposal.id}/apply`);

  await correct("2025-02", AGENT, "上门人数", "1");
  expect(await refusal(apply())).toBe("409 correction-stale");
  expect((await app.json<CorrectionProposal>(`/api/corrections/${proposal.id}`)).stale).toBe(true);
  const second = await propose();
  const third = await propose();
  await expectDone(app.post(`/api/corrections/${second.id}/apply`));
  expect(await refusal(app.post(`/api/corrections/${third.id}/apply`))).toBe("409 correction-stale");

  await runMonth(app, "2025-04", "lock");
  await correct("2025-03", AGENT, "上门人数", "98");
  const late = await propose();
  expect(await refusal(app.post(`/api/corrections/${late.id}/apply`))).toBe("409 no-open-run");
  expect(await refusal(app.send("/api/corrections/none"))).toBe("404 correction-not-found");
});

const inputOf = async (run: Run, metric: string) =>
  (await lineOf(run, AGENT))?.inputs?.find((input) => input.metric === metric)?.cell;
