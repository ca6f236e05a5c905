import { createHash } from "node:crypto";
import { type Catalogue, type Localized, type LogColumn, type Metric, suggest } from "../../engine/index.ts";
import { foldHeader } from "../data/columns.ts";
import type { ColumnProfile, FileProfile } from "./file-profile.ts";
import { type HeaderMeaning, headerMeaning, knownHeaders } from "./header-meaning.ts";
import type { Proposal, Question } from "./import.ts";
import { type ColumnUse, columnOf, type DateOrder, type ImportKind, meaningOf } from "./mapping.ts";
import type { Target } from "./target.ts";
import { CLOCK, ownUnit, unitsFor } from "./units.ts";

/** Misspelt headers are looked for among so many; a table has fewer. */
const MOST_UNKNOWN = 200;

/** Headers that mean the same are written the same in every month's file: the key by which a mapping is remembered. */
export function headerSignature(kind: ImportKind, headers: readonly string[]): string {
  const folded = headers.map(foldHeader);
  while (folded.at(-1) === "") folded.pop();
  return createHash("sha256")
    .update(JSON.stringify([kind, ...folded]))
    .digest("hex");
}

/** What each column is, as far as the file says so; what it leaves open is asked, never guessed. */
export function propose(headers: readonly string[], profile: FileProfile, target: Target): Proposal {
  const { kind, catalogue } = target;
  const questions: Question[] = [];
  const known = knownHeaders(target);
  let unknown = 0;
  const columns = headers.map((header, at): ColumnUse | null => {
    if (header === "") return { use: "ignored" };
    const column = profile.columns[at];
    const meaning = headerMeaning(header, target);
    if (meaning) return useOf(meaning, at, header, column, catalogue, questions);
    unknown += 1;
    const near = unknown > MOST_UNKNOWN ? undefined : suggest(header, known);
    if (near === undefined || !isSlip(header, near)) return { use: "ignored" };
    questions.push(misspelt(at, header, near));
    return null;
  });
  const settled = askDuplicates(columns, headers, questions);
  if (kind === "calls") return { columns: settled, questions };
  if (columnOf(settled, "agent") === undefined && !questions.some(({ about }) => about === "duplicate")) {
    questions.push(NO_AGENT);
  }
  if (!headers.some((header) => headerMeaning(header, target)?.use === "month")) questions.push(NO_MONTH);
  return { columns: settled, questions };
}

function useOf(
  meaning: HeaderMeaning,
  at: number,
  header: string,
  column: ColumnProfile | undefined,
  catalogue: Catalogue,
  questions: Question[],
): ColumnUse | null {
  switch (meaning.use) {
    case "month": {
      if (!column || column.filled === 0 || column.dates.areMonths) return { use: "month" };
      return withDates({ use: "month" }, at, header, column.dates.monthOrders, true, questions);
    }
    case "agent":
      return { use: "agent" };
    case "rate":
      questions.push(rateColumn(at, header, meaning.metric));
      return { use: "ignored" };
    case "fact":
      return meaning.fact === "joinedOn" || meaning.fact === "leftOn"
        ? withDates(meaning, at, header, column?.dates.dayOrders ?? [], false, questions, column?.filled === 0)
        : meaning;
    case "field":
      return fieldUse(meaning.field, at, header, column, questions);
    case "metric":
      return metricUse(meaning.metric, meaning.unit, at, header, column, catalogue, questions);
  }
}

function fieldUse(
  { name, use }: LogColumn,
  at: number,
  header: string,
  column: ColumnProfile | undefined,
  questions: Question[],
): ColumnUse | null {
  const field = { use: "field", field: name } as const;
  return use === "date" ? withDates(field, at, header, column?.dates.dayOrders ?? [], false, questions) : field;
}

function metricUse(
  metric: Metric,
  stated: string | undefined,
  at: number,
  header: string,
  column: ColumnProfile | undefined,
  catalogue: Catalogue,
  questions: Question[],
): ColumnUse | null {
  const use = { use: "metric", metric: metric.name } as const;
  if (metric.type.kind === "date") {
    return withDates(use, at, header, column?.dates.dayOrders ?? [], false, questions, column?.filled === 0);
  }
  const units = unitsFor(metric, catalogue);
  if (stated !== undefined) return { ...use, unit: stated };
  if (units.has(CLOCK) && column && column.clocks > 0 && column.clocks === column.filled)
    return { ...use, unit: CLOCK };
  if (metric.type.kind === "number" && metric.type.percent && (column?.largeNumbers ?? 0) > 0) {
    questions.push(percentUnit(at, header));
    return null;
  }
  const unit = ownUnit(units);
  return unit === undefined ? use : { ...use, unit };
}

/** Between short Latin words nearly any two letters are alike: a slip keeps the beginning and the length. */
function isSlip(header: string, near: string): boolean {
  const [written, meant] = [foldHeader(header), foldHeader(near)];
  if (!/^[\x20-\x7e]*$/.test(written)) return true;
  return written[0] === meant[0] && Math.abs(written.length - meant.length) <= 2;
}

/** With the one order in which the cells can be read; asks where there are several, or none. */
function withDates(
  use: ColumnUse & { readonly use: "month" | "metric" | "fact" | "field" },
  at: number,
  header: string,
  orders: readonly DateOrder[],
  ofMonth: boolean,
  questions: Question[],
  blank = false,
): ColumnUse | null {
  const [only, ...others] = orders;
  if (blank || (!ofMonth && only === "ymd" && others.length === 0)) return use;
  // A day may stand for its month or not: only a person knows what the file means by it.
  if (only !== undefined && others.length === 0 && !ofMonth) return { ...use, dates: only };
  questions.push(dateOrder(at, header, orders, ofMonth));
  return null;
}

/** Two columns that say they are the same are both left open. */
function askDuplicates(
  columns: readonly (ColumnUse | null)[],
  headers: readonly string[],
  questions: Question[],
): (ColumnUse | null)[] {
  const places = new Map<string, number[]>();
  for (const [at, use] of columns.entries()) {
    const meaning = use ? meaningOf(use) : undefined;
    if (meaning !== undefined) places.set(meaning, [...(places.get(meaning) ?? []), at]);
  }
  const open = new Set<number>();
  for (const same of places.values()) {
    if (same.length < 2) continue;
    for (const at of same) open.add(at);
    questions.push(duplicate(same, headers));
  }
  return columns.map((use, at) => (open.has(at) ? null : use));
}

const named = (at: number, header: string): Localized => ({
  zh: `第 ${at + 1} 列“${header}”`,
  en: `column ${at + 1} "${header}"`,
});

function duplicate(places: readonly number[], headers: readonly string[]): Question {
  const list = places.slice(0, 5).map((at) => named(at, headers[at] ?? ""));
  return {
    about: "duplicate",
    column: places[0] ?? 0,
    message: {
      zh: `${list.map(({ zh }) => zh).join("、")}是同一项；要用哪一列？`,
      en: `${list.map(({ en }) => en).join(" and ")} are the same; which one counts?`,
    },
    options: places.map(String),
  };
}

function misspelt(at: number, header: string, near: string): Question {
  const { zh, en } = named(at, header);
  return {
    about: "misspelt",
    column: at,
    message: { zh: `${zh}不认识；是“${near}”吗？`, en: `${en} is not known; is it "${near}"?` },
    options: [near],
  };
}

function rateColumn(at: number, header: string, { rate }: Metric): Question {
  const { zh, en } = named(at, header);
  const parts = `${rate?.numerator ?? ""} / ${rate?.denominator ?? ""}`;
  return {
    about: "rate",
    column: at,
    message: {
      zh: `${zh}由 ${parts} 算出，不导入；请确认文件里有这两列`,
      en: `${en} is computed as ${parts} and not imported; see that the file has these two columns`,
    },
    options: [],
  };
}

function percentUnit(at: number, header: string): Question {
  const { zh, en } = named(at, header);
  return {
    about: "unit",
    column: at,
    message: {
      zh: `${zh}是百分数，但没有 % 号：85 是 85%（选 %），还是 8500%（选 1）？`,
      en: `${en} is a percentage without a % sign: is 85 meant as 85% (choose %), or as 8500% (choose 1)?`,
    },
    options: ["%", "1"],
  };
}

function dateOrder(at: number, header: string, orders: readonly DateOrder[], ofMonth: boolean): Question {
  const { zh, en } = named(at, header);
  if (orders.length === 0) {
    return {
      about: "dates",
      column: at,
      message: {
        zh: `${zh}的写法不一致，或不是日期；请统一写成 ${ofMonth ? "2025-01" : "2025-01-31"}，或改选用途`,
        en: `${en} is not written in one way, or holds no dates; write all as ${ofMonth ? "2025-01" : "2025-01-31"}, or choose another use`,
      },
      options: [],
    };
  }
  return {
    about: "dates",
    column: at,
    message: ofMonth
      ? {
          zh: `${zh}里是日期；要按日期所在的月份导入吗？日期怎么写？`,
          en: `${en} holds days; are they to stand for their months, and how are they written?`,
        }
      : {
          zh: `${zh}的日期可以有几种读法；怎么写？`,
          en: `the dates of ${en} can be read in several ways; how are they written?`,
        },
    options: orders,
  };
}

const NO_AGENT: Question = {
  about: "agent",
  message: { zh: "哪一列是工号？", en: "which column is the agent id?" },
  options: [],
};

const NO_MONTH: Question = {
  about: "month",
  message: {
    zh: "文件里没有月份一列；数据是哪个月的？",
    en: "the file has no column for the month; which month is it?",
  },
  options: [],
};
