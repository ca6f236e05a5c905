import {
  attributeSteadily,
  betweenVersions,
  byLargestRemainder,
  type Compilation,
  citationOf,
  describeEdit,
  diffVersions,
  editGroups,
  type Group,
  isMoney,
  isValidScheme,
  type Localized,
  type MeaningDiff,
  type Output,
  type Player,
  payNames,
  playersAmong,
  type Rational,
  roundTo,
  type Turn,
  ZERO,
} from "../../../engine/index.ts";
import { PAYS_NOTHING } from "./sides.ts";
import { NotStudied, requireComputable, type Study } from "./study.ts";
import type { WhyAnswer } from "./study-api.ts";

const MONEY_DECIMALS = 2;

/**
 * The difference between two versions of a scheme, given to their edits whatever their order.
 *
 * @throws NotStudied where one has errors, or the two pay nothing in common
 */
export async function why(
  study: Study,
  from: string,
  to: string,
  group: Group | undefined,
  turn: Turn,
): Promise<WhyAnswer> {
  const [older, newer] = [requireComputable(study.compiled(from), 0), requireComputable(study.compiled(to), 1)];
  const diff = diffVersions(older, newer);
  const output = payOf(older, newer, diff);
  await turn.pause();
  const groups = editGroups(diff, (text) => isValidScheme(text, older));
  const { players, by } = playersAmong(diff, groups);
  const between = betweenVersions(diff, players, older.catalogue);
  await turn.pause();
  turn.signal?.throwIfAborted();
  const population = await study.reaching([older.program, newer.program]);
  const { columns } = population;
  const question = { between, columns, output: output.name, agent: undefined, among: population.rowsOf(group) };
  const { total, apart } = await attributeSteadily(question, turn);
  // Money is given out to the fen, so that the parts sum to the whole as both are shown.
  const decimals = isMoney(output.type, older.program.header.currency) ? MONEY_DECIMALS : output.shown;
  const shown = (amount: Rational): Rational => (decimals === undefined ? amount : roundTo(amount, decimals));
  const shares = decimals === undefined ? total.shares : byLargestRemainder(total.shares, decimals);
  return {
    before: shown(total.before),
    after: shown(total.after),
    by,
    shares: players.map((player, at) => ({
      sentence: sentenceOf(player),
      clause: clauseOf(player),
      amount: shares[at] ?? ZERO,
    })),
    apart: apart.length,
  };
}

/** What both pay, which the newer may call otherwise. @throws NotStudied where there is no such number */
function payOf({ program: older }: Compilation, { program: newer }: Compilation, { edits }: MeaningDiff): Output {
  const [was, is] = payNames([older, newer]) ?? [];
  const renames = edits.flatMap(({ changes }) => changes.filter((change) => change.kind === "rename"));
  const isOne = was === is || renames.some(({ from, to }) => from === was && to === is);
  const output = older.outputs.find(({ name }) => name === was);
  if (!isOne || !output) throw new NotStudied(0, was === undefined ? PAYS_NOTHING : NOTHING_IN_COMMON);
  return output;
}

const sentenceOf = ({ edits }: Player): Localized => {
  const sentences = edits.map(describeEdit);
  return { zh: sentences.map(({ zh }) => zh).join("；"), en: sentences.map(({ en }) => en).join("; ") };
};

/** The clause that the first of its edits stands under. */
function clauseOf({ edits: [first], under }: Player): string {
  const clause = under ?? first?.clause;
  return clause ? citationOf(clause) : "";
}

const NOTHING_IN_COMMON = {
  zh: "两个版本发的不是同一个金额，差额不能分摊到改动",
  en: "the two versions do not pay the same amount, so that their difference cannot be given to edits",
};
