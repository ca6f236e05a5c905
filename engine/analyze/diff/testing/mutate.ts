/** Versions of a generated scheme: its text with some lines changed as people change them. */
import type { Catalogue } from "../../../catalogue/metric.ts";
import type { Chance } from "../../../testing/chance.ts";
import { documentOf, type GeneratedScheme, generateScheme } from "../../../testing/generate-scheme.ts";

/** Another version of the scheme: so many changes, of figures, rows, statements, names, order and headings. */
export function mutated(
  chance: Chance,
  { statements }: GeneratedScheme,
  catalogue: Catalogue,
  changes: number,
): string {
  let list = [...statements];
  for (let made = 0; made < changes; made += 1) list = mutation(chance, list, catalogue);
  const text = documentOf(list);
  return chance.once(3) ? withHeadings(chance, text, list) : text;
}

function mutation(chance: Chance, list: readonly string[], catalogue: Catalogue): string[] {
  const at = chance.whole(0, list.length - 1);
  const statement = list[at] ?? "";
  const makers: readonly (() => string[])[] = [
    () => list.with(at, otherFigure(chance, statement)),
    () => list.with(at, otherFigure(chance, statement)),
    () => list.with(at, otherRows(chance, statement)),
    () => list.with(at, otherRows(chance, statement)),
    () => list.toSpliced(at, 1),
    () => list.toSpliced(at, 0, stranger(chance, catalogue)),
    () => chance.shuffled(list),
    () => renamed(chance, list),
    () => list.with(at, statement.startsWith("output ") ? `${statement} shown 3 decimals` : `# 说明\n${statement}`),
  ];
  return chance.pick(makers)();
}

/** A rule of another scheme; what it reads there may be missing here. */
function stranger(chance: Chance, catalogue: Catalogue): string {
  const rules = generateScheme(chance, catalogue).statements.filter((statement) => !statement.startsWith("input "));
  return chance.pick(rules).replaceAll(/\bx(\d+)\b/g, "y$1");
}

/** The statement with another figure in one of its places. */
function otherFigure(chance: Chance, statement: string): string {
  const places = [...statement.matchAll(/(?<![\w.\p{L}])\d+(?![\w.])/gu)];
  if (places.length === 0) return statement;
  const { index, 0: digits } = chance.pick(places);
  return `${statement.slice(0, index)}${Number(digits) + chance.whole(1, 5)}${statement.slice(index + digits.length)}`;
}

/** A grid with a row less, twice, or elsewhere. */
function otherRows(chance: Chance, statement: string): string {
  const lines = statement.split("\n");
  const first = lines.findIndex((line) => line.startsWith("|"));
  const rows = lines.slice(first + 1);
  if (first < 0 || rows.length < 2) return statement;
  const changed = chance.pick([
    () => rows.toSpliced(chance.whole(0, rows.length - 1), 1),
    () => [...rows, otherFigure(chance, rows.at(-1) ?? "")],
    () => chance.shuffled(rows),
  ])();
  return [...lines.slice(0, first + 1), ...changed].join("\n");
}

function renamed(chance: Chance, list: readonly string[]): string[] {
  const names = [...new Set(list.join("\n").match(/\bx\d+\b/g))];
  if (names.length === 0) return [...list];
  const name = chance.pick(names);
  return list.map((statement) => statement.replaceAll(new RegExp(`\\b${name}\\b`, "g"), `${name}_new`));
}

/** The statements under several headings. */
function withHeadings(chance: Chance, text: string, list: readonly string[]): string {
  const cut = chance.whole(1, list.length - 1);
  const [first = "", second = ""] = [list.slice(0, cut).join("\n"), list.slice(cut).join("\n")];
  const body = `## 一、规则\n\n\`\`\`kpi\n${first}\n\`\`\`\n\n## 二、${chance.pick(["奖金", "其他"])}\n\n说明。\n\n\`\`\`kpi\n${second}\n\`\`\`\n`;
  return text.slice(0, text.indexOf("## 一")) + body;
}
