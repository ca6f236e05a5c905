import { Waivers } from "../check/governance/waivers.ts";
import type { Compilation } from "../compile.ts";
import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { span } from "../source/span.ts";

/** UTF-16 code units; nobody is called more. */
const LONGEST = 40;

/**
 * Each place where the text, prose or rules, names one of the people. A single character is no name, and
 * neither is a part of a longer word in letters (`Ann` in `Annual`).
 */
export function findPersonalNames({ text, statements, document }: Compilation, people: Iterable<string>): Diagnostic[] {
  const names = new Set(
    [...people].map((name) => name.trim()).filter(({ length }) => length >= 2 && length <= LONGEST),
  );
  const lengths = [...new Set([...names].map(({ length }) => length))].sort((a, b) => b - a);
  const found: Diagnostic[] = [];
  for (let at = 0; at < text.length; ) {
    const length = lengths.find((each) => names.has(text.slice(at, at + each)) && isWhole(text, at, at + each));
    if (length === undefined) {
      at += 1;
      continue;
    }
    found.push(diagnostic("personal-name", span(at, at + length), { name: text.slice(at, at + length) }));
    at += length;
  }
  return new Waivers(statements, document.clauses).accept(found);
}

const isWhole = (text: string, start: number, end: number): boolean =>
  !/^\p{Script=Latin}{2}/u.test(text.slice(start - 1, start + 1)) &&
  !/^\p{Script=Latin}{2}/u.test(text.slice(end - 1, end + 1));
