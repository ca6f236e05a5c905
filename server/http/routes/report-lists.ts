import type { Actor } from "../../access/actor.ts";
import type { Scope } from "../../access/permissions.ts";
import { giveWay } from "../../give-way.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { isSettled, type ReportList as StoredList } from "../../report-lists/report-list.ts";
import { notUnder } from "../../report-lists/superiors.ts";
import type { Stores } from "../../store/store.ts";
import { problem } from "../problem.ts";
import { type Route, route } from "../route.ts";
import { existingRun, People } from "../run-reply.ts";
import { ById, pageLimit } from "../schemas/common.ts";
import { Job } from "../schemas/jobs.ts";
import {
  ReportList,
  ReportListQuery,
  ReportListRows,
  ReportListRowsQuery,
  ReportListSignature,
  ReportLists,
} from "../schemas/report-lists.ts";
import type { Services } from "../services.ts";
import { jobJson } from "./jobs.ts";

/** How many lists are listed, and how many agents of one are read at once. */
const LISTED = 200;
const READ = 1_000;

export const reportListRoutes = ({ store }: Services): Route[] => [
  route("GET /api/report-lists", {
    summary: "The lists that schemes have issued, such as 专员季度级别确认名单, the newest first",
    query: ReportListQuery,
    status: 200,
    response: ReportLists,
    problems: [],
    handle: async ({ query: { run } }) => {
      const lists = await store.stores.reportLists.list({ run, limit: LISTED });
      return { body: { lists: await shown(store.stores, lists) } satisfies ReportLists };
    },
  }),

  route("POST /api/runs/{id}/report-lists", {
    summary: "Makes the lists that the schemes of a locked run issue for its month, in a job; those it has stay",
    params: ById,
    idempotent: true,
    status: 202,
    response: Job,
    costly: true,
    problems: ["run-not-found", "report-list-run-open"],
    handle: ({ params: { id }, actor, write }) =>
      write(async (stores) => {
        const run = await existingRun(stores, id);
        const { month, revision } = run;
        if (!isSettled(run)) throw problem("report-list-run-open", { month });
        stores.audit.record({
          action: "report-list.order",
          subject: id,
          details: { month, revision: revision.number },
        });
        // Two jobs at a time would write into the same list.
        const live = await stores.jobs.liveOf(id);
        if (live?.kind === "report-list.make") return { body: jobJson(live) };
        const payload = { run: id, revision: revision.number };
        const order = { kind: "report-list.make", subject: id, payload, actor } as const;
        return { body: jobJson(await enqueue(stores, order, store.now())) };
      }),
  }),

  route("GET /api/report-lists/{id}", {
    summary: "A list without its rows: who made, signed and filed it",
    params: ById,
    status: 200,
    response: ReportList,
    problems: ["report-list-not-found"],
    handle: async ({ params: { id } }) => ({ body: await one(store.stores, id) }),
  }),

  route("GET /api/report-lists/{id}/rows", {
    summary: "Who stands on a list; for superiors, where all of them report to them, directly or through others",
    params: ById,
    query: ReportListRowsQuery,
    status: 200,
    response: ReportListRows,
    problems: ["report-list-not-found", "report-list-not-yours"],
    filtered: true,
    handle: async ({ params: { id }, query: { limit: asked, after = "0" }, actor, scope }) => {
      const { stores } = store;
      const list = await existing(stores, id);
      await assertAbove(stores, list, actor, scope);
      const [limit, from] = [pageLimit(asked), Number(after)];
      const found = await stores.reportLists.rows(id, from, limit + 1);
      const rows = found.slice(0, limit).map(({ cells, ...row }) => ({ ...row, cells: [...cells] }));
      const body = { rows, ...(found.length > limit && { next: String(from + limit) }) };
      return { body: body satisfies ReportListRows };
    },
  }),

  route("POST /api/report-lists/{id}/sign", {
    summary: "Signs a list as it was seen, by somebody to whom all who stand on it report",
    params: ById,
    body: ReportListSignature,
    idempotent: true,
    status: 200,
    response: ReportList,
    problems: ["report-list-not-found", "report-list-not-yours", "report-list-changed", "report-list-wrong-state"],
    filtered: true,
    handle: async ({ params: { id }, body: { hash }, actor, scope, write }) => {
      // Rows of a list that was made do not change: only its state is looked at again.
      await assertAbove(store.stores, await existing(store.stores, id), actor, scope);
      return write(async (stores) => {
        const list = await existing(stores, id);
        if (list.hash !== hash) throw problem("report-list-changed", {});
        if (list.state !== "made") throw problem("report-list-wrong-state", { ...STATES[list.state], ...SIGN });
        await stores.reportLists.sign(id, actor.user, store.now());
        stores.audit.record({ action: "report-list.sign", subject: id, details: { name: list.name, hash } });
        return { body: await one(stores, id) };
      });
    },
  }),

  route("POST /api/report-lists/{id}/file", {
    summary: "Files a signed list with HR; from then on it stays as it is",
    params: ById,
    idempotent: true,
    status: 200,
    response: ReportList,
    problems: ["report-list-not-found", "report-list-wrong-state"],
    handle: ({ params: { id }, actor, write }) =>
      write(async (stores) => {
        const list = await existing(stores, id);
        if (list.state !== "signed") throw problem("report-list-wrong-state", { ...STATES[list.state], ...FILE });
        await stores.reportLists.file(id, actor.user, store.now());
        stores.audit.record({ action: "report-list.file", subject: id, details: { name: list.name, hash: list.hash } });
        return { body: await one(stores, id) };
      }),
  }),
];

const STATES = {
  computing: { stateZh: "还在生成", stateEn: "is being made" },
  made: { stateZh: "尚未签字", stateEn: "is not signed" },
  signed: { stateZh: "已签字", stateEn: "is signed" },
  filed: { stateZh: "已备案", stateEn: "is filed" },
} as const;
const SIGN = { actZh: "签字", actEn: "signed" } as const;
const FILE = { actZh: "备案", actEn: "filed" } as const;

async function existing({ reportLists }: Stores, id: string): Promise<StoredList> {
  const found = await reportLists.find(id);
  if (!found || found.state === "computing") throw problem("report-list-not-found", { id });
  return found;
}

/** @throws ProblemError where somebody stands on the list who does not report to the actor */
async function assertAbove(stores: Stores, list: StoredList, { agent }: Actor, scope: Scope): Promise<void> {
  if (scope === "all") return;
  if (agent === undefined) throw problem("forbidden", {});
  const known = await stores.agents.inMonth(list.month);
  const superiors = new Map(
    known.flatMap(({ agent, superior }) => (superior === undefined ? [] : [[agent, superior]])),
  );
  for (let from = 0; ; from += READ) {
    await giveWay();
    const rows = await stores.reportLists.rows(list.id, from, READ);
    const listed = rows.map((row) => row.agent);
    const outside = notUnder(agent, listed, superiors);
    if (outside !== undefined) throw problem("report-list-not-yours", { agent: outside });
    if (rows.length < READ) return;
  }
}

async function one(stores: Stores, id: string): Promise<ReportList> {
  const [list] = await shown(stores, [await existing(stores, id)]);
  if (!list) throw new Error(`the list ${id} is not shown`);
  return list;
}

async function shown(stores: Stores, lists: readonly StoredList[]): Promise<ReportList[]> {
  const acts = lists.flatMap(({ madeBy, signed, filed }) => [
    madeBy,
    ...[signed, filed].flatMap((act) => act?.by ?? []),
  ]);
  const people = await People.read(stores, acts);
  const all: ReportList[] = [];
  for (const { madeBy, madeAt, signed, filed, state, columns, ...list } of lists) {
    if (state === "computing") continue;
    all.push({
      ...list,
      state,
      columns: [...columns],
      agents: await stores.reportLists.count(list.id),
      made: people.act(madeBy, madeAt),
      ...(signed && { signed: people.act(signed.by, signed.at) }),
      ...(filed && { filed: people.act(filed.by, filed.at) }),
    });
  }
  return all;
}
