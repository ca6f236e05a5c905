import { html } from "hono/html";
import type { Language } from "../../engine/index.ts";
import type { Statement, StatementStep } from "../http/schemas/statement.ts";
import { words } from "./page-words.ts";

/** Text of a page, escaped. */
export type Markup = ReturnType<typeof html>;

/** One name with its value, its clause and the reasons for it. Inputs stand in a list of their own. */
export function stepView(
  step: StatementStep,
  { outputs }: NonNullable<Statement["explanation"]>,
  language: Language,
): Markup | string {
  if (step.kind === "input") return "";
  const { name, shown, error, clause } = step;
  const reasons = reasonsOf(step, language);
  const place = [clause.number === "" ? "" : words[language].clause(clause.number), clause.title].join(" ").trim();
  return html`<li class="${outputs.includes(name) ? "output" : "step"}">
<p class="line"><span class="name">${name}</span><span class="place">${place}</span><span class="value">${shown ?? words[language].none}</span></p>
${error ? html`<p class="reason error">${error.message[language]}</p>` : ""}
${[...formulasOf(step)].map((formula) => html`<p class="formula">= ${formula}</p>`)}
${reasons.map((reason) => html`<p class="reason">${reason}</p>`)}
</li>`;
}

/** With names, then with values, where that says something else. */
const formulasOf = ({ formula }: StatementStep): Set<string> => new Set(formula ? [formula.text, formula.filled] : []);

function reasonsOf(step: StatementStep, language: Language): string[] {
  const say = words[language];
  const { decision, placement } = step;
  return [
    ...(step.assumed === undefined ? [] : [`${say.assumed}${say.colon}${step.assumed}`]),
    ...(step.exception ? [`${say.exception}${say.colon}${step.exception.condition}`] : []),
    ...(step.veto ? [`${say.veto}${say.colon}${step.veto.name}`] : []),
    ...(step.windows ?? []).map(
      ({ text, months, outOf }) => `${text}${say.colon}${say.monthsOf(months.length, outOf)} ${months.join(", ")}`,
    ),
    ...(decision?.rows ?? []).flatMap(({ id, holds, cells }) =>
      holds && id === decision?.decided
        ? [
            `${decision.table} / ${id}${say.colon}${cells.map(({ column, value, test }) => `${column} ${value} ∈ ${test}`).join(", ")}`,
          ]
        : [],
    ),
    ...(step.parts ?? []).map(({ indicator, weight, score, held, limited, points }) => {
      const limit = limited === undefined ? "" : ` (${say.held} ${held})`;
      return `${indicator}${say.colon}${weight} × ${score}${limit} = ${points}`;
    }),
    ...(step.tiers ?? []).flatMap(({ label, shown, reached, amount, adds }) =>
      reached ? [`${label} ${shown}${amount === undefined ? "" : `${say.colon}${amount} → ${adds}`}`] : [],
    ),
    ...(step.deductions ?? []).map(({ name, points }) => `${name}${say.colon}${say.deducted} ${points}`),
    ...(placement ? placementLines(placement, language) : []),
    ...(step.peers ?? []).flatMap(({ text, leftOut }) =>
      leftOut === 0 ? [] : [`${text}${say.colon}${say.provisional(leftOut)}`],
    ),
    ...step.roundings.map(({ before, after }) => `${say.rounded}${say.colon}${before} → ${after}`),
  ];
}

function placementLines(
  { rank, size, smallest, grades, decided }: NonNullable<StatementStep["placement"]>,
  language: Language,
): string[] {
  const say = words[language];
  if (size < smallest) return [say.smallGroup(size, smallest)];
  const lines = grades.map(
    ({ grade, upTo }) => `${grade === decided ? "✓" : "✗"} ${grade}${say.colon}${say.upTo(upTo)}`,
  );
  return [say.rank(rank, size), ...lines];
}
