import {
  type Attribution,
  byLargestRemainder,
  type Compilation,
  citationOf,
  describeEdit,
  exactText,
  isMoney,
  isRowError,
  type Language,
  type Outcome,
  type Output,
  type Player,
  type Players,
  plainText,
  type Rational,
  roundTo,
  type Share,
  type Split,
  subtract,
} from "../../engine/index.ts";
import type { PopulationFile } from "../data/population.ts";
import { formatCsv } from "../data/write-csv.ts";

export interface AttributionReport {
  readonly olderPath: string;
  readonly newerPath: string;
  readonly dataPath: string;
  readonly file: PopulationFile;
  readonly output: Output;
  readonly older: Compilation;
  readonly players: Players;
  readonly attribution: Attribution;
}

const MONEY_DECIMALS = 2;

/** To which decimals amounts are given; `undefined` for all of them. */
const decimalsOf = ({ output, older }: AttributionReport): number | undefined =>
  isMoney(output.type, older.program.header.currency) ? MONEY_DECIMALS : output.shown;

/** Amounts as they are given out: the shares sum to the change to the last decimal. */
export function rounded({ before, after, shares }: Share, report: AttributionReport) {
  const decimals = decimalsOf(report);
  const change = subtract(after, before);
  if (decimals === undefined) return { before, after, change, shares };
  const [was, is, by] = [before, after, change].map((value) => roundTo(value, decimals));
  return {
    before: was ?? before,
    after: is ?? after,
    change: by ?? change,
    shares: byLargestRemainder(shares, decimals),
  };
}

export const amountText = (value: Rational, report: AttributionReport): string =>
  plainText(value, report.output.type, {
    decimals: decimalsOf(report),
    currency: report.older.program.header.currency,
  });

/** What its edits do, in one line. */
export const playerText = ({ edits }: Player, language: Language): string =>
  edits.map((edit) => describeEdit(edit)[language]).join(language === "zh" ? "；" : "; ");

/** The clause that the first of its edits stands under. */
export function playerClause({ edits: [first], under }: Player): string {
  const clause = under ?? first?.clause;
  return clause ? citationOf(clause) : "";
}

/** A line for the whole, one for each month, and the same for the agent; a column for each edit. */
export function attributionCsv(report: AttributionReport, agent: string | undefined, language: Language): string {
  const { attribution, players } = report;
  const cells = (share: Share): string[] => {
    const { before, after, change, shares } = rounded(share, report);
    return [before, after, change, ...shares].map((value) => amountText(value, report));
  };
  const lines = (split: Split, who: string): string[][] => [
    [who, "", ...cells(split)],
    ...[...split.months].map(([month, share]) => [who, month, ...cells(share)]),
  ];
  return formatCsv([
    ["工号", "月份", "before", "after", "change", ...players.players.map((player) => playerText(player, language))],
    ...lines(attribution.total, ""),
    ...(attribution.agent ? lines(attribution.agent, agent ?? "") : []),
  ]);
}

/** Everything; each amount exact and as it is given out. */
export function attributionJson(report: AttributionReport, agent: string | undefined, language: Language): string {
  const { attribution, players, output, file } = report;
  const both = (value: Rational, shown: Rational) => ({ value: exactText(value), shown: amountText(shown, report) });
  const shareOf = (share: Share) => {
    const given = rounded(share, report);
    return {
      before: both(share.before, given.before),
      after: both(share.after, given.after),
      change: both(subtract(share.after, share.before), given.change),
      shares: share.shares.map((value, at) => both(value, given.shares[at] ?? value)),
    };
  };
  const splitOf = (split: Split) => ({
    ...shareOf(split),
    months: [...split.months].map(([month, share]) => ({ month, ...shareOf(share) })),
  });
  const outcomeOf = (outcome: Outcome) =>
    isRowError(outcome) ? { error: outcome.message[language] } : { value: exactText(outcome) };
  const content = {
    older: report.olderPath,
    newer: report.newerPath,
    data: report.dataPath,
    output: output.name,
    by: players.by,
    edits: players.players.map((player) => ({
      clause: playerClause(player),
      addresses: player.edits.map(({ address }) => address),
      text: playerText(player, language),
    })),
    withoutEffect: players.idle.map((edit) => describeEdit(edit)[language]),
    total: splitOf(attribution.total),
    agent: attribution.agent ? { agent, ...splitOf(attribution.agent) } : null,
    apart: attribution.apart.map(({ agent: who, month, before, after, between }) => ({
      month,
      agent: who,
      before: outcomeOf(before),
      after: outcomeOf(after),
      between: between
        ? { edits: between.players.map((player) => player + 1), error: between.error.message[language] }
        : null,
    })),
    unreadable: file.problems.map(({ month, agent: who, line, problem }) => ({
      month,
      agent: who,
      line,
      problem: problem[language],
    })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
