import {
  exactText,
  isRational,
  type Language,
  type Program,
  plainText,
  roundTo,
  type Type,
} from "../../engine/index.ts";
import { readExact } from "../exact-value.ts";
import { yuan } from "../fen.ts";
import type { RunLine } from "../runs/line.ts";
import type { RunPart } from "./run-part.ts";
import { words } from "./run-words.ts";
import type { Sheet, SheetCell, SheetColumn } from "./sheet.ts";

/** What a run's sheets are made of; amounts in fen. */
export interface RunContent {
  /** `YYYY-MM` */
  readonly month: string;
  /** By id, those that lines are of. */
  readonly versions: ReadonlyMap<
    string,
    { readonly title: string; readonly version: string; readonly program: Program }
  >;
  /** By 工号; who is not in it has no name. */
  readonly people: ReadonlyMap<string, { readonly name: string; readonly position?: string | undefined }>;
  /** By agent. */
  readonly lines: readonly RunLine[];
  readonly adjustments: readonly ExportedAdjustment[];
  readonly corrections: readonly ExportedCorrection[];
}

export interface ExportedAdjustment {
  readonly agent: string;
  readonly amount: number;
  readonly reason: string;
  /** A name. */
  readonly by: string;
  readonly at: string;
}

export interface ExportedCorrection extends ExportedAdjustment {
  readonly closedMonth: string;
  readonly paid: number;
  readonly owed: number;
  readonly publishedRevision: number;
  readonly dataRevision: number;
}

/** Decimals of a number that does not end: a spreadsheet knows no fractions. */
const MOST_DECIMALS = 12;

const text = (title: string): SheetColumn => ({ title, kind: "text" });
const number = (title: string): SheetColumn => ({ title, kind: "number" });

export function runSheet(part: RunPart, content: RunContent, language: Language): Sheet {
  switch (part) {
    case "lines":
      return linesSheet(content, language);
    case "adjustments":
      return adjustmentsSheet(content, language);
    case "corrections":
      return correctionsSheet(content, language);
    case "missing":
      return missingSheet(content, language);
  }
}

/** A metric or a result of any of the versions. */
interface Figure {
  readonly column: SheetColumn;
  readonly from: "inputs" | "outputs";
  /** Of what each version knows by that name. */
  readonly types: ReadonlyMap<string, Type>;
}

function linesSheet(
  { month, versions, people, lines, adjustments, corrections }: RunContent,
  language: Language,
): Sheet {
  const say = words[language];
  const figures = figuresOf(versions, lines);
  const [adjusted, corrected] = [sumsBy(adjustments), sumsBy(corrections)];
  const first = [say.month, say.agent, say.name, say.department, say.position, say.scheme, say.version];
  const amounts = [say.payout, say.adjusted, say.corrected, say.net];
  return {
    name: say.lines,
    columns: [
      ...first.map(text),
      ...figures.map(({ column }) => column),
      ...amounts.map(number),
      ...[say.outcome, say.reason, say.hash].map(text),
    ],
    rows: linesWithOthers(lines, [adjusted, corrected]).map(({ agent, line }) => {
      const [person, version] = [people.get(agent), versions.get(line?.version ?? "")];
      const values = { inputs: new Map(line?.inputs), outputs: new Map(line?.outputs) };
      const [plus, correction] = [adjusted.get(agent) ?? 0, corrected.get(agent) ?? 0];
      const payout = line?.payout ?? undefined;
      return [
        month,
        agent,
        person?.name,
        line?.department ?? undefined,
        person?.position,
        version?.title,
        version?.version,
        ...figures.map(({ column, from, types }) => {
          const value = values[from].get(column.title);
          const type = types.get(line?.version ?? "");
          return value === undefined ? undefined : cellOf(value, from, type, version?.program, language);
        }),
        payout === undefined ? undefined : yuan(payout),
        yuan(plus),
        yuan(correction),
        yuan((payout ?? 0) + plus + correction),
        line && say.outcomes[line.outcome],
        line && reasonOf(line, language),
        line?.hash,
      ];
    }),
  };
}

/** Everyone who is paid something, also beside the lines, by agent. */
function linesWithOthers(
  lines: readonly RunLine[],
  beside: readonly ReadonlyMap<string, number>[],
): { readonly agent: string; readonly line?: RunLine }[] {
  const inRun = new Set(lines.map(({ agent }) => agent));
  const others = new Set(beside.flatMap((sums) => [...sums.keys()]).filter((agent) => !inRun.has(agent)));
  return [...lines.map((line) => ({ agent: line.agent, line })), ...[...others].map((agent) => ({ agent }))].sort(
    (a, b) => (a.agent < b.agent ? -1 : 1),
  );
}

/** Every metric and result that a line has, inputs first, each in the order in which it first appears. */
function figuresOf(versions: RunContent["versions"], lines: readonly RunLine[]): Figure[] {
  const names = { inputs: new Set<string>(), outputs: new Set<string>() };
  for (const { inputs, outputs } of lines) {
    for (const [name] of inputs) names.inputs.add(name);
    for (const [name] of outputs) names.outputs.add(name);
  }
  // A list's column may be an input: it is the same figure.
  const outputs = [...names.outputs].filter((name) => !names.inputs.has(name));
  const figure = (title: string, from: Figure["from"]): Figure => {
    const types = new Map(
      [...versions].flatMap(([id, { program }]) => {
        const type =
          from === "inputs" ? program.catalogue.metrics.get(title)?.type : program.definitions.get(title)?.type;
        return type ? [[id, type] as const] : [];
      }),
    );
    const isNumber = [...types.values()].every(({ kind }) => kind === "number");
    return { column: { title, kind: isNumber ? "number" : "text" }, from, types };
  };
  return [
    ...[...names.inputs].map((name) => figure(name, "inputs")),
    ...outputs.map((name) => figure(name, "outputs")),
  ];
}

function cellOf(
  value: string,
  from: Figure["from"],
  type: Type | undefined,
  program: Program | undefined,
  language: Language,
): SheetCell {
  // A metric stands as the data set has it.
  if (from === "inputs" || !type) return value;
  const exact = readExact(value, type);
  if (typeof exact === "boolean") return words[language].truths[exact ? 1 : 0];
  if (!isRational(exact)) return exactText(exact);
  const plain = plainText(exact, type, { currency: program?.header.currency });
  return plain.includes("/") ? plainText(roundTo(exact, MOST_DECIMALS), type) : plain;
}

function reasonOf({ outcome, errors }: RunLine, language: Language): SheetCell {
  if (outcome === "computed") return undefined;
  const messages = [...new Set(errors.map(({ message }) => message[language]))];
  return messages.length === 0 ? words[language].outcomes[outcome] : messages.join("; ");
}

function adjustmentsSheet({ month, people, adjustments }: RunContent, language: Language): Sheet {
  const say = words[language];
  return {
    name: say.adjustments,
    columns: [
      ...[say.month, say.agent, say.name].map(text),
      number(say.amount),
      ...[say.reason, say.by, say.at].map(text),
    ],
    rows: adjustments.map(({ agent, amount, reason, by, at }) => [
      month,
      agent,
      people.get(agent)?.name,
      yuan(amount),
      reason,
      by,
      at,
    ]),
  };
}

function correctionsSheet({ month, people, corrections }: RunContent, language: Language): Sheet {
  const say = words[language];
  return {
    name: say.corrections,
    columns: [
      ...[say.month, say.agent, say.name, say.closedMonth].map(text),
      ...[say.paid, say.owed, say.difference].map(number),
      ...[say.reason, say.by, say.at].map(text),
      ...[say.publishedRevision, say.dataRevision].map(number),
    ],
    rows: corrections.map((correction) => [
      month,
      correction.agent,
      people.get(correction.agent)?.name,
      correction.closedMonth,
      yuan(correction.paid),
      yuan(correction.owed),
      yuan(correction.amount),
      correction.reason,
      correction.by,
      correction.at,
      String(correction.publishedRevision),
      String(correction.dataRevision),
    ]),
  };
}

function missingSheet({ month, versions, people, lines }: RunContent, language: Language): Sheet {
  const say = words[language];
  return {
    name: say.missing,
    columns: [say.month, say.agent, say.name, say.department, say.scheme, say.version, say.outcome, say.reason].map(
      text,
    ),
    rows: lines
      .filter(({ outcome }) => outcome !== "computed")
      .map((line) => {
        const version = versions.get(line.version ?? "");
        return [
          month,
          line.agent,
          people.get(line.agent)?.name,
          line.department ?? undefined,
          version?.title,
          version?.version,
          say.outcomes[line.outcome],
          reasonOf(line, language),
        ];
      }),
  };
}

function sumsBy(amounts: readonly { readonly agent: string; readonly amount: number }[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { agent, amount } of amounts) sums.set(agent, (sums.get(agent) ?? 0) + amount);
  return sums;
}
