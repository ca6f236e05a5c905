import type { Localized } from "../diagnostics/localized.ts";
import type { GridCell } from "../syntax/ast.ts";
import { cellFinding } from "./cell.ts";
import type { Report } from "./grid-records.ts";
import type { Direction } from "./metric.ts";

const WORDS: ReadonlyMap<string, Direction> = new Map<string, Direction>([
  ["up", "up"],
  ["越大越好", "up"],
  ["越高越好", "up"],
  ["down", "down"],
  ["越小越好", "down"],
  ["越低越好", "down"],
  ["target", "target"],
  ["目标区间", "target"],
  ["none", "none"],
  ["无", "none"],
]);

/** A blank cell means that neither more nor less is better. */
export function readDirection(name: string, cell: GridCell | undefined, column: Localized, report: Report): Direction {
  if (!cell) return "none";
  const direction = WORDS.get(cell.text.normalize("NFKC").toLowerCase());
  if (direction) return direction;
  const expected = {
    zh: "越大越好、越小越好、目标区间或无",
    en: "up, down, target or none",
  };
  report(cellFinding(cell, name, column, expected));
  return "none";
}
