import { type Compilation, hasErrors } from "../../engine/index.ts";
import type { Evaluated } from "./evaluator.ts";
import { changesBetween, hasValue, totalOf } from "./figures.ts";
import { headlineColumn } from "./outcomes.ts";
import type { EditEffect } from "./workbench-api.ts";

/** What an edited text does, against the text as it stands, to the same agents of the same month. */
export function effectBetween({ diagnostics }: Compilation, edited: Evaluated, present: Evaluated): EditEffect {
  const people = edited.rows.length;
  const errors = diagnostics.filter((finding) => hasErrors([finding]));
  const headline = headlineColumn(edited.outputs);
  const column = headline === undefined ? undefined : edited.outputs[headline];
  const now = headline === undefined ? undefined : edited.cells[headline];
  if (column === undefined || now === undefined) {
    return { up: 0, down: 0, same: 0, failed: 0, failedBefore: 0, errors };
  }
  const before = present.cells.find(({ name }) => name === column.name);
  const { up, down, same, failed } = before
    ? changesBetween(now, before, people)
    : { up: 0, down: 0, same: 0, failed: Array.from(edited.rows.keys()).filter((at) => !hasValue(now, at)).length };
  const failedBefore = before ? Array.from(edited.rows.keys()).filter((at) => !hasValue(before, at)).length : people;
  const total = totalOf(column, now, before, people);
  return { column, ...(total && { total }), up, down, same, failed, failedBefore, errors };
}
