import {
  type Compilation,
  canChangeValues,
  citationOf,
  compareVersions,
  describeEdit,
  describeProse,
  diffVersions,
  type Localized,
  type Month,
  monthIndex,
} from "../../engine/index.ts";

/** One thing that a version says differently from another, as a sentence. */
export interface ChangeSentence extends Localized {
  /** The clause it stands in; empty above all headings. */
  readonly clause: string;
  /** Whether somebody may be paid differently for it. */
  readonly changesValues: boolean;
}

/** Months for which weights and bands stay as they are, where no institution says otherwise. */
const A_YEAR = 12;

/** In the order of the newer text, after what only the front matter says. */
export function changeSentences(newer: Compilation, older: Compilation): ChangeSentence[] {
  const { edits, prose } = diffVersions(older, newer);
  const place = (clause: Compilation["document"]["clauses"][number] | undefined): number =>
    clause ? newer.document.clauses.indexOf(clause) : -1;
  return [
    ...edits.map((edit) => ({ clause: edit.clause, says: describeEdit(edit), changesValues: canChangeValues(edit) })),
    ...prose.map((change) => ({ clause: change.clause, says: describeProse(change), changesValues: false })),
  ]
    .sort((a, b) => place(a.clause) - place(b.clause))
    .map(({ clause, says, changesValues }) => ({ clause: clause ? citationOf(clause) : "", ...says, changesValues }));
}

/** A version with the month from which it is to be paid by. */
export interface InTime {
  readonly compilation: Compilation;
  readonly from: Month;
}

/**
 * Weights and bands that the newer version changes before the time is over for which they were to stay: what the
 * institutions say that it is held to, else a year. Each is a sentence; those that its text accepts
 * (`waive changed-too-soon`) are left out.
 */
export function earlyChanges(newer: InTime, older: InTime): Localized[] {
  const held = newer.compilation.heldTo.some(({ requirements }) =>
    requirements.some(({ kind }) => kind === "unchanged"),
  );
  const withinAYear = monthIndex(newer.from) < monthIndex(older.from) + A_YEAR;
  if (!held && !withinAYear) return [];
  const early = held ? "changed-too-soon" : "changed";
  return compareVersions(dated(newer), dated(older)).flatMap(({ code, message, waived }) =>
    code === early && waived === undefined ? [message] : [],
  );
}

/** The month that was settled counts, not what the front matter says of it. */
function dated({ compilation, from }: InTime): Compilation {
  const { program } = compilation;
  return { ...compilation, program: { ...program, header: { ...program.header, effective: from } } };
}
