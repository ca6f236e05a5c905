import {
  type BehaviouralDiff,
  type Clause,
  type Compilation,
  canChangeValues,
  citationOf,
  type DifferenceCount,
  describeEdit,
  describeProse,
  type Edit,
  type EditSide,
  type Language,
  LineIndex,
  type MeaningDiff,
} from "../../engine/index.ts";
import { formatCsv } from "../data/write-csv.ts";
import { behaviourAsJson, describeBehaviour } from "./behaviour-report.ts";

export interface DiffReport {
  readonly olderPath: string;
  readonly newerPath: string;
  readonly older: Compilation;
  readonly newer: Compilation;
  readonly diff: MeaningDiff;
  /** Absent where one of them has errors. */
  readonly behaviour?: BehaviouralDiff;
  /** Of the data, where there is any. */
  readonly count?: DifferenceCount;
}

const WORDS = {
  zh: {
    title: (older: string, newer: string, count: number) => `${older} → ${newer}：${count} 处改动`,
    same: (older: string, newer: string) => `${older} → ${newer}：规则没有不同`,
    header: "文件头",
    prose: "只有文字改动、规则不变的条款",
  },
  en: {
    title: (older: string, newer: string, count: number) =>
      `${older} → ${newer}: ${count} edit${count === 1 ? "" : "s"}`,
    same: (older: string, newer: string) => `${older} → ${newer}: the rules say the same`,
    header: "front matter",
    prose: "clauses whose prose reads differently",
  },
} as const;

/** The edits clause by clause, for people. */
export function diffAsText(report: DiffReport, language: Language): string {
  const { olderPath, newerPath, diff, behaviour } = report;
  const words = WORDS[language];
  const { edits, prose } = diff;
  const title = edits.length === 0 ? words.same(olderPath, newerPath) : words.title(olderPath, newerPath, edits.length);
  const byClause = Map.groupBy(inOrder(diff), ({ clause }) => (clause ? citationOf(clause) : words.header));
  const sections = [...byClause].map(([clause, list]) =>
    [clause, ...list.map((edit) => `  ${describeEdit(edit)[language]}`)].join("\n"),
  );
  const changedProse = prose.map(({ clause }) => `  ${citationOf(clause)}`);
  const parts = [
    title,
    ...sections,
    ...(prose.length > 0 ? [[words.prose, ...changedProse].join("\n")] : []),
    ...(behaviour && edits.length > 0 ? [describeBehaviour(behaviour, report.count, language)] : []),
  ];
  return `${parts.join("\n\n")}\n`;
}

/** By the clauses of the newer version, after those that are gone from it. */
const inOrder = ({ edits, newer }: MeaningDiff): Edit[] => {
  const place = ({ clause }: Edit): number => (clause ? newer.document.clauses.indexOf(clause) : -1);
  return edits.toSorted((a, b) => place(a) - place(b));
};

/** One line for each edit. */
export function diffAsCsv({ diff }: DiffReport, language: Language): string {
  const head = ["kind", "address", "clause", "before", "after", "text"];
  const rows = diff.edits.map((edit) => [
    edit.kind,
    edit.address,
    edit.clause ? citationOf(edit.clause) : "",
    edit.before?.text ?? "",
    edit.after?.text ?? "",
    describeEdit(edit)[language],
  ]);
  return formatCsv([head, ...rows]);
}

export function diffAsJson(report: DiffReport, language: Language): string {
  const { olderPath, newerPath, older, newer, diff, behaviour, count } = report;
  const [was, is] = [new LineIndex(older.text), new LineIndex(newer.text)];
  const side = (index: LineIndex, found: EditSide | undefined): object | null =>
    found
      ? { text: found.text, start: index.positionAt(found.span.start), end: index.positionAt(found.span.end) }
      : null;
  const clauseOf = (clause: Clause | undefined): object | null =>
    clause ? { number: clause.number, title: clause.title } : null;
  const edits = diff.edits.map((edit: Edit) => ({
    kind: edit.kind,
    address: edit.address,
    clause: clauseOf(edit.clause),
    before: side(was, edit.before),
    after: side(is, edit.after),
    changesValues: canChangeValues(edit),
    text: describeEdit(edit)[language],
  }));
  const prose = diff.prose.map((change) => ({
    clause: clauseOf(change.clause),
    before: change.before.text,
    after: change.after.text,
    text: describeProse(change)[language],
  }));
  const content = {
    older: olderPath,
    newer: newerPath,
    edits,
    prose,
    behaviour: behaviour ? behaviourAsJson(behaviour, count, language) : null,
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
