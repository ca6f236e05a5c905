/** Assumed bounds of 上门人数 a month, from below: the level that the last quarter's average earns. */
const LEVELS: readonly (readonly [least: number, level: string])[] = [
  [50, "资深"],
  [35, "高级"],
  [20, "中级"],
  [10, "初级"],
  [0, "未达标"],
];

export const levelFor = (averageVisits: number): string =>
  LEVELS.find(([least]) => averageVisits >= least)?.[1] ?? "未达标";

export const NOT_ASSESSED = "未评定";
