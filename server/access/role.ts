import type { Localized } from "../../engine/index.ts";

/** What somebody is in the company, as far as it decides what they may do. */
export const ROLES = ["editor", "reviewer", "approver", "superior", "agent", "auditor", "administrator"] as const;
export type Role = (typeof ROLES)[number];

export const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

export const roleNames: Readonly<Record<Role, Localized>> = {
  editor: { zh: "人力资源编制", en: "HR editor" },
  reviewer: { zh: "人力资源审核", en: "HR reviewer" },
  approver: { zh: "总经理", en: "approver" },
  superior: { zh: "直接上级", en: "superior" },
  agent: { zh: "员工", en: "agent" },
  auditor: { zh: "审计", en: "auditor" },
  administrator: { zh: "系统管理员", en: "administrator" },
};
