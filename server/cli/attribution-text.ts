import {
  describeEdit,
  exactText,
  isRowError,
  type Language,
  type Outcome,
  type Rational,
  type RowApart,
  type Split,
} from "../../engine/index.ts";
import { type AttributionReport, amountText, playerClause, rounded } from "./attribution-report.ts";
import { textTable } from "./text-table.ts";

const WORDS = {
  zh: {
    scope: (name: string, months: string, count: number) => `${name}，${months}，${count} 人月`,
    head: ["", "改前", "改后", "差额"],
    total: "合计",
    agent: (id: string) => `工号 ${id}`,
    shares: "每处改动分到的差额（各种先后次序的平均）",
    clauses: "改动超过十二处，按条款合并；每个条款分到的差额（各种先后次序的平均）",
    sum: "差额",
    months: "各月",
    month: "月份",
    idle: "不影响金额的改动",
    none: "没有影响金额的改动",
    apart: (count: number) => `${count} 人月不在上面的合计里`,
    neither: "两个版本都算不出",
    onlyBefore: "只有改前算得出",
    onlyAfter: "只有改后算得出",
    between: "两个版本都算得出，但只做一部分改动时算不出",
    amid: (edits: string) => `只做 ${edits} 时`,
    more: (count: number) => `还有 ${count} 行；--format json 列出全部`,
    unreadable: (count: number) => `${count} 行数据读不出`,
  },
  en: {
    scope: (name: string, months: string, count: number) => `${name}, ${months}, ${count} agent-months`,
    head: ["", "before", "after", "change"],
    total: "total",
    agent: (id: string) => `agent ${id}`,
    shares: "what each edit adds (the mean over all orders of the edits)",
    clauses: "more than twelve edits, put together by clause: what each adds (the mean over all orders)",
    sum: "change",
    months: "by month",
    month: "month",
    idle: "edits that change no amount",
    none: "no edit changes an amount",
    apart: (count: number) => `${count} agent-months are in no sum above`,
    neither: "neither version can compute them",
    onlyBefore: "only the older version can compute them",
    onlyAfter: "only the newer version can compute them",
    between: "both versions can compute them, but not with some of the edits alone",
    amid: (edits: string) => `with ${edits} alone`,
    more: (count: number) => `${count} more; --format json lists all`,
    unreadable: (count: number) => `${count} rows of the data cannot be read`,
  },
} as const;

const MOST_LISTED = 5;

export function attributionText(report: AttributionReport, agent: string | undefined, language: Language): string {
  const words = WORDS[language];
  const { attribution, players, output, file } = report;
  const { population } = file;
  const months = [...attribution.total.months.keys()];
  const period = months.length > 1 ? `${months[0]} … ${months.at(-1)}` : (months[0] ?? "");
  const counted = population.length - attribution.apart.length;
  const splits = [
    { name: words.total, split: attribution.total },
    ...(attribution.agent ? [{ name: words.agent(agent ?? ""), split: attribution.agent }] : []),
  ];
  const sections = [
    [
      `${report.olderPath} → ${report.newerPath}`,
      words.scope(output.name, period, counted),
      textTable([
        words.head,
        ...splits.map(({ name, split }) => {
          const { before, after, change } = rounded(split, report);
          return [name, amountText(before, report), amountText(after, report), signed(change, report)];
        }),
      ]),
    ].join("\n"),
    players.players.length === 0
      ? words.none
      : [players.by === "edits" ? words.shares : words.clauses, ...shareLines(report, splits, language)].join("\n"),
    ...(players.players.length > 0 && months.length > 1
      ? splits.map(({ name, split }) => monthsText(name, split, report, language))
      : []),
    ...(players.idle.length > 0
      ? [
          [
            words.idle,
            ...listed(
              players.idle.map((edit) => describeEdit(edit)[language]),
              language,
            ),
          ].join("\n"),
        ]
      : []),
    ...apartText(report, language),
    ...(file.problems.length > 0 ? [words.unreadable(file.problems.length)] : []),
  ];
  return `${sections.join("\n\n")}\n`;
}

/** Each player's clause with its shares, below it what its edits are; at the end the sum. */
function shareLines(
  report: AttributionReport,
  splits: readonly { readonly name: string; readonly split: Split }[],
  language: Language,
): string[] {
  const { players } = report.players;
  const [head = "", ...lines] = textTable([
    ["", ...splits.map(({ name }) => name)],
    ...players.map((player, at) => [
      `${at + 1}  ${playerClause(player)}`,
      ...splits.map(({ split }) => shareText(split, at, report)),
    ]),
    [WORDS[language].sum, ...splits.map(({ split }) => signed(rounded(split, report).change, report))],
  ]).split("\n");
  const withEdits = lines.flatMap((line, at) => [
    line,
    ...(players[at]?.edits ?? []).map((edit) => `     ${describeEdit(edit)[language]}`),
  ]);
  return [head, ...withEdits];
}

const signed = (value: Rational, report: AttributionReport): string =>
  `${value.numerator > 0n ? "+" : ""}${amountText(value, report)}`;

function shareText(split: Split, player: number, report: AttributionReport): string {
  const share = rounded(split, report).shares[player];
  return share ? signed(share, report) : "";
}

/** Edits by their numbers. */
function monthsText(name: string, { months }: Split, report: AttributionReport, language: Language): string {
  const words = WORDS[language];
  const rows = [...months].map(([month, share]) => {
    const { change, shares } = rounded(share, report);
    return [month, ...[change, ...shares].map((value) => signed(value, report))];
  });
  const head = [words.month, words.sum, ...report.players.players.map((_, at) => String(at + 1))];
  return `${words.months}: ${name}\n${textTable([head, ...rows])}`;
}

/** The first of them, and how many more there are. */
function listed(lines: readonly string[], language: Language): string[] {
  const shown = lines.slice(0, MOST_LISTED).map((line) => `  ${line}`);
  return lines.length > MOST_LISTED ? [...shown, `  ${WORDS[language].more(lines.length - MOST_LISTED)}`] : shown;
}

// ── what is in no sum ────────────────────────────────────────────────────────────────────────────

function apartText({ attribution: { apart } }: AttributionReport, language: Language): string[] {
  if (apart.length === 0) return [];
  const words = WORDS[language];
  const kinds = Map.groupBy(apart, ({ before, after }) => {
    if (isRowError(before)) return isRowError(after) ? words.neither : words.onlyAfter;
    return isRowError(after) ? words.onlyBefore : words.between;
  });
  const sections = [...kinds].map(([kind, rows]) =>
    [
      `  ${kind}: ${rows.length}`,
      ...listed(
        rows.map((row) => `  ${rowText(row, language)}`),
        language,
      ),
    ].join("\n"),
  );
  return [[words.apart(apart.length), ...sections].join("\n")];
}

function rowText({ agent, month, before, after, between }: RowApart, language: Language): string {
  const outcomeText = (outcome: Outcome): string =>
    isRowError(outcome) ? outcome.message[language] : exactText(outcome);
  const amid = between && WORDS[language].amid(between.players.map((player) => player + 1).join(", "));
  const sides = [before, after].map(outcomeText);
  const outcomes = [...new Set(sides)].join(" → ");
  return `${month} ${agent}: ${amid && between ? `${outcomes}; ${amid}: ${between.error.message[language]}` : outcomes}`;
}
