import type { AgentMonth } from "../../ir/program.ts";
import type { Reference } from "../../reference/reference.ts";
import type { Scope } from "./scope.ts";

/** What every finding is made from. */
export interface Context {
  /** Of the scheme, for fixes and line numbers. */
  readonly text: string;
  /** What every name can be. */
  readonly scope: Scope;
  /** The law: replays the inputs that are said to show a finding. */
  readonly reference: Reference;
  /** Of figures that are not simple, to show what they lead to. */
  readonly samples: () => readonly AgentMonth[];
}
