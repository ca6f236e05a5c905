import type { Localized } from "../diagnostics/localized.ts";
import { exactText } from "../values/show.ts";
import { isRowError, type Outcome } from "../values/value.ts";
import type { Step } from "./step.ts";

/** Where two ways to a value part. */
export interface FirstDifference {
  readonly steps: readonly [Step, Step];
  readonly sentence: Localized;
}

/**
 * The steps that make two values differ, looking from the values downwards: they differ, and what both
 * are computed from under one name is the same. Where the two are computed from nothing of the same name,
 * the first step of either. `undefined` where the values are the same.
 */
export function firstDifference(before: Step, after: Step): FirstDifference | undefined {
  if (isSame(before.outcome, after.outcome)) return undefined;
  let [old, own] = [before, after];
  for (;;) {
    const shared = old.operands.flatMap((operand): [Step, Step][] => {
      const other = own.operands.find(({ name }) => name === operand.name);
      return other ? [[operand, other]] : [];
    });
    const next = shared.find(([one, other]) => !isSame(one.outcome, other.outcome));
    const [firstOld, firstOwn] = [old.operands[0], own.operands[0]];
    if (next) [old, own] = next;
    else if (shared.length === 0 && firstOld && firstOwn) {
      return { steps: [firstOld, firstOwn], sentence: apart(firstOld, firstOwn) };
    } else return { steps: [old, own], sentence: sentenceOf(old, own) };
  }
}

/** Errors are the same where they are of one kind about one name. */
const isSame = (a: Outcome, b: Outcome): boolean =>
  isRowError(a) || isRowError(b)
    ? isRowError(a) && isRowError(b) && a.code === b.code && a.name === b.name
    : exactText(a) === exactText(b);

const apart = (old: Step, own: Step): Localized => ({
  zh: `两边没有同名的步骤：前者由${quoted(old, "zh")}算起，是 ${shownAs(old, "zh")}；后者由${quoted(own, "zh")}算起，是 ${shownAs(own, "zh")}`,
  en: `the two have no step in common: the first begins with ${old.name}, ${shownAs(old, "en")}; the second with ${own.name}, ${shownAs(own, "en")}`,
});

function sentenceOf(old: Step, own: Step): Localized {
  const [was, is] = [old, own].map((step) => ({ zh: sideOf(step, "zh"), en: sideOf(step, "en") }));
  const [newName, newNameEn] = old.name === own.name ? ["", ""] : [`${quoted(own, "zh")} `, `${own.name} `];
  return {
    zh: `${quoted(old, "zh")}：前者 ${was?.zh}；后者 ${newName}${is?.zh}`,
    en: `${old.name}: ${was?.en} under the first, ${newNameEn}${is?.en} under the second`,
  };
}

const quoted = ({ name }: Step, language: keyof Localized): string => (language === "zh" ? `「${name}」` : name);

function sideOf(step: Step, language: keyof Localized): string {
  const reason = reasonOf(step)?.[language];
  if (reason === undefined) return shownAs(step, language);
  return language === "zh" ? `${shownAs(step, language)}（${reason}）` : `${shownAs(step, language)} (${reason})`;
}

const shownAs = ({ outcome, shown }: Step, language: keyof Localized): string =>
  isRowError(outcome) ? outcome.message[language] : shown;

/** What gave the step its value, as far as a few words say it. */
function reasonOf({ exception, decision, formula }: Step): Localized | undefined {
  if (exception) return { zh: `例外：${exception.condition}`, en: `exception: ${exception.condition}` };
  const row = decision?.rows[decision.decided ?? -1];
  if (row) return { zh: `取「${row.id}」一行`, en: `row ${row.id}` };
  return formula && { zh: formula.filled, en: formula.filled };
}
