import { citation } from "../check/governance/requirements.ts";
import { Waivers } from "../check/governance/waivers.ts";
import type { Compilation } from "../compile.ts";
import { type Diagnostic, diagnostic, hasErrors, inTextOrder } from "../diagnostics/diagnostic.ts";
import { firstLine, type Span, span } from "../source/span.ts";
import { monthAt, monthIndex } from "../values/month.ts";
import { diffVersions } from "./diff/meaning-diff.ts";
import { isOfStandards, paramsOfStandards } from "./standards.ts";

/** One weight, band, tier, or row of them that two versions write differently. */
export interface Change {
  readonly address: string;
  /** `—` where the version has nothing there. */
  readonly before: string;
  readonly after: string;
  /** In the newer text; absent where that has nothing left of it. */
  readonly span?: Span;
}

const NOTHING = "—";

/**
 * The weights and bands that the newer version changes, as findings in its text: too soon where an
 * institution that it is held to wants them unchanged for longer than lies between the two, else notes.
 */
export function compareVersions(newer: Compilation, older: Compilation): Diagnostic[] {
  const { text, statements, document, program } = newer;
  const term = termOf(newer);
  const [from, since] = [older.program.header.effective, program.header.effective];
  const until = term && from !== undefined ? monthAt(monthIndex(from) + term.months) : undefined;
  const heldAt = statements.find(({ kind }) => kind === "held")?.span;
  const start = heldAt ?? document.frontMatter.get("version")?.span ?? span(0, 3);
  const found = changesBetween(older, newer).map(({ address, before, after, span: where = start }) => {
    const place = firstLine(text, where);
    if (!term || (until !== undefined && since !== undefined && since >= until)) {
      return diagnostic("changed", place, { address, before, after });
    }
    const { institution } = term;
    const args = { address, before, after, institution, months: String(term.months) };
    if (until === undefined || since === undefined) return diagnostic("changed-undated", place, args);
    return diagnostic("changed-too-soon", place, { ...args, until });
  });
  return new Waivers(statements, document.clauses).accept(inTextOrder(found));
}

/** The longest time for which an institution wants weights and bands unchanged. */
function termOf({ heldTo }: Compilation): { months: number; institution: string } | undefined {
  const terms = heldTo.flatMap((institution) =>
    institution.requirements.flatMap((requirement) =>
      requirement.kind === "unchanged"
        ? [{ months: requirement.months, institution: citation(institution, requirement.clause) }]
        : [],
    ),
  );
  return terms.sort((a, b) => b.months - a.months)[0];
}

function changesBetween(older: Compilation, newer: Compilation): Change[] {
  const params = new Set([older, newer].flatMap(({ program }) => [...paramsOfStandards(program)]));
  // What an error keeps from being read is not gone.
  const partial = hasErrors(newer.diagnostics);
  return diffVersions(older, newer).edits.flatMap((edit): Change[] => {
    const { address, before, after, within } = edit;
    if (!isOfStandards(edit, params) || (partial && !after)) return [];
    const where = after?.span ?? within;
    const texts = { before: before?.text ?? NOTHING, after: after?.text ?? NOTHING };
    return [{ address, ...texts, ...(where && { span: where }) }];
  });
}
