import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS } from "../limits.ts";
import { span } from "./span.ts";

const FENCE = /^(?:`{3,}|~{3,})[^`]*$/;
const CONTAINERS = /^(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))*/;

/**
 * Refuses, before Markdown is read, what no policy document needs and what would take its reader
 * more than linear time: endless lines, deep nesting, thousands of marks in one paragraph.
 */
export function checkBudget(text: string): Diagnostic | undefined {
  if (text.length > LIMITS.fileLength) {
    return diagnostic("file-too-large", span(0, 1), { limit: String(LIMITS.fileLength) });
  }
  let [number, start, marks, inFence] = [1, 0, 0, false];
  for (const match of text.matchAll(/\r\n|\r|\n|$/g)) {
    const line = text.slice(start, match.index);
    const where = span(start, Math.min(match.index, start + 80));
    if (number > LIMITS.lines) return diagnostic("file-too-long", where, { limit: String(LIMITS.lines) });
    if (line.length > LIMITS.lineLength) {
      return diagnostic("line-too-long", where, { line: String(number), limit: String(LIMITS.lineLength) });
    }
    // Only a fence in the first column is certain to be one, whatever stands around it.
    if (FENCE.test(line)) [inFence, marks] = [!inFence, 0];
    else if (!inFence) {
      marks = line.trim() === "" ? 0 : marks + countMarks(line);
      if (nesting(line) > LIMITS.nesting)
        return diagnostic("nesting-too-deep", where, { limit: String(LIMITS.nesting) });
      if (marks > LIMITS.inlineMarks) {
        return diagnostic("paragraph-too-marked", where, { limit: String(LIMITS.inlineMarks) });
      }
    }
    start = match.index + match[0].length;
    number += 1;
  }
  return undefined;
}

const countMarks = (line: string): number => line.match(/[*_`[\]&<!\\~]/g)?.length ?? 0;

/** Quotes and list items a line opens, or that its indentation may continue. */
function nesting(line: string): number {
  const markers = CONTAINERS.exec(line)?.[0].replace(/[^>\-+*.)]/g, "").length ?? 0;
  const indentation = /^[ \t]*/.exec(line)?.[0].length ?? 0;
  return Math.max(markers, indentation / 2);
}
