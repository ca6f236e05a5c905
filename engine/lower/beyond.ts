import type { Localized } from "../diagnostics/localized.ts";

/** Why a name cannot be put in whole numbers; caught where the name is lowered. */
export class Beyond extends Error {
  readonly reason: Localized;
  constructor(zh: string, en: string) {
    super(en);
    this.reason = { zh, en };
  }
}
