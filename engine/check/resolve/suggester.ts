import { suggest } from "../../source/nearest.ts";

/** Comparing a word with every name is slow; a text full of unknown words is told so without it. */
const MOST = 40;

/** Finds what a misspelt word was meant to be, for the first few misspelt words of a text. */
export class Suggester {
  #left = MOST;

  nearest(word: string, candidates: Iterable<string>): string | undefined {
    if (this.#left === 0) return undefined;
    this.#left -= 1;
    return suggest(word, candidates);
  }
}
