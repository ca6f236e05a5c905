/** The sample company has decided: three departments are paid by three schemes, so that a month can be run at once. */
import { randomUUID } from "node:crypto";
import type { Actor } from "../access/actor.ts";
import { DEMO_ACCOUNTS } from "../people/demo.ts";
import { SAMPLE_MONTHS } from "../sample/calendar.ts";
import { renameVersion } from "../schemes/front-matter.ts";
import type { Reading } from "../schemes/reading.ts";
import * as steps from "../schemes/steps.ts";
import type { Stores } from "../store/store.ts";
import type { StoredVersion } from "../store/version-store.ts";

/** Copies, so that what is shipped can still be edited: nobody has approved that. */
const DECIDED = [
  { scheme: "telemarketing-specialist", from: "v6.0", departments: ["电销一部", "客服部", "质检部"] },
  { scheme: "telemarketing-center", from: "draft", departments: ["电销二部"] },
  { scheme: "sales-scorecard", from: "1.0", departments: ["电销三部"] },
] as const;

/** Of the copies. */
const VERSION = "2025";
const WAIVER = "示例公司试用：原方案没有给出这个数字，先按假定执行，满一季度后按实际数据复核";

export async function approveSampleSchemes(stores: Stores, read: (text: string) => Reading, at: string): Promise<void> {
  const [editor, reviewer, approver] = (["editor", "reviewer", "approver"] as const).map(actorOf);
  const month = SAMPLE_MONTHS[0]?.month;
  const catalogue = await stores.catalogue.head();
  if (!editor || !reviewer || !approver || !month || !catalogue) throw new Error("the sample company is not complete");
  for (const { scheme, from, departments } of DECIDED) {
    const shipped = (await stores.versions.list(scheme)).find(({ version }) => version === from);
    const source = shipped && (await stores.versions.find(shipped.id));
    const text = source && renameVersion(source.text, VERSION);
    if (!source || text === undefined) throw new Error(`${scheme} ${from} is not among what is shipped`);
    const reading = read(text);
    const { hash, title = VERSION, assumed } = reading;
    const id = randomUUID();
    const draft = { id, scheme, version: VERSION, title, text, hash, basedOn: source.id };
    await stores.versions.addDraft(draft, editor.user, at);

    const waivers = assumed.map(({ address }) => ({ address, reason: WAIVER }));
    const handedIn = { catalogue: catalogue.hash, reading, early: [] };
    await taken(stores, id, (version) =>
      steps.submit(stores, version, { actor: editor, at }, { waivers }, { revision: version.revision, ...handedIn }),
    );
    await taken(stores, id, (version) => steps.review(stores, version, { actor: reviewer, at }));
    const settled = { effectiveFrom: month, changes: [], early: [] };
    await taken(stores, id, (version) =>
      steps.approve(stores, version, { actor: approver, at }, { revision: version.revision, ...settled }),
    );
    for (const subject of departments) {
      await stores.assignments.put({ kind: "department", subject, from: month, scheme }, editor.user, at);
      stores.audit.record({ action: "assignment.put", subject, details: { kind: "department", from: month, scheme } });
    }
  }
}

async function taken(
  { versions }: Stores,
  id: string,
  step: (version: StoredVersion) => Promise<steps.StepRefusal | undefined>,
): Promise<void> {
  const version = await versions.find(id);
  const refusal = version && (await step(version));
  if (!version || refusal) throw new Error(`the version ${id} cannot be approved: ${JSON.stringify(refusal)}`);
}

function actorOf(role: "editor" | "reviewer" | "approver"): Actor | undefined {
  const account = DEMO_ACCOUNTS.find(({ roles }) => roles.includes(role));
  return account && { user: account.id, name: account.name, roles: new Set(account.roles) };
}
