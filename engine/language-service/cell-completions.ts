import type { Compilation } from "../compile.ts";
import type { GridCell } from "../syntax/ast.ts";
import { canonicalName } from "../syntax/characters.ts";
import { DISTRIBUTION_COLUMNS, type DistributionColumn } from "../syntax/distribution-columns.ts";
import { SCORE_COLUMNS } from "../syntax/score-columns.ts";
import type { Type } from "../values/type.ts";
import { ROW_ERROR_CODES } from "../values/value.ts";
import { choiceItems, functionItems, nameItems, newName, unitItems, wordItems } from "./completion-items.ts";
import { choicesOf } from "./occurrences.ts";
import type { Place } from "./place.ts";
import type { Completion } from "./types.ts";

/** What can stand in the cell of a grid. */
export function cellCompletions(
  compilation: Compilation,
  place: Place,
  cell: NonNullable<Place["cell"]>,
): Completion[] {
  const statement = place.head[0]?.text;
  const headers = cell.header.cells.map(readHeader);
  const header = headers[cell.column];
  switch (statement) {
    case "table":
      return cell.isHeader ? tableHeader(compilation, place, headers) : tableCell(compilation, place, header);
    case "score":
      return cell.isHeader ? scoreHeader(headers) : scoreCell(compilation, place, header);
    case "distribute":
      return cell.isHeader ? distributionHeader(headers) : distributionCell(compilation, place, header);
    case "examples":
      return cell.isHeader ? examplesHeader(compilation, place, headers) : examplesCell(compilation, place, header);
    default:
      return [];
  }
}

interface Header {
  readonly name: string;
  readonly isOutput: boolean;
}

/** `=> 基本工资 (CNY)` is the output 基本工资; what else the cell says does not matter here. */
function readHeader({ text }: GridCell): Header {
  const [, arrow, name = ""] = /^(=>)?\s*([^(]*)/.exec(canonicalName(text).replace("⇒", "=>")) ?? [];
  return { name: name.trim(), isOutput: arrow !== undefined };
}

const isUnused = (headers: readonly Header[]): ((item: Completion) => boolean) => {
  const used = new Set(headers.map(({ name }) => name));
  return ({ label }) => !used.has(label);
};

const isAfter = ({ before }: Place, sign: string): boolean => before.at(-1)?.text === sign;

// ── decision tables ──────────────────────────────────────────────────────────────────────────────

function tableHeader(compilation: Compilation, place: Place, headers: readonly Header[]): Completion[] {
  if (isAfter(place, "(")) return unitItems(compilation);
  if (isAfter(place, "=>")) return undefinedNames(compilation).filter(isUnused(headers));
  if (place.before.length > 0) return [];
  return nameItems(compilation).filter(isUnused(headers));
}

/** Outputs and choices that nothing computes yet. */
function undefinedNames({ program, statements }: Compilation): Completion[] {
  const names = new Map<string, Completion>();
  for (const statement of statements) {
    if (statement.kind !== "output" && statement.kind !== "choice") continue;
    const { name } = statement.name;
    const isChoice = statement.kind === "choice";
    if (program.definitions.has(name)) continue;
    const detail = isChoice
      ? { zh: "尚未定义的分类", en: "a choice not yet computed" }
      : { zh: "尚未定义的输出", en: "an output not yet defined" };
    names.set(name, newName(name, detail));
  }
  return [...names.values()];
}

function tableCell(compilation: Compilation, place: Place, header: Header | undefined): Completion[] {
  if (!header) return [];
  const type = compilation.program.definitions.get(header.name)?.type;
  if (header.isOutput) return valueItems(compilation, place, type);
  const values = type?.kind === "choice" ? choiceItems(type) : constantItems(compilation, place);
  return place.before.at(-1)?.kind === "number" ? unitItems(compilation) : [...values, ...wordItems("not")];
}

/** Bounds of a table are numbers and params. */
const constantItems = (compilation: Compilation, place: Place): Completion[] =>
  place.before.at(-1)?.kind === "number"
    ? unitItems(compilation)
    : nameItems(compilation, ({ kind }) => kind === "param");

function valueItems(compilation: Compilation, place: Place, type: Type | undefined): Completion[] {
  if (place.before.at(-1)?.kind === "number") return unitItems(compilation);
  const values = type?.kind === "choice" ? [type] : type === undefined ? choicesOf(compilation) : [];
  return [...values.flatMap(choiceItems), ...nameItems(compilation), ...functionItems(), ...wordItems("if")];
}

// ── scores ───────────────────────────────────────────────────────────────────────────────────────

const scoreHeader = (headers: readonly Header[]): Completion[] =>
  Object.values(SCORE_COLUMNS)
    .map(([zh, en]) => newName(zh, { zh: "评分表的列", en }))
    .filter(isUnused(headers));

function scoreCell(compilation: Compilation, place: Place, header: Header | undefined): Completion[] {
  const isColumn = (column: keyof typeof SCORE_COLUMNS): boolean =>
    SCORE_COLUMNS[column].some((title) => title === header?.name.toLowerCase());
  if (isColumn("score")) return valueItems(compilation, place, { kind: "unknown" });
  if (isColumn("weight") || isColumn("lower") || isColumn("upper")) return constantItems(compilation, place);
  return [];
}

// ── forced distributions ─────────────────────────────────────────────────────────────────────────

const distributionHeader = (headers: readonly Header[]): Completion[] =>
  Object.values(DISTRIBUTION_COLUMNS)
    .map(([zh, en]) => newName(zh, { zh: "强制分布的列", en }))
    .filter(isUnused(headers));

function distributionCell(compilation: Compilation, place: Place, header: Header | undefined): Completion[] {
  const isColumn = (column: DistributionColumn): boolean =>
    DISTRIBUTION_COLUMNS[column].some((title) => title === header?.name.toLowerCase());
  if (isColumn("share")) return constantItems(compilation, place);
  const choice = choicesOf(compilation).find(({ name }) => name === place.head[1]?.text);
  return isColumn("grade") && choice ? choiceItems(choice) : [];
}

// ── examples ─────────────────────────────────────────────────────────────────────────────────────

function examplesHeader(compilation: Compilation, place: Place, headers: readonly Header[]): Completion[] {
  if (isAfter(place, "=>")) {
    const error = newName("error", { zh: "应得的错误", en: "the error that must come out" });
    return [...nameItems(compilation, ({ kind }) => kind !== "input" && kind !== "param"), error].filter(
      isUnused(headers),
    );
  }
  if (place.before.length > 0) return [];
  const places = [
    newName("工号", { zh: "谁的一行；同一工号是同一个人", en: "whose row it is" }),
    newName("月份", { zh: "哪个月的一行，如 2025-01", en: "of which month, such as 2025-01" }),
  ];
  return [...nameItems(compilation, ({ kind }) => kind === "input"), ...places].filter(isUnused(headers));
}

function examplesCell(compilation: Compilation, place: Place, header: Header | undefined): Completion[] {
  if (!header) return [];
  if (header.isOutput && header.name === "error") {
    return ROW_ERROR_CODES.map((code) => newName(code, { zh: "错误代码", en: "an error code" }));
  }
  const type = compilation.program.definitions.get(header.name)?.type;
  if (type?.kind === "choice") return choiceItems(type);
  return place.before.at(-1)?.kind === "number" ? unitItems(compilation) : [];
}
