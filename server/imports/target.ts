import type { Catalogue, EventLog } from "../../engine/index.ts";
import type { ImportKind } from "./mapping.ts";

/** What a file is read as. */
export interface Target {
  readonly kind: ImportKind;
  readonly catalogue: Catalogue;
  /** Of calls: the catalogue's definition of the log. */
  readonly log?: EventLog;
}

/** What files are read with. */
export interface Definitions {
  readonly catalogue: Catalogue;
  /** Of single calls, by name. */
  readonly logs: ReadonlyMap<string, EventLog>;
}

/** @param log the catalogue's name of the log, for calls */
export function targetOf(kind: ImportKind, { catalogue, logs }: Definitions, log: string | undefined): Target {
  const found = kind === "calls" && log !== undefined ? logs.get(log) : undefined;
  return { kind, catalogue, ...(found && { log: found }) };
}
