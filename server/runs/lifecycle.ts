/** What may be done to a month's run, and what it becomes. */
import type { Localized } from "../../engine/index.ts";

export const RUN_STATUSES = ["open", "computed", "reviewed", "locked", "published"] as const;
/** Of the newest revision of a run. */
export type RunStatus = (typeof RUN_STATUSES)[number];

export const RUN_ACTS = ["compute", "adjust", "review", "lock", "unlock", "publish"] as const;
export type RunAct = (typeof RUN_ACTS)[number];

/**
 * From which status an act leads to which. What changes a figure of a run that was reviewed takes the review
 * back; unlocking leads to the next revision, all else stays in the same.
 */
const TRANSITIONS: Readonly<Record<RunAct, Partial<Readonly<Record<RunStatus, RunStatus>>>>> = {
  compute: { open: "computed", computed: "computed", reviewed: "computed" },
  adjust: { open: "open", computed: "computed", reviewed: "computed" },
  review: { computed: "reviewed" },
  lock: { reviewed: "locked" },
  unlock: { locked: "open" },
  publish: { locked: "published" },
};

/** Acts that are refused to whoever computed the run or adjusted it. */
const OF_A_SECOND_PERSON: ReadonlySet<RunAct> = new Set(["review", "lock"]);

/** `undefined` where the act is refused. */
export const statusAfter = (act: RunAct, status: RunStatus): RunStatus | undefined => TRANSITIONS[act][status];

/** In which an act is possible. */
export const statusesFor = (act: RunAct): RunStatus[] =>
  RUN_STATUSES.filter((status) => statusAfter(act, status) !== undefined);

export const needsSecondPerson = (act: RunAct): boolean => OF_A_SECOND_PERSON.has(act);

/** In sentences. */
export const statusNames: Readonly<Record<RunStatus, Localized>> = {
  open: { zh: "未计算", en: "open" },
  computed: { zh: "已计算", en: "computed" },
  reviewed: { zh: "已审核", en: "reviewed" },
  locked: { zh: "已锁定", en: "locked" },
  published: { zh: "已公布", en: "published" },
};

export const actNames: Readonly<Record<RunAct, Localized>> = {
  compute: { zh: "计算", en: "compute" },
  adjust: { zh: "调整", en: "adjust" },
  review: { zh: "审核", en: "review" },
  lock: { zh: "锁定", en: "lock" },
  unlock: { zh: "解锁", en: "unlock" },
  publish: { zh: "公布", en: "publish" },
};
