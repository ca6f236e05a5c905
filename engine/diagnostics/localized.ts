/** A sentence in both languages of the product. */
export interface Localized {
  readonly zh: string;
  readonly en: string;
}

export type Language = keyof Localized;
