import type { Actor } from "../access/actor.ts";
import { isPast, lastDayToEscalate } from "./deadline.ts";

/**
 * An agent's objection to a published statement. The agent files it, HR answers, the agent may escalate
 * it, the leading group rules. Its state is the last of its steps.
 */
export interface Appeal {
  readonly id: string;
  readonly run: string;
  readonly agent: string;
  readonly state: AppealState;
  /** In the order of time; the first is that of filing. */
  readonly steps: readonly AppealStep[];
}

export const APPEAL_STATES = ["filed", "answered", "escalated", "ruled"] as const;
export type AppealState = (typeof APPEAL_STATES)[number];

export interface AppealStep {
  readonly kind: AppealState;
  /** Of an answer and of a ruling. */
  readonly decision?: AppealDecision;
  /** What is objected to; what will be done, or why nothing will be. */
  readonly text: string;
  /** The user's id. */
  readonly by: string;
  /** The user's name as people know it. */
  readonly author: string;
  /** UTC, ISO 8601. */
  readonly at: string;
}

export const APPEAL_DECISIONS = ["accepted", "rejected"] as const;
export type AppealDecision = (typeof APPEAL_DECISIONS)[number];

/** The step that an appeal must stand at for another to follow. */
const BEFORE = { answered: "filed", escalated: "answered", ruled: "escalated" } as const;
export type LaterStep = keyof typeof BEFORE;

/** States in which somebody else has to act; an agent has at most one such appeal against a run. */
export const OPEN_STATES = ["filed", "escalated"] as const satisfies readonly AppealState[];

/** Why a step cannot be taken. */
export type AppealRefusal =
  | { readonly reason: "wrong-state"; readonly expected: AppealState }
  /** The last day to escalate is over. */
  | { readonly reason: "too-late"; readonly lastDay: string }
  /** Nobody decides on an appeal of their own. */
  | { readonly reason: "own-appeal" }
  /** Only who filed it may escalate it. */
  | { readonly reason: "others-appeal" }
  /** Who gave the answer does not rule on it. */
  | { readonly reason: "own-answer" };

/** `undefined` where the actor may take the step now. */
export function refusalOf(appeal: Appeal, step: LaterStep, actor: Actor, now: Date): AppealRefusal | undefined {
  const isOwn = actor.agent === appeal.agent || appeal.steps[0]?.by === actor.user;
  if (step === "escalated" ? actor.agent !== appeal.agent : isOwn) {
    return { reason: step === "escalated" ? "others-appeal" : "own-appeal" };
  }
  const expected = BEFORE[step];
  if (appeal.state !== expected) return { reason: "wrong-state", expected };
  const answer = appeal.steps.findLast(({ kind }) => kind === "answered");
  if (step === "ruled" && answer?.by === actor.user) return { reason: "own-answer" };
  if (step !== "escalated" || !answer) return undefined;
  const lastDay = lastDayToEscalate(new Date(answer.at));
  return isPast(lastDay, now) ? { reason: "too-late", lastDay } : undefined;
}
