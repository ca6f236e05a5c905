/** The game of edits that change numbers only: one program, its params moved, and as few evaluations as show all. */
import { createBatch } from "../../batch/batch.ts";
import type { Evaluation } from "../../batch/evaluation.ts";
import type { ResultColumn } from "../../batch/result-column.ts";
import { dependentsOf } from "../../batch/with-params.ts";
import type { Work } from "../../batch/work.ts";
import type { Program } from "../../ir/program.ts";
import { acrossRows } from "./across-rows.ts";
import { Activity } from "./activity.ts";
import { type Addend, sumOf } from "./addends.ts";
import { upstreamOf } from "./changed-numbers.ts";
import { type Coalition, coalitionOf, isIn, NOBODY, neighbours, playersOf } from "./coalition.ts";
import { type Cover, coverOf } from "./cover.ts";
import type { Game, Question } from "./game.ts";
import { type Levers, settingsOf } from "./levers.ts";
import { type Amounts, leastCommonMultiple, Tally } from "./tally.ts";

export function* leverGame(levers: Levers, question: Question): Work<Game> {
  const { columns, output } = question;
  const { program: split, addends } = sumOf(levers.program, output);
  const names = [...new Set(addends.map(({ name }) => name))];
  const activity = new Activity(levers, split, names);
  const batch = createBatch(activity.program, columns, { names: [...names, ...activity.watched] });
  batch.evaluate();
  yield 0;
  const active = activity.activeIn(batch, names);
  const parts = addends.map((addend): Part => {
    const { kinds, groups } = kindsOf(active.get(addend.name) ?? new Int32Array(columns.length));
    const players = groups.reduce((all, group) => all | group, NOBODY);
    return { ...addend, groups, players, tally: new Tally(question, kinds), found: new Map() };
  });
  const cover = coverOf(parts.flatMap(({ groups }) => groups));
  const coalitions = [...inGoodOrder(cover, levers, split, output)];
  const failing = new Map<number, Coalition>();
  for (let isSettled = false; !isSettled; ) {
    isSettled = true;
    for (const { found } of parts) found.clear();
    for (const [at, colours] of coalitions.entries()) {
      const coalition = cover.coalition(colours);
      const results = columnsOf(batch.whatIf(settingsOf(levers, coalition)), parts);
      const due = parts.flatMap((part, place) => {
        const [own, column] = [cover.coloursOf(coalition & part.players), results[place]];
        return column && !part.found.has(own) ? [{ ...part, own, column }] : [];
      });
      const rows = due.flatMap(({ tally, column }) => tally.failing(column));
      for (const row of rows) {
        failing.set(row, coalition);
        for (const { tally } of parts) tally.leaveOut(row);
      }
      // Sums that were made before hold rows that are now left out.
      if (rows.length > 0 && at > 0) isSettled = false;
      for (const { found, own, tally, column } of due) found.set(own, tally.sum(column));
      yield at / coalitions.length;
    }
  }
  return { ...worthOf(parts, cover), failing };
}

/** An addend, and the rows it has by the players that matter in them. */
interface Part extends Addend {
  readonly groups: readonly Coalition[];
  /** All that matter in any row. */
  readonly players: Coalition;
  readonly tally: Tally;
  /** What it sums to, by the colours of those who matter. */
  readonly found: Map<Coalition, Amounts>;
}

/** Of each row the place of its group. */
function kindsOf(masks: Int32Array): { kinds: Int32Array; groups: Coalition[] } {
  const places = new Map<Coalition, number>();
  const kinds = masks.map((mask) => {
    const place = places.get(mask) ?? places.size;
    places.set(mask, place);
    return place;
  });
  return { kinds, groups: [...places.keys()] };
}

function columnsOf({ results }: Evaluation, parts: readonly Part[]): ResultColumn[] {
  return parts.map(({ name }) => {
    const column = results.get(name);
    if (!column) throw new RangeError(`${name} was not computed`);
    return column;
  });
}

/** What looks at other rows costs as much as so many names. */
const ACROSS = 20;

/** All sets of colours, so that those which cost least to move do so most often. */
function* inGoodOrder(cover: Cover, { moves }: Levers, program: Program, output: string): Generator<Coalition> {
  const upstream = upstreamOf(program, [output]);
  const costOf = (colour: number): number => {
    const moved = playersOf(cover.coalition(1 << colour)).flatMap((player) => [...(moves.get(player)?.keys() ?? [])]);
    const affected = [...dependentsOf(program, moved)].filter((name) => upstream.has(name));
    return affected.reduce((cost, name) => {
      const definition = program.definitions.get(name);
      return cost + 1 + (definition ? ACROSS * [...acrossRows(definition)].length : 0);
    }, 0);
  };
  const costs = Array.from({ length: cover.colours }, (_, colour) => costOf(colour));
  const order = costs.map((_, colour) => colour).sort((a, b) => (costs[a] ?? 0) - (costs[b] ?? 0));
  for (const positions of neighbours(cover.colours)) {
    yield coalitionOf(order.filter((_, position) => isIn(position, positions)));
  }
}

function worthOf(parts: readonly Part[], cover: Cover): Pick<Game, "worth" | "denominator"> {
  const denominator = parts
    .flatMap(({ found }) => [...found.values()])
    .map((each) => each.denominator)
    .reduce(leastCommonMultiple, 1n);
  return {
    denominator,
    worth(coalition) {
      const sums: bigint[] = [];
      for (const { groups, sign, tally, found, players } of parts) {
        const months = tally.slots / groups.length / 2;
        for (const [kind, group] of groups.entries()) {
          // Whoever does not matter in these rows may or may not take part.
          const amounts = found.get(cover.coloursOf(cover.coalition(cover.coloursOf(coalition & group)) & players));
          if (!amounts) throw new RangeError("a coalition was not looked at");
          const factor = (denominator / amounts.denominator) * BigInt(sign);
          for (let month = 0; month < months; month += 1) {
            const others = amounts.numerators[kind * months + month] ?? 0n;
            const own = amounts.numerators[(groups.length + kind) * months + month] ?? 0n;
            sums[month] = (sums[month] ?? 0n) + (others + own) * factor;
            sums[months + month] = (sums[months + month] ?? 0n) + own * factor;
          }
        }
      }
      return sums;
    },
  };
}
