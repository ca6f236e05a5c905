import type { Localized } from "../../../engine/index.ts";

/** A kind of problem: its HTTP status, and what is wrong and what to do in both languages, with `{…}` to be filled in. */
export interface Kind extends Localized {
  readonly status: number;
  readonly title: string;
}
