import { type Move, subtract } from "../../../engine/index.ts";
import type { StudyLever, TornadoBar } from "../../kernel/study/study-api.ts";
import { standing } from "../../kernel/what-if/turn.ts";
import { m } from "./messages.ts";
import { leverValue, signed } from "./shown.ts";

/** `每 +0.1 个点 +110,225`: what a step up does; `undefined` where the scheme does not permit it. */
export function leverStep(lever: StudyLever, move: Move, { up }: TornadoBar): string | undefined {
  if ("refused" in up) return undefined;
  const step = leverValue(lever, subtract(up.value, standing(lever, move)));
  return m().perStep(lever.type.percent ? m().points(step.replace("%", "")) : step, signed(up.change, 0));
}
