import type { Accessor } from "solid-js";
import type { Clause, Span } from "../../../engine/index.ts";
import type { Version } from "../../../server/api-types.ts";
import { m } from "../../app/palette/messages.ts";
import { type Action, type Offer, offer, type Place } from "../../app/palette/offers.ts";
import { language } from "../../app/preferences.ts";
import { FileText, User } from "../../components/icons.tsx";
import { t } from "../../i18n/i18n.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import type { Analysis } from "../../kernel/workbench-api.ts";
import { byGravity } from "./findings.ts";

interface Offered {
  readonly workbench: Workbench;
  readonly version: Accessor<Version>;
  readonly actions: Accessor<readonly Action[]>;
  readonly openClause: (clause: Clause) => void;
  readonly reveal: (span: Span) => void;
  readonly lineOf: (span: Span) => number;
  readonly pin: (agent: string) => void;
}

/** The clauses, people and problems of the open version, for the command palette. */
export function offerVersion(props: Offered): void {
  const named = (): string => `${props.version().title} ${props.version().version}`;
  const clauses = ({ document }: Analysis): Place[] =>
    document.clauses.map((clause) => ({
      kind: "clause",
      label: document.text.slice(clause.span.start, clause.span.end).replace(/^#+\s*/, ""),
      hint: named(),
      icon: FileText,
      run: () => props.openClause(clause),
    }));
  const problems = ({ diagnostics }: Analysis): Place[] =>
    byGravity(diagnostics).map(({ message, span, code }) => ({
      kind: "problem",
      label: message[language()],
      hint: t().workbench.line(props.lineOf(span)),
      tag: code,
      run: () => props.reveal(span),
    }));
  const people = (): Place[] =>
    (props.workbench.population()?.people ?? []).map(({ agent, name, department, position }) => ({
      kind: "agent",
      label: name || agent,
      hint: [department, position, m().paidUnder(named())].filter(Boolean).join(" · "),
      tag: agent,
      icon: User,
      run: () => props.pin(agent),
    }));
  offer((): Offer => {
    const analysis = props.workbench.analysis();
    return {
      actions: props.actions(),
      places: [...(analysis ? [...clauses(analysis), ...problems(analysis)] : []), ...people()],
    };
  });
}
