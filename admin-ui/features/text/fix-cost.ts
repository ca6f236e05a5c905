/** What each quick fix would cost the month, told beside its title. */
import type { Language, QuickFix } from "../../../engine/index.ts";
import { formatMonthShort, withSign } from "../../i18n/format.ts";
import { changeText } from "../../kernel/outcomes.ts";
import type { EditEffect, EngineClient, Population } from "../../kernel/workbench-api.ts";
import { amountText } from "./band-figures.ts";
import { textsIn } from "./messages.ts";

/** A menu waits no longer for figures, in milliseconds. */
const PATIENCE = 1500;

/** By the figures that the cost was asked against: another text, month or data has others. */
const known = new WeakMap<Population, Map<QuickFix, EditEffect>>();

/** `undefined` where it cannot be had in time. */
export async function fixCost(
  client: EngineClient,
  population: Population,
  fix: QuickFix,
): Promise<EditEffect | undefined> {
  const costs = known.get(population) ?? new Map<QuickFix, EditEffect>();
  known.set(population, costs);
  const before = costs.get(fix);
  if (before !== undefined) return before;
  const effect = await client.effectOf(fix.edits, AbortSignal.timeout(PATIENCE));
  if (effect !== undefined) costs.set(fix, effect);
  return effect;
}

/** `把上一档上限改为 100% · 6月 ¥262,573.00（+5,860.00） · 12 人变动`; the title alone where nothing is known. */
export function titleWithCost(
  title: string,
  effect: EditEffect | undefined,
  month: string | undefined,
  language: Language,
): string {
  if (effect === undefined || month === undefined) return title;
  const words = textsIn(language);
  const { column, total } = effect;
  const mended = effect.failedBefore - effect.failed;
  const amount =
    column?.money && total?.difference
      ? [
          words.fixAmount(
            formatMonthShort(month),
            amountText(total.text, column),
            withSign(changeText(total.difference, column)),
          ),
        ]
      : [];
  const moved = effect.up + effect.down;
  return [
    title,
    ...amount,
    ...(mended > 0 ? [words.fixMends(mended)] : []),
    ...(moved > 0 || mended <= 0 ? [words.fixPeople(moved)] : []),
  ].join(words.separator);
}
