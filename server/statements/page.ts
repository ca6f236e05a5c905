import { html } from "hono/html";
import type { Language } from "../../engine/index.ts";
import { shanghaiDay } from "../calendar.ts";
import { shownYuan } from "../fen.ts";
import type { Statement } from "../http/schemas/statement.ts";
import { type Markup, stepView } from "./page-step.ts";
import { style } from "./page-style.ts";
import { words } from "./page-words.ts";

/** A statement as a page of its own to print or to save as PDF: no script, nothing loaded from elsewhere. */
export async function statementPage(statement: Statement, language: Language): Promise<string> {
  const { agent, name, month, explanation } = statement;
  const say = words[language];
  const title = `${say.statement} ${month} ${name ?? agent}`;
  return String(
    await html`<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : "en"}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
${style}
</head>
<body>
<main>
${heading(statement, language)}
${sums(statement, language)}
${statement.problems.length > 0 ? html`<ul class="problems">${statement.problems.map((problem) => html`<li>${problem[language]}</li>`)}</ul>` : ""}
${corrections(statement, language)}
${adjustments(statement, language)}
${explanation ? html`<h2>${say.howItCame}</h2><ol class="steps">${explanation.steps.map((step) => stepView(step, explanation, language))}</ol>` : ""}
${inputs(statement, language)}
${provenance(statement, language)}
</main>
</body>
</html>
`,
  );
}

function heading({ agent, name, month, department, position, scheme }: Statement, language: Language): Markup {
  const say = words[language];
  const who = [name, agent, department, position].filter((part) => part !== undefined).join(" · ");
  return html`<header>
<h1>${say.statement}</h1>
<p class="who">${who}</p>
<p class="quiet">${month}${scheme ? html` · ${scheme.title} ${scheme.version}` : ""}</p>
</header>`;
}

function sums({ pay, adjustments, corrections, total }: Statement, language: Language): Markup {
  const say = words[language];
  const line = (label: string, fen: number): Markup =>
    html`<tr><th scope="row">${label}</th><td class="number">${shownYuan(fen)}</td></tr>`;
  const sumOf = (parts: readonly { readonly amount: number }[]): number =>
    parts.reduce((sum, { amount }) => sum + amount, 0);
  return html`<table class="sums">
<caption>${say.inYuan}</caption>
<tbody>
${pay.amount === undefined ? html`<tr><th scope="row">${pay.output ?? say.pay}</th><td class="number">${say.none}</td></tr>` : line(pay.output ?? say.pay, pay.amount)}
${corrections.length > 0 ? line(say.corrections, sumOf(corrections)) : ""}
${adjustments.length > 0 ? line(say.adjustments, sumOf(adjustments)) : ""}
</tbody>
<tfoot>${line(say.total, total)}</tfoot>
</table>`;
}

function corrections({ corrections }: Statement, language: Language): Markup | string {
  const say = words[language];
  if (corrections.length === 0) return "";
  return html`<h2>${say.corrections}</h2>
<table>
<thead><tr><th scope="col">${say.month}</th><th scope="col">${say.reason}</th><th scope="col" class="number">${say.paid}</th><th scope="col" class="number">${say.owed}</th><th scope="col" class="number">${say.difference}</th></tr></thead>
<tbody>${corrections.map(
    ({ month, reason, paid, owed, amount }) =>
      html`<tr><td>${month}</td><td>${reason}</td><td class="number">${shownYuan(paid)}</td><td class="number">${shownYuan(owed)}</td><td class="number">${shownYuan(amount)}</td></tr>`,
  )}</tbody>
</table>`;
}

function adjustments({ adjustments }: Statement, language: Language): Markup | string {
  const say = words[language];
  if (adjustments.length === 0) return "";
  return html`<h2>${say.adjustments}</h2>
<table>
<thead><tr><th scope="col">${say.date}</th><th scope="col">${say.reason}</th><th scope="col" class="number">${say.amount}</th></tr></thead>
<tbody>${adjustments.map(
    ({ at, reason, amount }) =>
      html`<tr><td>${shanghaiDay(new Date(at))}</td><td>${reason}</td><td class="number">${shownYuan(amount)}</td></tr>`,
  )}</tbody>
</table>`;
}

function inputs({ inputs }: Statement, language: Language): Markup | string {
  if (inputs.length === 0) return "";
  return html`<h2>${words[language].inputs}</h2>
<dl class="inputs">${inputs.map(({ name, value }) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;
}

/** What proves that this is the statement: for those who check it later. */
function provenance(statement: Statement, language: Language): Markup {
  const { scheme, data, publishedAt, lastDayToAppeal, revision, lineHash } = statement;
  const say = words[language];
  const entries: readonly (readonly [string, string | undefined])[] = [
    [say.published, publishedAt === undefined ? undefined : shanghaiDay(new Date(publishedAt))],
    [say.appealUntil, lastDayToAppeal],
    [say.runRevision, String(revision)],
    [say.dataRevision, String(data.revision)],
    [say.versionHash, scheme?.hash],
    [say.lineHash, lineHash],
  ];
  return html`<footer><dl>${entries.map(([label, value]) =>
    value === undefined ? "" : html`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl></footer>`;
}
