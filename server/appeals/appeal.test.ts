import { describe, expect, test } from "vitest";
import type { Actor } from "../access/actor.ts";
import { APPEAL_STATES, type Appeal, type AppealState, type AppealStep, type LaterStep, refusalOf } from "./appeal.ts";

const actor = (user: string, agent?: string): Actor => ({
  user,
  name: user,
  roles: new Set(),
  ...(agent !== undefined && { agent }),
});
const AGENT = actor("u1", "A001");
const OTHER_AGENT = actor("u2", "A002");
const HR = actor("hr");
const GROUP = actor("group");

const step = (kind: AppealState, by: string, day: string): AppealStep => ({
  kind,
  text: kind,
  by,
  author: by,
  at: `${day}T10:00:00+08:00`,
  ...((kind === "answered" || kind === "ruled") && { decision: "rejected" as const }),
});
const ALL = [
  step("filed", "u1", "2026-03-11"),
  step("answered", "hr", "2026-03-12"),
  step("escalated", "u1", "2026-03-13"),
  step("ruled", "group", "2026-03-14"),
];
const standingAt = (state: AppealState): Appeal => {
  const steps = ALL.slice(0, APPEAL_STATES.indexOf(state) + 1);
  return { id: "a", run: "r", agent: "A001", state, steps };
};
const NOW = new Date("2026-03-14T12:00:00+08:00");

const WHO: Record<LaterStep, Actor> = { answered: HR, escalated: AGENT, ruled: GROUP };
const FOLLOWS: Record<LaterStep, AppealState> = { answered: "filed", escalated: "answered", ruled: "escalated" };

describe.each(APPEAL_STATES)("an appeal that is %s", (state) => {
  test.each(["answered", "escalated", "ruled"] as const)("may be %s only where that follows", (next) => {
    const refusal = refusalOf(standingAt(state), next, WHO[next], NOW);
    expect(refusal).toEqual(state === FOLLOWS[next] ? undefined : { reason: "wrong-state", expected: FOLLOWS[next] });
  });
});

test("nobody decides on their own appeal, neither as the agent nor as who filed it", () => {
  const ownReasons = [AGENT, actor("u9", "A001"), actor("u1")].flatMap((who) =>
    (["answered", "ruled"] as const).map((next) => refusalOf(standingAt(FOLLOWS[next]), next, who, NOW)?.reason),
  );
  expect(new Set(ownReasons)).toEqual(new Set(["own-appeal"]));
});

test("only the agent escalates", () => {
  for (const who of [OTHER_AGENT, HR, actor("u1")]) {
    expect(refusalOf(standingAt("answered"), "escalated", who, NOW)).toEqual({ reason: "others-appeal" });
  }
});

test("who answered does not rule", () => {
  expect(refusalOf(standingAt("escalated"), "ruled", HR, NOW)).toEqual({ reason: "own-answer" });
});

test("an answer of the 12th is escalated until the end of the 19th", () => {
  const at = (time: string) => refusalOf(standingAt("answered"), "escalated", AGENT, new Date(`${time}+08:00`));
  expect(at("2026-03-19T23:59:59")).toBeUndefined();
  expect(at("2026-03-20T00:00:00")).toEqual({ reason: "too-late", lastDay: "2026-03-19" });
});
