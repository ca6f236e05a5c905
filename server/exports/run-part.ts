/** The tables of an exported run. */
export const RUN_PARTS = ["lines", "adjustments", "corrections", "missing"] as const;
export type RunPart = (typeof RUN_PARTS)[number];
