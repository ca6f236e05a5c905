import { type Accessor, createComputed, createSignal, untrack } from "solid-js";

/** An element of a long grid with the line that it shows just now. */
export interface Slot {
  readonly line: Accessor<number>;
}

interface Settable extends Slot {
  readonly show: (line: number) => void;
}

/**
 * A slot for each line wanted. Slots whose line is wanted no more show another one: to fill an element anew costs a
 * fraction of making it. A line that stays wanted stays in its element, with the focus and what is typed there.
 *
 * @param wanted numbers of lines, each once
 */
export function createSlots(wanted: Accessor<readonly number[]>): Accessor<readonly Slot[]> {
  const [slots, setSlots] = createSignal<readonly Settable[]>([]);
  createComputed(() => {
    const before = untrack(slots);
    const lines = linesOfSlots(
      before.map(({ line }) => untrack(line)),
      wanted(),
    );
    const after = lines.flatMap((line, at): Settable[] => {
      if (line === undefined) return [];
      const slot = before[at] ?? createSlot(line);
      slot.show(line);
      return [slot];
    });
    if (after.length !== before.length || after.some((slot, at) => slot !== before[at])) setSlots(after);
  });
  return slots;
}

/**
 * Which line each slot shows from now on; `undefined` for one that is needed no longer. Slots beyond those there are
 * have to be made.
 *
 * @param shown by slot
 */
export function linesOfSlots(shown: readonly number[], wanted: readonly number[]): readonly (number | undefined)[] {
  const missing = new Set(wanted);
  const kept = shown.map((line) => (missing.delete(line) ? line : undefined));
  const coming = [...missing];
  return [...kept.map((line) => line ?? coming.shift()), ...coming];
}

function createSlot(first: number): Settable {
  const [line, show] = createSignal(first);
  return { line, show };
}
