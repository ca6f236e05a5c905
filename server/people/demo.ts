import { SYSTEM } from "../access/actor.ts";
import type { Role } from "../access/role.ts";
import type { Store, Stores } from "../store/store.ts";
import { hashPassword } from "./password.ts";

/** Of all accounts of the sample company; the page for signing in shows it. */
export const DEMO_PASSWORD = "plumbline-demo";

interface DemoAccount {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly roles: readonly Role[];
  /** 工号 in the sample company. */
  readonly agent?: string;
}

/** One account for each role, so that every step that needs a second person can be tried by one. */
export const DEMO_ACCOUNTS: readonly DemoAccount[] = [
  { id: "demo-editor", name: "demo-editor", displayName: "编制（示例）", roles: ["editor"] },
  { id: "demo-reviewer", name: "demo-reviewer", displayName: "审核（示例）", roles: ["reviewer"] },
  { id: "demo-approver", name: "demo-approver", displayName: "总经理（示例）", roles: ["approver"] },
  { id: "demo-superior", name: "demo-superior", displayName: "部门经理（示例）", roles: ["superior"], agent: "M001" },
  { id: "demo-agent", name: "demo-agent", displayName: "员工（示例）", roles: ["agent"], agent: "D1001" },
  { id: "demo-auditor", name: "demo-auditor", displayName: "审计（示例）", roles: ["auditor"] },
  { id: "demo-admin", name: "demo-admin", displayName: "管理员（示例）", roles: ["administrator"] },
];

export const hasDemoAccounts = async ({ users }: Pick<Stores, "users">): Promise<boolean> =>
  (await users.find(DEMO_ACCOUNTS[0]?.id ?? "")) !== undefined;

/** Adds the accounts of the sample company that are not there yet. */
export async function addDemoAccounts(stores: Stores, at: string): Promise<void> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  for (const account of DEMO_ACCOUNTS) {
    if (await stores.users.find(account.id)) continue;
    await stores.users.add({ ...account, demo: true, passwordHash }, at);
    stores.audit.record({ action: "user.add", subject: account.id, details: { roles: account.roles, by: "demo" } });
  }
}

/** In production: closes every account of the sample company and ends its sessions. */
export async function closeDemoAccounts(store: Store): Promise<void> {
  const open = (await store.stores.users.list()).filter(({ demo, disabledAt }) => demo && disabledAt === undefined);
  if (open.length === 0) return;
  await store.write(SYSTEM, async ({ users, sessions, audit }) => {
    for (const user of open) {
      await users.change(user.id, user.revision, { ...user, disabledAt: store.now() }, store.now());
      await sessions.endAll(user.id);
      audit.record({ action: "user.close", subject: user.id, details: { by: "production" } });
    }
  });
}
