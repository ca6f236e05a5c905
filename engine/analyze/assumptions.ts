import type { Compilation } from "../compile.ts";
import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import { addressOf } from "./diff/meaning-diff.ts";
import { rowsOf } from "./diff/rows.ts";
import { itemsOf, meantIn } from "./diff/version.ts";

/** A figure that the source document does not give. */
export interface AssumedFigure {
  /** Of the statement or of one of its rows, as `diffVersions` has it; each occurs once. */
  readonly address: string;
  /** Why it is what it is, as the scheme says. */
  readonly reason: string;
  readonly clause: Clause;
  /** The words in the text. */
  readonly span: Span;
}

/** Every `assumed` of a scheme, in the order of the text. */
export function assumedFigures(
  version: Pick<Compilation, "text" | "document" | "statements" | "program">,
): AssumedFigure[] {
  const items = itemsOf(version);
  const meant = meantIn(version.program);
  const found: AssumedFigure[] = [];
  for (const item of items) {
    const { statement } = item;
    const address = addressOf(item, items);
    const rows = rowsOf(statement);
    const parts = [
      { address, part: statement },
      ...(rows?.list ?? []).map((part) => ({ address: `${address}/${rows?.id(part, meant) ?? ""}`, part })),
    ];
    for (const { address, part } of parts) {
      if (!("assumed" in part) || !part.assumed) continue;
      const { reason, span } = part.assumed;
      found.push({ address, reason, clause: statement.clause, span });
    }
  }
  return withOwnAddresses(found);
}

/** Two rows may read alike, one of which can never decide: they are told apart by number. */
function withOwnAddresses(figures: readonly AssumedFigure[]): AssumedFigure[] {
  const counts = new Map<string, number>();
  return figures.map((figure) => {
    const count = (counts.get(figure.address) ?? 0) + 1;
    counts.set(figure.address, count);
    return count === 1 ? figure : { ...figure, address: `${figure.address} (${count})` };
  });
}
