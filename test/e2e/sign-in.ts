import type { BrowserContext } from "playwright-core";
import type { Role } from "../../server/access/role.ts";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "../../server/people/demo.ts";

/** Signs a browser in with an account of the sample company, without the page for it. */
export async function signIn(context: BrowserContext, url: string, role: Role): Promise<void> {
  const account = DEMO_ACCOUNTS.find(({ roles }) => roles.includes(role));
  const response = await context.request.post(`${url}/api/session`, {
    data: { name: account?.name, password: DEMO_PASSWORD },
  });
  if (!response.ok()) throw new Error(`signing in as ${role}: ${response.status()} ${await response.text()}`);
}
