/** A text with a move made in it, and which lever is which. */
import {
  applyEdits,
  applyMove,
  type Compilation,
  type Diagnostic,
  leversOf,
  type Move,
} from "../../../engine/index.ts";
import { NotStudied, requireComputable, type Study } from "./study.ts";

/** The smallest edits of the text that make the move. */
export function withMove(
  study: Study,
  text: string,
  move: Move,
): { readonly text: string } | { readonly refused: Diagnostic } {
  if (move.size === 0) return { text };
  const result = applyMove(study.compiled(text), move);
  return "diagnostic" in result ? { refused: result.diagnostic } : { text: applyEdits(text, result.edits) };
}

export interface Moved {
  readonly compilation: Compilation;
  /** By address after the move, the lever's place among those of the text before it. */
  readonly places: ReadonlyMap<string, number>;
}

/** @throws NotStudied where the text has errors, or with the move */
export function requireMoved(study: Study, text: string, move: Move): Moved {
  const written = requireComputable(study.compiled(text));
  const made = withMove(study, text, move);
  if ("refused" in made) throw new NotStudied(0, made.refused.message, [made.refused]);
  const compilation = requireComputable(study.compiled(made.text));
  const [before, after] = [leversOf(written.program), leversOf(compilation.program)];
  // An edge is called by its value: it has another address then, and the same place in the text.
  const isAlike = before.length === after.length;
  const places = after.flatMap(({ address }, at): [string, number][] => {
    const place = isAlike ? at : before.findIndex((lever) => lever.address === address);
    return place < 0 ? [] : [[address, place]];
  });
  return { compilation, places: new Map(places) };
}
