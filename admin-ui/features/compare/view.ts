export const VIEWS = ["people", "spread", "rules", "failures"] as const;
/** What the compare page shows below its tiles. */
export type View = (typeof VIEWS)[number];

export const isView = (text: string | undefined): text is View => VIEWS.some((view) => view === text);
