import Type from "typebox";

/** What several concepts have in common. */
export const closed = { additionalProperties: false } as const;

export const MONTH = "^\\d{4}-(0[1-9]|1[0-2])$";

export const Timestamp = Type.String({ description: "UTC, ISO 8601" });
export const Hash = Type.String({ pattern: "^[0-9a-f]{64}$", description: "SHA-256, hexadecimal" });
export const Id = Type.String({ minLength: 1, maxLength: 64 });
export const Month = Type.String({ pattern: MONTH, description: "YYYY-MM" });
/** An amount of money in fen, the hundredth of a yuan; negative where it is taken off. */
export const Fen = Type.Integer({ description: "In fen" });
/** Why something is done: for those who ask a year later. */
export const Reason = Type.String({ minLength: 2, maxLength: 2000, pattern: "\\S" });
export const Localized = Type.Object({ zh: Type.String(), en: Type.String() }, closed);

export const ById = Type.Object({ id: Id }, closed);

/** Of lists that are read page by page. */
export const pageQuery = {
  limit: Type.Optional(Type.String({ pattern: "^[1-9]\\d{0,2}$", description: "How many at most; 100 where absent" })),
  after: Type.Optional(Type.String({ maxLength: 200, description: "`next` of the page before" })),
};

/** How many entries a page has: what was asked for, or 100. */
export const pageLimit = (asked: string | undefined): number => (asked === undefined ? 100 : Number(asked));
