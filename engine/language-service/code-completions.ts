import { isAcceptable } from "../check/governance/waivers.ts";
import type { Compilation } from "../compile.ts";
import { cover, type Span } from "../source/span.ts";
import { newName } from "./completion-items.ts";
import { same } from "./markdown.ts";
import type { Place } from "./place.ts";
import type { Completion, CompletionList } from "./types.ts";

/**
 * After `held to` the institutions, after `waive` what is found in this text and can be accepted; absent
 * elsewhere. Both are words with hyphens, so all of what is written of them is replaced.
 */
export function codeCompletions(compilation: Compilation, place: Place): CompletionList | undefined {
  const [keyword, next] = place.head;
  if (place.startsStatement || (keyword?.text !== "held" && keyword?.text !== "waive") || next?.text === "=") {
    return undefined;
  }
  const leading = keyword.text === "held" ? ["held", "to"] : ["waive"];
  const written = place.before.slice(leading.length);
  const isBegun = leading.every((word, at) => place.before[at]?.text === word);
  if (!isBegun) return { span: place.word, items: [newName("to", { zh: "遵守哪项制度", en: "which institution" })] };
  // A second word is the reason, which is the author's own.
  const isOneWord = written.slice(1).every(({ glued }) => glued) && written.every(({ kind }) => kind !== "text");
  const span = written.reduce<Span>((all, token) => cover(all, token.span), place.word);
  if (!isOneWord || /\s/.test(compilation.text.slice(span.start, span.end))) return { span: place.word, items: [] };
  return { span, items: keyword.text === "held" ? institutionItems(compilation) : acceptableItems(compilation) };
}

function institutionItems({ institutions, heldTo }: Compilation): Completion[] {
  const open = [...institutions.values()].filter((institution) => !heldTo.includes(institution));
  return open.map(({ id, title }) => newName(id, same(title)));
}

function acceptableItems({ diagnostics }: Compilation): Completion[] {
  const codes = new Map(
    diagnostics
      .filter(({ code, waived }) => isAcceptable(code) && waived === undefined)
      .map((found) => [found.code, found.message]),
  );
  return [...codes].map(([code, message]) => newName(code, message));
}
