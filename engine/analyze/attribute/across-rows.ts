import type { Definition } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { termsOf, termsOfTable, within } from "../../ir/walk.ts";

/** What a definition asks of other months or other agents. */
export function* acrossRows(definition: Definition): Generator<Term> {
  const terms = definition.kind === "column" ? termsOfTable(definition.table) : [];
  for (const term of [...termsOf(definition), ...terms]) {
    for (const part of within(term)) {
      if (part.kind === "window" || part.kind === "streak" || part.kind === "peers") yield part;
    }
  }
}
