import {
  type Grid,
  gridOf,
  type Localized,
  leversOf,
  MOST_VALUES,
  type Solution,
  seek,
  type Turn,
} from "../../../engine/index.ts";
import { requireMoved } from "./moved.ts";
import { NotStudied, type Study } from "./study.ts";
import type { SeekAnswer, SeekQuestion } from "./study-api.ts";

/**
 * What the lever would have to be for the goals to hold, every value of its grid tried.
 *
 * @throws NotStudied where the scheme has errors, or there is no such grid
 */
export async function seekStudied(study: Study, question: SeekQuestion, turn: Turn): Promise<SeekAnswer> {
  const { text, move, from, to, step, goals, group } = question;
  const { compilation, places } = requireMoved(study, text, move);
  const wanted = leversOf(study.compiled(text).program).findIndex(({ address }) => address === question.lever);
  const lever = leversOf(compilation.program).find(({ address }) => places.get(address) === wanted);
  if (wanted < 0 || !lever) throw new NotStudied(0, PROBLEMS["no-lever"]);
  const grid = gridOf({ lever, ...(from && { from }), ...(to && { to }), ...(step && { step }) });
  if (typeof grid === "string") throw new NotStudied(0, PROBLEMS[grid]);
  if (grid.values.length === 0) throw new NotStudied(0, PROBLEMS["no-values"]);
  const population = await study.reaching([compilation.program]);
  const options = { goals, among: population.rowsOf(group) };
  const { tried, today, ranges, best, beyond, refused } = await seek(
    compilation,
    population.columns,
    grid,
    options,
    turn,
  );
  return {
    tried,
    today: today[0]?.value,
    ranges,
    ...(best && { best: reachedAt(best) }),
    ...(beyond && { beyond: reachedAt(beyond) }),
    refused: refused.length,
  };
}

function reachedAt({ values: [moved], reached }: Solution): NonNullable<SeekAnswer["best"]> {
  if (!moved) throw new RangeError("a solution has a value");
  return { value: moved.value, reached: reached[0]?.value };
}

type Problem = Exclude<ReturnType<typeof gridOf>, Grid> | "no-lever" | "no-values";

const PROBLEMS: Readonly<Record<Problem, Localized>> = {
  "no-lever": { zh: "方案里没有这个调节项", en: "the scheme has no such lever" },
  "no-values": { zh: "这个范围里没有可以取的值", en: "there is no value in these bounds that it may take" },
  "no-bounds": { zh: "没有范围：请写明从多少到多少", en: "it has no range: say from where to where" },
  "no-step": { zh: "步长应大于 0", en: "the step should be above 0" },
  "too-many": {
    zh: `超过 ${MOST_VALUES} 个值；请加大步长或缩小范围`,
    en: `more than ${MOST_VALUES} values; take a larger step or narrower bounds`,
  },
};
