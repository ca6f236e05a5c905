import type { Role } from "./role.ts";

/** Who does something. */
export interface Actor {
  /** The user's id, or `system`. */
  readonly user: string;
  readonly name: string;
  readonly roles: ReadonlySet<Role>;
  /** The agent the user is (工号); absent for who is paid by no scheme. */
  readonly agent?: string;
}

/** The program itself: at the first start, on the command line, when time has passed. */
export const SYSTEM: Actor = { user: "system", name: "system", roles: new Set() };

/** Who has not signed in. */
export const NOBODY: Actor = { user: "nobody", name: "nobody", roles: new Set() };
