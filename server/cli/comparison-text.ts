import {
  type AmountCompared,
  agentAt,
  divide,
  type GradeCompared,
  isMoney,
  type Language,
  monthOf,
  type PayChange,
  type PayCompared,
  type Rational,
  rational,
  type SchemesCompared,
  showValue,
  subtract,
  type Tally,
  type Type,
} from "../../engine/index.ts";
import type { ComparisonReport } from "./comparison-report.ts";
import { textTable } from "./text-table.ts";

const WORDS = {
  zh: {
    scope: (count: number, months: string) => `${months}，${count} 人月`,
    total: "合计",
    perHead: "每人月",
    shareOf: (metric: string) => `占${metric}`,
    difference: (at: number) => `${at} 比 1`,
    counts: (up: number, down: number, same: number) => `多 ${up}，少 ${down}，不变 ${same} 人月`,
    unmatched: (count: number) => `另有 ${count} 人月只有一边有值`,
    paid: (at: number, name: string) => `${at} 比 1：谁多谁少（${name}）`,
    people: (up: number, down: number, same: number) => `${up} 人多，${down} 人少，${same} 人不变`,
    gains: "多得最多",
    loses: "少得最多",
    ranks: (up: number, down: number) => `月内名次：${up} 人月上升，${down} 人月下降`,
    tenths: "1 的月内十分位（1 最低）",
    columns: ["多", "少", "不变", "差额"],
    none: "（空）",
    moved: (count: number, at: number) => (count === 0 ? `${at} 与 1 相同` : `${count} 人月变了；行是 1，列是 ${at}`),
    notCompared: (at: number, names: string) => `${at} 另有：${names}`,
    failures: (count: number, none: number) => `${count} 人月不是每个方案都算得出，其中 ${none} 人月没有一个方案算得出`,
    more: (count: number) => `还有 ${count} 行；--format csv 列出全部`,
    computed: "算得出",
    unreadable: (count: number) => `${count} 行数据读不出`,
    separator: "、",
  },
  en: {
    scope: (count: number, months: string) => `${months}, ${count} agent-months`,
    total: "total",
    perHead: "per agent-month",
    shareOf: (metric: string) => `share of ${metric}`,
    difference: (at: number) => `${at} against 1`,
    counts: (up: number, down: number, same: number) => `up ${up}, down ${down}, unchanged ${same} agent-months`,
    unmatched: (count: number) => `${count} more have a value on one side only`,
    paid: (at: number, name: string) => `${at} against 1: who gains and who loses (${name})`,
    people: (up: number, down: number, same: number) => `${up} people gain, ${down} lose, ${same} unchanged`,
    gains: "gain most",
    loses: "lose most",
    ranks: (up: number, down: number) => `rank within the month: ${up} agent-months up, ${down} down`,
    tenths: "tenth of the month under 1 (1 is lowest)",
    columns: ["up", "down", "unchanged", "change"],
    none: "(blank)",
    moved: (count: number, at: number) =>
      count === 0 ? `${at} is as 1` : `${count} agent-months differ; rows are 1, columns ${at}`,
    notCompared: (at: number, names: string) => `${at} has besides: ${names}`,
    failures: (count: number, none: number) =>
      `${count} agent-months cannot be computed by every scheme, ${none} of them by none`,
    more: (count: number) => `${count} more; --format csv lists all`,
    computed: "computed",
    unreadable: (count: number) => `${count} rows of the data cannot be read`,
    separator: ", ",
  },
} as const;

const MOST_LISTED = 20;
const MOST_PEOPLE = 5;
const MONEY_DECIMALS = 2;
const OTHER_DECIMALS = 4;
const SHARE: Type = { kind: "number", unit: [], percent: true };
const MOST_GROUPS = 30;

export function comparisonText(report: ComparisonReport, language: Language): string {
  const words = WORDS[language];
  const { labels, compared, file } = report;
  const { evaluations, rows, amounts, grades, pay, unshared } = compared;
  const months = Array.from(rows, (row) => file.population.month[row] ?? 0);
  const show = shower(compared, language);
  const [first, last] = [Math.min, Math.max].map((pick) => months.reduce((a, b) => pick(a, b), months[0] ?? 0));
  const edge = (index: number | undefined): string =>
    monthOf({ ...file.population, month: Int32Array.of(index ?? 0) }, 0);
  const period = first === last ? edge(first) : `${edge(first)} … ${edge(last)}`;
  const sections = [
    [
      ...labels.map((label, at) => {
        const header = evaluations[at]?.program.header;
        return `${at + 1}  ${label}  ${header?.title ?? ""} ${header?.version ?? ""}`.trimEnd();
      }),
      words.scope(rows.length, period),
    ].join("\n"),
    ...amounts.map((amount) => amountText(amount, pay?.amount === amount ? pay : undefined, show, language)),
    ...(pay?.against.map((change, at) => payText(change, at + 2, pay, compared, show, language)) ?? []),
    ...grades.flatMap((grade) => gradeText(grade, language)),
    ...unshared.flatMap((names, at) =>
      names.length > 0 ? [words.notCompared(at + 1, names.join(words.separator))] : [],
    ),
    ...failureText(report, language),
  ];
  return `${sections.join("\n\n")}\n`;
}

type Show = (value: Rational | undefined, type: Type, options?: { signed?: boolean; rounded?: boolean }) => string;

/** `undefined` is a dash. */
function shower({ evaluations }: SchemesCompared, language: Language): Show {
  const currency = evaluations[0]?.program.header.currency;
  return (value, type, { signed = false, rounded = false } = {}) => {
    if (value === undefined) return "–";
    const decimals = rounded ? (isMoney(type, currency) ? MONEY_DECIMALS : OTHER_DECIMALS) : undefined;
    const text = showValue(value, type, { currency, decimals, unit: false, language });
    return signed && value.numerator > 0n ? `+${text}` : text;
  };
}

// ── numbers ──────────────────────────────────────────────────────────────────────────────────────

function amountText(
  { names, type, totals, against }: AmountCompared,
  pay: PayCompared | undefined,
  show: Show,
  language: Language,
): string {
  const words = WORDS[language];
  const others = against.map((_, at) => at + 1);
  const line = (label: string, values: readonly (Rational | undefined)[], of: Type, rounded: boolean): string[] => {
    const [first] = values;
    const differences = others.map((at) => {
      const other = values[at];
      return first && other ? show(subtract(other, first), of, { signed: true, rounded }) : "–";
    });
    return [label, ...values.map((value) => show(value, of, { rounded })), ...differences];
  };
  const sums = totals.map((each) => each?.all);
  const heads = sums.map((sum) => (sum && sum.counted > 0 ? divide(sum.value, rational(sum.counted)) : undefined));
  const lines = [
    ["", ...totals.map((_, at) => String(at + 1)), ...others.map((at) => words.difference(at + 1))],
    ...(type.unit.length === 0 || totals.includes(undefined)
      ? []
      : [
          line(
            words.total,
            sums.map((sum) => sum?.value),
            type,
            false,
          ),
        ]),
    ...(totals.includes(undefined) ? [] : [line(words.perHead, heads, type, true)]),
    ...(pay?.sales === undefined ? [] : [line(words.shareOf(pay.sales), pay.sharesOfSales, SHARE, true)]),
  ];
  return [
    names.join(" / "),
    ...(lines.length > 1 ? [textTable(lines)] : []),
    ...against.map(({ up, down, same, unmatched }, at) =>
      [
        `  ${words.difference(at + 2)}: ${words.counts(up, down, same)}`,
        ...(unmatched > 0 ? [words.unmatched(unmatched)] : []),
      ].join(words.separator),
    ),
  ].join("\n");
}

// ── people ───────────────────────────────────────────────────────────────────────────────────────

function payText(
  { agents, ranks, tenths, attributes }: PayChange,
  at: number,
  { amount }: PayCompared,
  { evaluations }: SchemesCompared,
  show: Show,
  language: Language,
): string {
  const words = WORDS[language];
  const names = evaluations[0]?.columns.agents ?? [];
  const list = (label: string, places: readonly number[]): string[] => {
    const shown = places.slice(0, MOST_PEOPLE);
    const each = shown.map((who) => `${names[who]} ${show(agents.changeOf(who), amount.type, { signed: true })}`);
    return shown.length > 0 ? [`  ${label}: ${each.join(words.separator)}`] : [];
  };
  const group = (label: string, tally: Tally): string[] => [
    label,
    String(tally.up),
    String(tally.down),
    String(tally.same),
    show(tally.change, amount.type, { signed: true }),
  ];
  return [
    words.paid(at, amount.names[at - 1] ?? amount.names[0] ?? ""),
    `  ${words.people(agents.winners.length, agents.losers.length, agents.unchanged)}`,
    ...list(words.gains, agents.winners),
    ...list(words.loses, agents.losers),
    `  ${words.ranks(ranks.up, ranks.down)}`,
    textTable([[words.tenths, ...words.columns], ...tenths.map((tally, tenth) => group(String(tenth + 1), tally))]),
    ...attributes.map(({ metric, groups }) =>
      textTable([
        [metric, ...words.columns],
        ...groups.slice(0, MOST_GROUPS).map(({ value, tally }) => group(value ?? words.none, tally)),
        ...(groups.length > MOST_GROUPS ? [["…"]] : []),
      ]),
    ),
  ].join("\n");
}

function gradeText({ name, against }: GradeCompared, language: Language): string[] {
  const words = WORDS[language];
  const truths = { zh: ["否", "是"], en: ["no", "yes"] }[language];
  const label = (word: string): string => (word === "true" ? truths[1] : word === "false" ? truths[0] : word) ?? word;
  return against.map(({ from, to, counts, moved, unmatched }, at) => {
    const head = `${name}: ${words.moved(moved, at + 2)}`;
    const rows = from.flatMap((word, row) => {
      const cells = counts[row] ?? [];
      return cells.some((count) => count > 0) ? [[label(word), ...cells.map(String)]] : [];
    });
    return [
      head,
      ...(moved > 0 ? [textTable([["", ...to.map(label)], ...rows])] : []),
      ...(unmatched > 0 ? [`  ${words.unmatched(unmatched)}`] : []),
    ].join("\n");
  });
}

// ── what could not be computed ───────────────────────────────────────────────────────────────────

function failureText({ compared, file, dataPath }: ComparisonReport, language: Language): string[] {
  const words = WORDS[language];
  const { failures, evaluations } = compared;
  const { population, lines, problems } = file;
  const listed = [...failures.rows.subarray(0, MOST_LISTED)].map((row) => {
    const reasons = evaluations.map((_, at) => {
      const error = failures.errorOf(at, row);
      return `${at + 1} ${error ? error.message[language] : words.computed}`;
    });
    const line = lines[population.source[row] ?? 0] ?? 0;
    const same = new Set(reasons.map((reason) => reason.slice(2))).size === 1;
    return `  ${dataPath}:${line}: ${monthOf(population, row)} ${agentAt(population, row)}: ${same ? (reasons[0] ?? "").slice(2) : reasons.join("; ")}`;
  });
  const rest = failures.rows.length - listed.length;
  const unread = problems
    .slice(0, MOST_LISTED)
    .map(({ line, problem }) => `  ${dataPath}:${line}: ${problem[language]}`);
  return [
    ...(failures.rows.length > 0
      ? [
          [
            words.failures(failures.rows.length, failures.byNone),
            ...listed,
            ...(rest > 0 ? [`  ${words.more(rest)}`] : []),
          ].join("\n"),
        ]
      : []),
    ...(problems.length > 0
      ? [
          [
            words.unreadable(problems.length),
            ...unread,
            ...(problems.length > unread.length ? [`  ${words.more(problems.length - unread.length)}`] : []),
          ].join("\n"),
        ]
      : []),
  ];
}
