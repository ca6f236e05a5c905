/**
 * How long a shipped scheme takes from text to program, stage by stage, and one agent-month to
 * evaluate and to explain. `npm run bench`. Medians of warm runs; the machine's speed cancels out of
 * the last column, which is each figure over the time to read the scheme's Markdown.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { readCatalogue } from "../engine/catalogue/read-catalogue.ts";
import { readCell } from "../engine/catalogue/read-cell.ts";
import { prove } from "../engine/check/prove/prove.ts";
import { resolve } from "../engine/check/resolve/resolve.ts";
import { compile } from "../engine/compile.ts";
import { createExplainer } from "../engine/explain/explain.ts";
import type { AgentMonth, Program } from "../engine/ir/program.ts";
import { Reference } from "../engine/reference/reference.ts";
import { readDocument } from "../engine/source/read-document.ts";
import { parseBlocks } from "../engine/syntax/parse.ts";
import type { Outcome } from "../engine/values/value.ts";
import { sampleCompany } from "../server/sample/sample-company.ts";

const ROUNDS = 30;
const rulesets = join(import.meta.dirname, "../rulesets");
const { catalogue } = readCatalogue(readFileSync(join(rulesets, "metrics.kpi.md"), "utf8"));

async function median(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < ROUNDS * 2; round += 1) {
    const start = performance.now();
    await work();
    if (round >= ROUNDS) times.push(performance.now() - start);
  }
  times.sort((a, b) => a - b);
  return times[ROUNDS >> 1] ?? 0;
}

/** The sample company's last month. */
function lastMonth(): AgentMonth[] {
  const { columns, rows } = sampleCompany();
  const last = rows.at(-1)?.month ?? "";
  return rows
    .filter(({ month }) => month === last)
    .map(({ agent, month, values }) => ({
      agent,
      month,
      values: new Map(
        columns.flatMap((column, at): [string, Outcome][] => {
          const metric = catalogue.metrics.get(column);
          const outcome = metric && readCell(metric, values[at] ?? "");
          return outcome === undefined ? [] : [[column, outcome]];
        }),
      ),
    }));
}

const rows = lastMonth();

function evaluateAll(program: Program): void {
  const reference = new Reference(program, rows);
  for (const at of rows) for (const { name } of program.outputs) reference.value(name, at);
}

const schemes = readdirSync(rulesets, { recursive: true, encoding: "utf8" })
  .filter((file) => /[\\/]/.test(file) && file.endsWith(".kpi.md") && !file.startsWith("institutions"))
  .sort();

/** A decision table of a thousand rows over three counts, each cut into ten bands. */
function thousandRows(): string {
  const bands = Array.from({ length: 10 }, (_, at) => (at === 9 ? ">= 90" : `[${at * 10} .. ${(at + 1) * 10})`));
  const rows = bands.flatMap((a, i) =>
    bands.flatMap((b, j) => bands.map((c, k) => `| ${a} | ${b} | ${c} | ${i + j + k} |`)),
  );
  const header = "| A类客户数 | B类客户数 | 上门人数 | => 奖金 (CNY) |";
  return `---\nscheme: thousand\ntitle: 千行表\nversion: draft\nperiod: month\ncurrency: CNY\n---\n\n## 一\n\n\`\`\`kpi\n${[
    "input A类客户数, B类客户数, 上门人数",
    "output 奖金",
    "table",
    header,
    ...rows,
  ].join("\n")}\n\`\`\`\n`;
}

const texts: [name: string, text: string][] = [
  ...schemes.map((file): [string, string] => [file, readFileSync(join(rulesets, file), "utf8")]),
  ["a table of 1,000 rows over three inputs", thousandRows()],
];

for (const [file, text] of texts) {
  const document = readDocument(text);
  const { statements } = parseBlocks(document);
  const { program } = resolve(document, statements, catalogue);
  const explainer = createExplainer(program);
  const [first] = rows;
  const stages: [stage: string, milliseconds: number][] = [
    ["read", await median(() => readDocument(text))],
    ["parse", await median(() => parseBlocks(document))],
    ["resolve", await median(() => resolve(document, statements, catalogue))],
    ["prove", await median(() => prove(program, text))],
    ["compile, all of it", await median(() => compile(text, catalogue))],
    [`evaluate ${rows.length} agents`, await median(() => evaluateAll(program))],
    ["explain one agent", await median(() => first && explainer.explain(first, rows))],
  ];
  const [, unit] = stages[0] ?? ["", 1];
  console.log(`\n${file}: ${text.split("\n").length} lines, ${program.definitions.size} definitions`);
  for (const [stage, milliseconds] of stages) {
    const ratio = (milliseconds / unit).toFixed(2);
    console.log(`  ${stage.padEnd(22)} ${milliseconds.toFixed(2).padStart(8)} ms ${ratio.padStart(8)} ×`);
  }
}
