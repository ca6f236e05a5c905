import type { ChartColors } from "../../components/chart/chart-card.tsx";

/** The colour that a scheme has in every chart, by its place. */
export const schemeColor = ({ scheme1, scheme2, scheme3, scheme4 }: ChartColors, place: number): string =>
  [scheme1, scheme2, scheme3, scheme4][place] ?? scheme1;

/** The shape that it has, as a sign in text and as a mark of a chart's legend. */
export const schemeSign = (place: number): string => ["●", "■", "◆", "▲"][place] ?? "●";
export const schemeIcon = (place: number): string => ["circle", "rect", "diamond", "triangle"][place] ?? "circle";
