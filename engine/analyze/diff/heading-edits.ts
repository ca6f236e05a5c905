/** What two versions head and date differently: front matter and headings. */
import { FRONT_MATTER_KEYS } from "../../source/document.ts";
import type { Change, Edit, Side } from "./edit.ts";
import type { ClausePairs } from "./match.ts";
import type { Version } from "./version.ts";

/** @param carried the rules that move along with a heading of the newer version */
export function headingEdits(
  older: Version,
  newer: Version,
  clauses: ClausePairs,
  carried: (clause: number) => readonly Change[],
): Edit[] {
  return [...headerEdits(older, newer), ...clauseEdits(older, newer, clauses, carried)];
}

function headerEdits({ document: older }: Version, { document: newer }: Version): Edit[] {
  return FRONT_MATTER_KEYS.flatMap((key): Edit[] => {
    const [was, is] = [older.frontMatter.get(key), newer.frontMatter.get(key)];
    if (was?.value === is?.value) return [];
    return [
      {
        kind: "header",
        address: key,
        subject: key,
        ...(was && { before: { text: was.value, span: was.span } }),
        ...(is && { after: { text: is.value, span: is.span } }),
        changes: [{ kind: "header", key, ...(is && { value: is.value }) }],
      },
    ];
  });
}

function clauseEdits(
  older: Version,
  newer: Version,
  { kept, moved }: ClausePairs,
  carried: (clause: number) => readonly Change[],
): Edit[] {
  const edits: Edit[] = [];
  const side = (version: Version, at: number): Side | undefined => {
    const heading = version.document.clauses[at];
    if (!heading) return undefined;
    return { text: version.text.slice(heading.span.start, heading.span.end).trim(), span: heading.span };
  };
  for (const [at, clause] of newer.document.clauses.entries()) {
    const from = kept.get(at) ?? moved.get(at);
    const [before, after] = [from === undefined ? undefined : side(older, from), side(newer, at)];
    if (!after) continue;
    const changes = changesOf(at, from, moved.has(at), before?.text, after.text);
    if (changes.length === 0) continue;
    const number = clause.number === "" ? clause.title : clause.number;
    const all = [...changes, ...(moved.has(at) ? carried(at) : [])];
    edits.push({
      kind: "clause",
      address: number,
      subject: number,
      clause,
      ...(before && { before }),
      after,
      changes: all,
    });
  }
  const found = new Set([...kept.values(), ...moved.values()]);
  for (const [at, clause] of older.document.clauses.entries()) {
    const before = side(older, at);
    if (found.has(at) || !before) continue;
    const address = clause.number === "" ? clause.title : clause.number;
    edits.push({
      kind: "clause",
      address,
      subject: address,
      clause,
      before,
      changes: [{ kind: "heading", clause: at }],
    });
  }
  return edits;
}

function changesOf(
  at: number,
  from: number | undefined,
  isMoved: boolean,
  before: string | undefined,
  after: string,
): Change[] {
  if (from === undefined) return [{ kind: "new-heading", clause: at, text: after }];
  if (isMoved) {
    return [
      { kind: "heading", clause: from },
      { kind: "new-heading", clause: at, text: after },
    ];
  }
  return before === after ? [] : [{ kind: "heading", clause: from, text: after }];
}
