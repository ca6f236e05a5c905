/** The columns of a forced distribution, each with its Chinese and English header. */
export const DISTRIBUTION_COLUMNS = {
  grade: ["等级", "grade"],
  share: ["比例", "share"],
  assumed: ["假定", "assumed"],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type DistributionColumn = keyof typeof DISTRIBUTION_COLUMNS;
