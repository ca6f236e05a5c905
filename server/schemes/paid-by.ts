/** By which version each agent is paid in a month. */
import type { Month } from "../../engine/index.ts";
import type { Stores } from "../store/store.ts";
import { Assignments } from "./assignment.ts";
import { inForce } from "./effective.ts";
import type { Source } from "./reading.ts";

export type PaidBy =
  /** The id of the version. */
  | { readonly version: string; readonly scheme: string }
  /** Nobody has assigned the agent or their department. */
  | { readonly because: "unassigned" }
  /** The scheme has no approved version that is in force in the month. */
  | { readonly because: "not-in-force"; readonly scheme: string };

/** What was decided for one month, to be asked about each of its agents. */
export class PayRules {
  readonly #month: Month;
  readonly #assignments: Assignments;
  /** Ids of the versions in force, by scheme. */
  readonly #inForce: ReadonlyMap<string, string>;

  private constructor(month: Month, assignments: Assignments, inForce: ReadonlyMap<string, string>) {
    this.#month = month;
    this.#assignments = assignments;
    this.#inForce = inForce;
  }

  static async read({ assignments, versions }: Pick<Stores, "assignments" | "versions">, month: Month) {
    const byScheme = Map.groupBy(await versions.list(), ({ scheme }) => scheme);
    const current = [...byScheme].flatMap(([scheme, list]): [string, string][] => {
      const found = inForce(list, month);
      return found ? [[scheme, found.id]] : [];
    });
    return new PayRules(month, new Assignments(await assignments.list()), new Map(current));
  }

  /** @param department the agent's in the month; `undefined` where nobody has said */
  paidBy(agent: string, department: string | undefined): PaidBy {
    const scheme = this.#assignments.schemeOf(agent, department, this.#month);
    if (scheme === undefined) return { because: "unassigned" };
    const version = this.#inForce.get(scheme);
    return version === undefined ? { because: "not-in-force", scheme } : { version, scheme };
  }
}

/**
 * A version's text with the catalogue that it keeps, to be compiled (`compileWith`). Institutions are left out:
 * they change nothing in what it computes. `undefined` where there is no such version.
 */
export async function sourceOf(
  { versions, catalogue }: Pick<Stores, "versions" | "catalogue">,
  id: string,
): Promise<Source | undefined> {
  const version = await versions.find(id);
  if (!version) return undefined;
  const pinned = version.catalogue === undefined ? await catalogue.read() : await catalogue.find(version.catalogue);
  const { text, languageVersion } = version;
  const library = pinned && { catalogue: pinned.text, institutions: [] };
  return library && { text, library, ...(languageVersion !== undefined && { languageVersion }) };
}
