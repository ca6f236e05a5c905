export interface AppealTables {
  appeals: AppealRow;
  appeal_steps: AppealStepRow;
}

/** An agent's objection to a published statement. */
export interface AppealRow {
  id: string;
  run: string;
  agent: string;
  /** The kind of its last step. */
  state: "filed" | "answered" | "escalated" | "ruled";
  filed_at: string;
}

/** What was said; triggers keep it from being changed or deleted. */
export interface AppealStepRow {
  appeal: string;
  /** 1, 2, 3, … */
  number: number;
  kind: "filed" | "answered" | "escalated" | "ruled";
  /** Of an answer and of a ruling. */
  decision: "accepted" | "rejected" | null;
  text: string;
  /** The user's id, and the name they had then. */
  made_by: string;
  author: string;
  made_at: string;
}
