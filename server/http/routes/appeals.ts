import { randomUUID } from "node:crypto";
import type { Actor } from "../../access/actor.ts";
import {
  type Appeal as AnyAppeal,
  type AppealDecision,
  type AppealRefusal,
  type AppealState,
  type LaterStep,
  refusalOf,
} from "../../appeals/appeal.ts";
import { isPast, lastDayToEscalate } from "../../appeals/deadline.ts";
import { lastDayFor } from "../../appeals/last-day.ts";
import type { StoredAppeal } from "../../store/appeal-store.ts";
import type { StoredRun } from "../../store/run-store.ts";
import type { Store, Stores } from "../../store/store.ts";
import { type ProblemCode, type ProblemError, problem } from "../problem.ts";
import { type Call, type Concern, type Reply, type Route, route } from "../route.ts";
import { existingRun } from "../run-reply.ts";
import { Appeal, AppealDecided, AppealList, AppealQuery, AppealText } from "../schemas/appeals.ts";
import { ById, pageLimit } from "../schemas/common.ts";
import type { Services } from "../services.ts";

const STEP_PROBLEMS = ["appeal-not-found", "appeal-wrong-state"] as const satisfies ProblemCode[];

export const appealRoutes = ({ store }: Services): Route[] => {
  const { stores } = store;
  const concerns = async ({ params: { id } }: { params: { id: string } }): Promise<Concern | undefined> => {
    const appeal = await stores.appeals.find(id);
    return appeal && { agent: appeal.agent };
  };
  return [
    route("GET /api/appeals", {
      summary: "Appeals, the newest first; an agent's own",
      query: AppealQuery,
      status: 200,
      response: AppealList,
      problems: [],
      filtered: true,
      handle: async ({ query: { run, state, limit: asked, after }, actor, scope }) => {
        const limit = pageLimit(asked);
        const agents = scope === "all" ? undefined : actor.agent === undefined ? [] : [actor.agent];
        const found = await stores.appeals.list({
          run,
          state,
          agents,
          limit: limit + 1,
          after: await placeOf(stores, after),
        });
        const page = found.slice(0, limit);
        const next = found.length > limit ? page.at(-1)?.id : undefined;
        const body = { appeals: page.map(shown), ...(next !== undefined && { next }) };
        return { body: body satisfies AppealList };
      },
    }),

    route("GET /api/appeals/{id}", {
      summary: "An appeal with all that was said",
      params: ById,
      status: 200,
      response: Appeal,
      problems: ["appeal-not-found"],
      concerns,
      handle: async ({ params: { id } }) => ({ body: shown(await existing(stores, id)) }),
    }),

    route("POST /api/runs/{id}/appeals", {
      summary: "Appeals against one's own published statement, until the last day for it",
      params: ById,
      body: AppealText,
      idempotent: true,
      status: 201,
      response: Appeal,
      problems: ["run-not-found", "statement-not-found", "appeal-too-late", "appeal-open"],
      filtered: true,
      handle: ({ params: { id }, body: { text }, actor, write }) =>
        write(async (stores) => {
          const { agent } = actor;
          if (agent === undefined) throw problem("forbidden", {});
          const run = await existingRun(stores, id, "own");
          await assertInTime(stores, run, agent, store.clock());
          if (await stores.appeals.openOf(id, agent)) throw problem("appeal-open", { month: run.month });
          const appeal = randomUUID();
          await stores.appeals.file({ id: appeal, run: id, agent }, said(actor, text, store.now()));
          stores.audit.record({ action: "appeal.file", subject: appeal, details: { run: id, agent } });
          return { body: shown(await existing(stores, appeal)) };
        }),
    }),

    route("POST /api/appeals/{id}/answer", {
      summary: "HR's answer: accepted with what will be done, or rejected with the reason",
      params: ById,
      body: AppealDecided,
      idempotent: true,
      status: 200,
      response: Appeal,
      problems: [...STEP_PROBLEMS, "appeal-own"],
      handle: (call) => follow(store, call, "answered", call.body),
    }),

    route("POST /api/appeals/{id}/escalate", {
      summary: "Asks the leading group to rule, within seven days after the day of the answer",
      params: ById,
      body: AppealText,
      idempotent: true,
      status: 200,
      response: Appeal,
      problems: [...STEP_PROBLEMS, "appeal-too-late", "appeal-open"],
      concerns,
      handle: (call) => follow(store, call, "escalated", call.body),
    }),

    route("POST /api/appeals/{id}/rule", {
      summary: "The leading group's ruling, which is final",
      params: ById,
      body: AppealDecided,
      idempotent: true,
      status: 200,
      response: Appeal,
      problems: [...STEP_PROBLEMS, "appeal-own", "appeal-own-answer"],
      handle: (call) => follow(store, call, "ruled", call.body),
    }),
  ];
};

interface Following extends Pick<Call<never, never, never>, "actor" | "write"> {
  readonly params: { readonly id: string };
}

const follow = (
  store: Store,
  { params: { id }, actor, write }: Following,
  step: LaterStep,
  { text, decision }: { readonly text: string; readonly decision?: AppealDecision },
): Promise<Reply> =>
  write(async (stores) => {
    const appeal = await existing(stores, id);
    const refusal = refusalOf(appeal, step, actor, store.clock());
    if (refusal) throw refused(appeal, refusal);
    if (step === "escalated" && (await stores.appeals.openOf(appeal.run, appeal.agent))) {
      throw problem("appeal-open", { month: appeal.month });
    }
    const words = { ...said(actor, text, store.now()), ...(decision && { decision }) };
    await stores.appeals.follow(appeal, { ...words, kind: step });
    stores.audit.record({
      action: `appeal.${ACTIONS[step]}`,
      subject: id,
      details: { run: appeal.run, agent: appeal.agent, ...(decision && { decision }) },
    });
    return { body: shown(await existing(stores, id)) };
  });

const ACTIONS: Readonly<Record<LaterStep, string>> = { answered: "answer", escalated: "escalate", ruled: "rule" };

const said = ({ user, name }: Actor, text: string, at: string) => ({ text, by: user, author: name, at });

async function assertInTime(stores: Stores, run: StoredRun, agent: string, now: Date): Promise<void> {
  const { computation, published } = run.revision;
  const line = computation && (await stores.runLines.find(computation.id, agent));
  const isPaid = line !== undefined || (await stores.corrections.ofRun(run.id, agent)).length > 0;
  if (!published || !isPaid) throw problem("statement-not-found", { month: run.month, agent });
  const lastDay = await lastDayFor(stores, line?.version ?? null, run.month, published.at);
  if (isPast(lastDay, now)) throw problem("appeal-too-late", { lastDay });
}

function refused(appeal: AnyAppeal, refusal: AppealRefusal): ProblemError {
  switch (refusal.reason) {
    case "wrong-state": {
      const [state, expected] = [STATE_NAMES[appeal.state], STATE_NAMES[refusal.expected]];
      const names = { stateZh: state.zh, stateEn: state.en, expectedZh: expected.zh, expectedEn: expected.en };
      return problem("appeal-wrong-state", names);
    }
    case "too-late":
      return problem("appeal-too-late", { lastDay: refusal.lastDay });
    case "own-appeal":
      return problem("appeal-own", {});
    case "own-answer":
      return problem("appeal-own-answer", {});
    case "others-appeal":
      return problem("forbidden", {});
  }
}

const STATE_NAMES: Readonly<Record<AppealState, { readonly zh: string; readonly en: string }>> = {
  filed: { zh: "已提出", en: "filed" },
  answered: { zh: "已答复", en: "answered" },
  escalated: { zh: "已提请裁定", en: "escalated" },
  ruled: { zh: "已裁定", en: "ruled on" },
};

async function existing({ appeals }: Stores, id: string): Promise<StoredAppeal> {
  const found = await appeals.find(id);
  if (!found) throw problem("appeal-not-found", { id });
  return found;
}

/** Where a page begins: after the appeal of that id. */
async function placeOf({ appeals }: Stores, after: string | undefined) {
  const found = after === undefined ? undefined : await appeals.find(after);
  const [filed] = found?.steps ?? [];
  return found && filed && { filedAt: filed.at, id: found.id };
}

function shown({ id, run, month, agent, state, steps }: StoredAppeal): Appeal {
  const last = steps.at(-1);
  return {
    id,
    run,
    month,
    agent,
    state,
    steps: steps.map(({ by: _, ...step }) => step),
    ...(state === "answered" && last && { lastDayToEscalate: lastDayToEscalate(new Date(last.at)) }),
  };
}
