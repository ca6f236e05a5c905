/** What turning one lever does to the values that are moved. */
import { add, compare, type Move, moveOf, ONE, type Rational, subtract, ZERO } from "../../../engine/index.ts";
import type { StudyLever } from "../study/study-api.ts";

/** What the address has: moved, or as the text says. */
export const standing = ({ address, value }: Pick<StudyLever, "address" | "value">, move: Move): Rational =>
  move.get(address) ?? value;

/**
 * The move with the lever at a value. The weights of a score go on making 100%: the others keep their proportions,
 * or a partner alone makes up, and the weight stops where the partner has nothing left.
 *
 * @param partner address of another weight of the score
 */
export function turned(move: Move, lever: StudyLever, value: Rational, partner?: string): Move {
  const now = {
    ...lever,
    value: standing(lever, move),
    others: lever.others?.map((other) => ({ ...other, value: standing(other, move) })),
  };
  const other = now.others?.find(({ address }) => address === partner);
  if (lever.others && other) {
    const both = add(now.value, other.value);
    const kept = compare(value, ZERO) < 0 ? ZERO : compare(value, both) > 0 ? both : value;
    return moved(
      move,
      lever,
      new Map([
        [lever.address, kept],
        [other.address, subtract(both, kept)],
      ]),
    );
  }
  if (!now.others) return moved(move, lever, new Map([[lever.address, value]]));
  const kept = compare(value, ZERO) < 0 ? ZERO : compare(value, ONE) > 0 ? ONE : value;
  return moved(move, lever, moveOf({ ...now, others: now.others }, kept));
}

/** The move without the lever; a weight takes those of its score with it, since one alone cannot be as it was. */
export function untouched(move: Move, { address, others = [] }: StudyLever): Move {
  const gone = new Set([address, ...others.map((other) => other.address)]);
  return new Map([...move].filter(([each]) => !gone.has(each)));
}

/** Values that are those of the text are no part of a move. */
function moved(before: Move, lever: StudyLever, changes: Move): Move {
  const written = new Map([lever, ...(lever.others ?? [])].map(({ address, value }) => [address, value]));
  const after = new Map(before);
  for (const [address, value] of changes) {
    const own = written.get(address);
    if (own && compare(own, value) === 0) after.delete(address);
    else after.set(address, value);
  }
  return after;
}

/** What of a move the text's levers have: a link may be older than the text. */
export function known(move: Move, levers: readonly StudyLever[]): Move {
  const values = new Map(levers.map(({ address, value }) => [address, value]));
  return new Map(
    [...move].filter(([address, value]) => {
      const own = values.get(address);
      return own !== undefined && compare(own, value) !== 0;
    }),
  );
}
