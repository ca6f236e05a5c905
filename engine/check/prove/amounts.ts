/** Outputs that cannot be written down exactly: money in parts of a fen, decimals without end. */
import { type Diagnostic, diagnostic, type QuickFix } from "../../diagnostics/diagnostic.ts";
import type { Output } from "../../ir/program.ts";
import { decimalsOf, isInteger, multiply, type Rational, rational } from "../../values/rational.ts";
import { isMoney } from "../../values/show.ts";
import { isRational } from "../../values/value.ts";
import { decimalStep } from "./arithmetic.ts";
import type { Context } from "./context.ts";
import { alwaysEnds, isEmpty, isOnStep } from "./domain.ts";
import { witnessFor } from "./witness.ts";

const FEN_DECIMALS = 2;
const FEN = decimalStep(FEN_DECIMALS);

export function proveAmount(context: Context, output: Output): Diagnostic[] {
  const { name, type, shown, span } = output;
  const { scope } = context;
  const { model } = scope;
  const domain = scope.get(name);
  if (shown !== undefined || type.kind !== "number" || !model.isWhole(name) || isEmpty(domain)) return [];
  const money = isMoney(type, model.program.header.currency);
  if (money ? isOnStep(domain, FEN) : alwaysEnds(domain)) return [];
  const isExact = money ? isWholeFen : ends;
  const row = context.samples().find((row) => {
    const outcome = context.reference.value(name, row);
    return isRational(outcome) && !isExact(outcome);
  });
  const witness = row && witnessFor(context.reference, [name], row);
  const decimals = !money && type.percent ? FEN_DECIMALS + 2 : FEN_DECIMALS;
  return [
    diagnostic(
      money ? "money-unrounded" : "output-endless",
      span,
      { name },
      { witness, fixes: fixes(context, output, decimals) },
    ),
  ];
}

const isWholeFen = (value: Rational): boolean => isInteger(multiply(value, rational(100)));
const ends = (value: Rational): boolean => decimalsOf(value) !== undefined;

function fixes({ text, scope }: Context, { name, span: { end } }: Output, decimals: number): QuickFix[] {
  const definition = scope.model.program.definitions.get(name);
  const body = definition?.kind === "formula" ? definition.body.span : undefined;
  const rounded = body && {
    title: { zh: `四舍五入到 ${decimals} 位小数`, en: `round it to ${decimals} decimals` },
    edits: [
      { span: { start: body.start, end: body.start }, text: "round(" },
      { span: { start: body.end, end: body.end }, text: `, ${decimals})` },
    ],
  };
  // `shown` follows the body where the output statement has one.
  const own = body && /^\s*[=＝]\s*$/.test(text.slice(end, body.start)) ? body.end : end;
  const shown = {
    title: { zh: `只在显示时取 ${decimals} 位小数`, en: `only show ${decimals} decimals` },
    edits: [{ span: { start: own, end: own }, text: ` shown ${decimals} decimals` }],
  };
  return rounded ? [rounded, shown] : [shown];
}
