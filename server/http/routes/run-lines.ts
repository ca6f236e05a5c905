import type { Actor } from "../../access/actor.ts";
import type { Scope } from "../../access/permissions.ts";
import { inForce, sumByAgent } from "../../runs/adjustments.ts";
import { besideLines } from "../../runs/beside.ts";
import { lineDifference } from "../../runs/differences.ts";
import type { RunLine as StoredLine } from "../../runs/line.ts";
import { LineSums } from "../../runs/line-sums.ts";
import { type Beside, netPay, sumOf, type Total, totalOf, totalsBy } from "../../runs/totals.ts";
import type { LinePlace } from "../../store/run-line-store.ts";
import type { StoredRun } from "../../store/run-store.ts";
import type { Stores } from "../../store/store.ts";
import { type Route, route } from "../route.ts";
import { computedRevision, existingRun } from "../run-reply.ts";
import { ById, pageLimit } from "../schemas/common.ts";
import {
  ByRevision,
  RunDifferences,
  RunDifferencesQuery,
  type RunLine,
  RunLines,
  RunLinesQuery,
  RunTotals,
  RunTotalsQuery,
} from "../schemas/runs.ts";
import type { Services } from "../services.ts";

const PROBLEMS = ["run-not-found", "run-revision-not-found", "run-not-computed"] as const;

export const runLineRoutes = ({ store: { stores } }: Services, sums = new LineSums()): Route[] => [
  route("GET /api/runs/{id}/lines", {
    summary: "What each agent comes to, by 工号; one's own and one's reports' only once the run is published",
    params: ById,
    query: RunLinesQuery,
    status: 200,
    response: RunLines,
    problems: PROBLEMS,
    filtered: true,
    handle: async ({ params: { id }, query, actor, scope }) => {
      const run = await existingRun(stores, id, scope);
      // Revisions that were replaced are nobody's pay.
      const number = scope === "all" ? query.revision : undefined;
      const revision = await computedRevision(stores, run, number);
      const visible = await agentsVisible(stores, run, actor, scope);
      const limit = pageLimit(query.limit);
      const lines = await stores.runLines.page(revision.computation.id, {
        outcome: query.outcome,
        withoutResult: query.withoutResult === "true",
        agents: asked(query.agent, visible),
        after: query.after,
        limit: limit + 1,
      });
      const page = lines.slice(0, limit);
      const next = lines.length > limit ? page.at(-1)?.agent : undefined;
      const body = {
        revision: revision.number,
        lines: withoutOthersInputs(await shownLines(stores, run, revision.number, page), actor, scope),
        ...(next !== undefined && { next }),
      };
      return { body: body satisfies RunLines };
    },
  }),

  route("GET /api/runs/{id}/totals", {
    summary: "What a revision comes to: altogether, by department and by version",
    params: ById,
    query: RunTotalsQuery,
    status: 200,
    response: RunTotals,
    problems: PROBLEMS,
    handle: async ({ params: { id }, query }) => {
      const run = await existingRun(stores, id);
      const { number, computation } = await computedRevision(stores, run, query.revision);
      const lines = await sums.of(stores.runLines, computation.id);
      const beside = await besideLines(stores, run, number);
      const paid = [...new Set([...beside.adjustments.keys(), ...beside.corrections.keys()])];
      const places = await stores.runLines.places(computation.id, paid);
      const by = (key: (place: LinePlace) => string | null) => totalsBy(lines, places, beside, key);
      const [departments, versions] = [by(({ department }) => department), by(({ version }) => version)];
      const body = {
        revision: number,
        all: totalOf(departments.values()),
        departments: [...departments].map(([department, total]) => ({ department, total })),
        schemes: await ofVersions(stores, versions),
      };
      return { body: body satisfies RunTotals };
    },
  }),

  route("GET /api/runs/{id}/revisions/{revision}/differences", {
    summary: "What another revision, by default the newest, changed of this one: agents whose lines differ, by 工号",
    params: ByRevision,
    query: RunDifferencesQuery,
    status: 200,
    response: RunDifferences,
    problems: PROBLEMS,
    handle: async ({ params: { id, revision }, query }) => {
      const run = await existingRun(stores, id);
      const before = await computedRevision(stores, run, revision);
      const after = await computedRevision(stores, run, query.to);
      const [one, other] = [before.computation, after.computation];
      const limit = pageLimit(query.limit);
      const agents = await stores.runLines.differing(one.id, other.id, query.after, limit + 1);
      const page = agents.slice(0, limit);
      const [was, is] = [await linesOf(stores, one.id, page), await linesOf(stores, other.id, page)];
      const adjustments = await stores.adjustments.list(run.id);
      const adjusted = (number: number): number => sumOf(sumByAgent(inForce(adjustments, number)));
      const next = agents.length > limit ? page.at(-1) : undefined;
      const body = {
        from: before.number,
        to: after.number,
        payout: { before: one.payout, after: other.payout },
        adjustments: { before: adjusted(before.number), after: adjusted(after.number) },
        agents: page.map((agent) => shownDifference(agent, was.get(agent), is.get(agent))),
        ...(next !== undefined && { next }),
      };
      return { body: body satisfies RunDifferences };
    },
  }),
];

/** `undefined` for everybody. */
async function agentsVisible(
  { agents }: Stores,
  { month }: StoredRun,
  { agent }: Actor,
  scope: Scope,
): Promise<readonly string[] | undefined> {
  if (scope === "all") return undefined;
  if (agent === undefined) return [];
  const reports = scope === "reports" ? await agents.inMonth(month, { superior: agent }) : [];
  return [...new Set([agent, ...reports.map((report) => report.agent)])];
}

const asked = (agent: string | undefined, visible: readonly string[] | undefined): readonly string[] | undefined =>
  agent === undefined ? visible : visible === undefined || visible.includes(agent) ? [agent] : [];

async function shownLines(
  stores: Stores,
  run: StoredRun,
  revision: number,
  lines: readonly StoredLine[],
): Promise<RunLine[]> {
  const agents = lines.map(({ agent }) => agent);
  const beside = await besideLines(stores, run, revision, agents);
  const facts = await stores.agents.inMonth(run.month, { agents });
  const names = new Map(facts.map(({ agent, name }) => [agent, name]));
  return lines.map((line) => shownLine(line, names.get(line.agent), beside));
}

function shownLine(line: StoredLine, name: string | undefined, beside: Beside): RunLine {
  const { agent, department, version, outcome, inputs, outputs, errors, payout, hash } = line;
  return {
    agent,
    ...(name !== undefined && { name }),
    department,
    version,
    outcome,
    inputs: inputs.map(([metric, cell]) => ({ metric, cell })),
    outputs: outputs.map(([output, value]) => ({ name: output, value })),
    errors: [...errors],
    payout,
    adjustments: beside.adjustments.get(agent) ?? 0,
    corrections: beside.corrections.get(agent) ?? 0,
    net: netPay(agent, payout, beside),
    hash,
  };
}

async function ofVersions({ versions }: Stores, totals: ReadonlyMap<string | null, Total>) {
  const byId = new Map((await versions.list()).map((version) => [version.id, version]));
  return [...totals].map(([version, total]) => {
    const found = version === null ? undefined : byId.get(version);
    return { version, ...(found && { scheme: found.scheme, title: found.title }), total };
  });
}

async function linesOf({ runLines }: Stores, computation: string, agents: readonly string[]) {
  const lines = await runLines.page(computation, { agents, limit: agents.length });
  return new Map(lines.map((line) => [line.agent, line]));
}

function shownDifference(agent: string, was: StoredLine | undefined, is: StoredLine | undefined) {
  const { before, after, outputs } = lineDifference(agent, was, is);
  return {
    agent,
    ...(before && { before: side(before) }),
    ...(after && { after: side(after) }),
    outputs: [...outputs],
  };
}

const side = ({ version, department, outcome, payout }: StoredLine) => ({ version, department, outcome, payout });

/** A superior sees what their reports are paid, not the personal figures behind it. */
const withoutOthersInputs = (lines: readonly RunLine[], actor: Actor, scope: Scope): RunLine[] =>
  lines.map(({ inputs, ...line }) => ({
    ...line,
    ...(inputs && (scope === "all" || line.agent === actor.agent) && { inputs }),
  }));
