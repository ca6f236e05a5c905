import { createHash, type Hash } from "node:crypto";
import { canonicalJson } from "../canonical-json.ts";
import type { ListedAgent } from "../store/report-list-store.ts";
import type { ReportList } from "./report-list.ts";

/** SHA-256 over what is signed: name, month, version, columns and every row, in their order. */
export class ListHash {
  readonly #hash: Hash;

  /** @param versionHash the content hash of the version that declares the list */
  constructor({ month, name, columns }: Pick<ReportList, "month" | "name" | "columns">, versionHash: string) {
    this.#hash = createHash("sha256").update(canonicalJson([month, name, versionHash, columns]));
  }

  add(rows: readonly ListedAgent[]): void {
    for (const { agent, cells } of rows) this.#hash.update(canonicalJson([agent, cells]));
  }

  digest(): string {
    return this.#hash.digest("hex");
  }
}
