import type { Language, Localized } from "../engine/index.ts";

/** Something the user can put right, said in a sentence; anything else that is thrown is a fault of the program. */
export class UserError extends Error {
  readonly localized: Localized;

  constructor(localized: Localized) {
    super(localized.en);
    this.localized = localized;
  }

  in(language: Language): string {
    return this.localized[language];
  }
}
