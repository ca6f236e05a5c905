import type { Term } from "../../ir/term.ts";
import { type Domain, EMPTY, intersect, isEmpty, sameDomain } from "./domain.ts";
import type { Model } from "./model.ts";

/** What each name can be here; a branch is a scope of its own that knows what its condition says. */
export class Scope {
  readonly model: Model;
  readonly #parent: Scope | undefined;
  readonly #domains: Map<string, Domain>;
  readonly #needed: Set<string>;
  /** Results of this pass; names only ever narrow, so a stale one is merely wider. */
  readonly memo = new Map<Term, Domain>();
  /** How often a name has narrowed. */
  changes = 0;

  /** What names can be in any month: nothing said of this one holds for the others. */
  readonly anyMonth: Scope;
  /** Every month that a window looks at has the figures of this one, so that what is said of one holds for all. */
  readonly isSteady: boolean;

  constructor(
    model: Model,
    parent?: Scope,
    domains?: ReadonlyMap<string, Domain>,
    needed?: ReadonlySet<string>,
    anyMonth?: Scope | "steady",
  ) {
    this.model = model;
    this.isSteady = anyMonth === "steady";
    this.anyMonth = anyMonth === "steady" ? this : (anyMonth ?? this);
    this.#parent = parent;
    this.#domains = new Map(domains);
    this.#needed = new Set(needed);
  }

  /** A scope that begins as this one and may narrow on its own. */
  branch(): Scope {
    return new Scope(this.model, this, undefined, undefined, this.isSteady ? "steady" : this.anyMonth);
  }

  copy(): Scope {
    return new Scope(this.model, this.#parent, this.#domains, this.#needed, this.isSteady ? "steady" : this.anyMonth);
  }

  /** The values a name can have, if it has one; nothing for a name without a usable definition. */
  get(name: string): Domain {
    return this.#domains.get(name) ?? this.#parent?.get(name) ?? this.model.leaf(name)?.domain ?? EMPTY;
  }

  /** Says what the name can be, if it has a value. */
  define(name: string, domain: Domain): void {
    if (sameDomain(this.get(name), domain)) return;
    this.#domains.set(name, domain);
    this.changes += 1;
  }

  /** Says that the name must have a value within the target. @returns false where it cannot */
  narrow(name: string, target: Domain): boolean {
    const rest = intersect(this.get(name), target);
    this.#needed.add(name);
    this.define(name, rest);
    return !isEmpty(rest);
  }

  /** Whether the name must have a value; others may fail without harm, in a branch not taken. */
  needs(name: string): boolean {
    return this.#needed.has(name);
  }
}
