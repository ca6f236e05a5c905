import type { ListedLine } from "./lines.ts";

/** Which lines are listed. */
export const SHOWN = ["everyone", "lacking", "adjusted"] as const;
export type Shown = (typeof SHOWN)[number];

const KEEPS: Readonly<Record<Shown, (line: ListedLine) => boolean>> = {
  everyone: () => true,
  lacking: ({ outcome }) => outcome !== "computed",
  adjusted: ({ adjustments, corrections }) => adjustments !== 0 || corrections !== 0,
};

/** The lines of a kind whose name, 工号 or department has every word of the search. */
export function filterLines(lines: readonly ListedLine[], shown: Shown, search: string): ListedLine[] {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== "");
  return lines.filter((line) => {
    const text = `${line.name ?? ""} ${line.agent} ${line.department ?? ""}`.toLowerCase();
    return KEEPS[shown](line) && words.every((word) => text.includes(word));
  });
}
