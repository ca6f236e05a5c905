/** What a person chooses for this browser is kept in its local storage: language here, theme and layout elsewhere. */
import { type Accessor, createSignal } from "solid-js";
import type { Language } from "../../engine/index.ts";

export const LANGUAGES = ["zh", "en"] as const satisfies readonly Language[];

const PREFIX = "plumbline.";

/** Storage may be forbidden or full: then a choice lasts as long as the page. */
function read(key: string): string | undefined {
  try {
    return localStorage.getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}
function write(key: string, value: string): void {
  try {
    localStorage.setItem(PREFIX + key, value);
  } catch {}
}

/** A signal that outlives the page; what is stored and no longer permitted counts as not stored. */
export function persisted<T extends string>(
  key: string,
  fallback: T,
  permitted: (text: string) => text is T,
): [Accessor<T>, (value: T) => void] {
  const stored = read(key);
  const [value, set] = createSignal<T>(stored !== undefined && permitted(stored) ? stored : fallback);
  return [
    value,
    (next) => {
      set(() => next);
      write(key, next);
    },
  ];
}

export function persistedNumber(
  key: string,
  fallback: number,
  [least, most]: readonly [number, number],
): [Accessor<number>, (value: number) => void] {
  const stored = Number(read(key) ?? Number.NaN);
  const bounded = (value: number): number => Math.min(most, Math.max(least, Math.round(value)));
  const [value, set] = createSignal(Number.isFinite(stored) ? bounded(stored) : fallback);
  return [
    value,
    (next) => {
      set(bounded(next));
      write(key, String(bounded(next)));
    },
  ];
}

export const isOneOf =
  <T extends string>(values: readonly T[]) =>
  (text: string): text is T =>
    (values as readonly string[]).includes(text);

export const [language, setLanguage] = persisted<Language>("language", "zh", isOneOf(LANGUAGES));
