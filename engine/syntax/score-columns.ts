/** The attributes of an indicator of a score, each with its Chinese and English header, in canonical order. */
export const SCORE_COLUMNS = {
  name: ["指标", "indicator"],
  weight: ["权重", "weight"],
  score: ["得分", "score"],
  lower: ["下限", "lower"],
  upper: ["上限", "upper"],
  source: ["数据来源", "source"],
  ratedBy: ["评分人", "rated by"],
  assumed: ["假定", "assumed"],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type ScoreColumn = keyof typeof SCORE_COLUMNS;

/** What every indicator must state. */
export const REQUIRED_SCORE_COLUMNS: readonly ScoreColumn[] = ["name", "weight", "score"];
