import { html } from "hono/html";

/** On screen and on A4; a step is never torn apart by the end of a page. */
export const style = html`<style>
:root { color-scheme: light; }
* { box-sizing: border-box; margin: 0; padding: 0; }
body { background: #f4f3ee; color: #191b21; font: 400 13px/20px Inter, "Noto Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif; font-variant-numeric: tabular-nums; }
main { background: #fff; margin: 24px auto; max-width: 760px; padding: 34px; }
h1 { font-size: 22px; line-height: 30px; font-weight: 650; }
h2 { font-size: 15px; line-height: 20px; font-weight: 600; margin: 24px 0 6px; }
.who { font-size: 15px; font-weight: 600; margin-top: 6px; }
.quiet, caption, dt, .place, .reason, footer { color: #464a55; }
table { border-collapse: collapse; width: 100%; }
th, td { border-bottom: 1px solid #e5e2d9; padding: 5px 8px 5px 0; text-align: left; vertical-align: baseline; font-weight: 400; overflow-wrap: anywhere; }
thead th { color: #464a55; font-size: 11.5px; border-bottom-color: #464a55; }
th.number, td.number { text-align: right; white-space: nowrap; padding-right: 0; }
.sums { margin-top: 20px; }
.sums caption { text-align: right; font-size: 11.5px; }
tfoot th, tfoot td { border-top: 1.5px solid #191b21; border-bottom: 0; font-size: 17px; line-height: 26px; font-weight: 650; }
.problems { margin: 12px 0 0 18px; color: #b5380f; }
.steps { list-style: none; }
.steps li { border-top: 1px solid #e5e2d9; padding: 6px 0; break-inside: avoid; }
.line { display: flex; gap: 8px; align-items: baseline; }
.name, .value { font-weight: 550; }
.output .value { font-weight: 650; }
.value { margin-left: auto; text-align: right; white-space: nowrap; }
.place { font-size: 11.5px; }
.formula { font: 400 11.5px/17px "JetBrains Mono", Consolas, monospace; padding-left: 14px; overflow-wrap: anywhere; }
.reason { font-size: 11.5px; line-height: 17px; padding-left: 14px; overflow-wrap: anywhere; }
.error { color: #b5380f; }
.inputs { columns: 2; column-gap: 34px; }
dl div { display: flex; gap: 8px; justify-content: space-between; border-bottom: 1px solid #e5e2d9; padding: 3px 0; break-inside: avoid; }
dd { overflow-wrap: anywhere; text-align: right; }
footer { margin-top: 28px; font-size: 11.5px; line-height: 17px; }
footer dd { font-family: "JetBrains Mono", Consolas, monospace; }
@page { size: A4; margin: 16mm; }
@media print { body { background: none; } main { margin: 0; max-width: none; padding: 0; } }
</style>`;
