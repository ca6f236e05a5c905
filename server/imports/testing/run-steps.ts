import { SYSTEM } from "../../access/actor.ts";
import type { JobContext, JobKind } from "../../jobs/kind.ts";
import type { Store } from "../../store/store.ts";
import { UserError } from "../../user-error.ts";
import type { Import } from "../import.ts";
import type { ImportStep } from "../import-jobs.ts";

/** Does a step of an import as a job would, here and now; what fails is given up. */
export async function runStep(
  store: Store,
  kind: JobKind<ImportStep>,
  id: string,
  cancelled: () => boolean = () => false,
): Promise<Import> {
  const context: JobContext<ImportStep> = {
    payload: { import: id },
    actor: SYSTEM,
    store,
    write: (work) => store.write(SYSTEM, work),
    quietly: (work) => store.quietly(work),
    progress: () => {},
    cancelled,
  };
  try {
    await kind.run(context);
    if (cancelled()) await kind.giveUp?.(context);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    await kind.giveUp?.(context, error.localized);
  }
  const found = await store.stores.imports.find(id);
  if (!found) throw new Error(`there is no import ${id}`);
  return found;
}
