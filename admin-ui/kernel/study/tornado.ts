import { type Group, type Move, type MoveEffect, payNames, sensitivity, type Turn } from "../../../engine/index.ts";
import { requireMoved } from "./moved.ts";
import { PAYS_NOTHING } from "./sides.ts";
import { NotStudied, type Study } from "./study.ts";
import type { TornadoBar, TornadoSide } from "./study-api.ts";

/**
 * What turning each lever a little does, from where the move leaves the scheme.
 *
 * @throws NotStudied where it has errors or pays nothing
 */
export async function tornado(
  study: Study,
  text: string,
  move: Move,
  group: Group | undefined,
  turn: Turn,
): Promise<readonly TornadoBar[]> {
  const { compilation, places } = requireMoved(study, text, move);
  if (!payNames([compilation.program])) throw new NotStudied(0, PAYS_NOTHING);
  const population = await study.reaching([compilation.program]);
  const found = await sensitivity(compilation, population.columns, { among: population.rowsOf(group) }, turn);
  return found.levers.flatMap(({ lever, down, up }) => {
    const place = places.get(lever.address);
    return place === undefined ? [] : [{ lever: place, down: sideOf(down), up: sideOf(up) }];
  });
}

function sideOf({ value, outcome }: MoveEffect): TornadoSide {
  if ("refused" in outcome) return { value, refused: outcome.refused.message };
  const { change, winners, losers } = outcome;
  return { value, change, winners, losers };
}
