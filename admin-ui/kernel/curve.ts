/** What is paid along one figure, under the text and its base, with the agents of the month as they are. */
import {
  type AgentMonth,
  type CurveJump,
  compare,
  type Definition,
  figuresBehind,
  type History,
  isRational,
  type Outcome,
  type PayCurve,
  type Program,
  payCurve,
  type Rational,
  Reference,
  subtract,
  type Turn,
} from "../../engine/index.ts";
import { headlineColumn, outputColumns } from "./outcomes.ts";
import type { Curve, CurveAgent } from "./workbench-api.ts";

export interface CurveSource {
  readonly program: Program;
  /** The agents of the month. */
  readonly rows: readonly AgentMonth[];
  /** All that rules may look at, with what came out for everybody but one agent. */
  readonly history: (except: string) => History;
  readonly base?: Pick<CurveSource, "program" | "history">;
}

/** No agent has this number. */
const NOBODY = "";
/** More dots than these say no more. */
const MOST_AGENTS = 2_000;
/** The line reaches over what all but so few of the agents have, on either side. */
const TAIL = 0.02;

/**
 * @param wanted the figure; where absent, the one with most edges
 * @returns `undefined` where there is no such figure, nobody has it, or it is given up
 */
export async function curveOf(
  { program, base, history, rows }: CurveSource,
  wanted: string | undefined,
  { pause, signal }: Turn,
): Promise<Curve | undefined> {
  const columns = outputColumns(program);
  const pay = columns[headlineColumn(columns) ?? -1];
  if (pay?.type.kind !== "number") return undefined;
  const figures = figuresBehind(program, pay.name);
  const figure = wanted ?? figures.at(-1);
  const definition: Definition | undefined = figure === undefined ? undefined : program.definitions.get(figure);
  if (figure === undefined || definition?.type.kind !== "number" || !figures.includes(figure)) return undefined;

  const own = new Reference(program, history(NOBODY));
  const before = base && new Reference(base.program, base.history(NOBODY));
  const agents: CurveAgent[] = [];
  /** Of those who are paid. */
  const paid: { readonly at: AgentMonth; readonly amount: Rational }[] = [];
  for (const at of evenly(rows, MOST_AGENTS)) {
    const [x, y] = [numberIn(own.value(figure, at)), numberIn(own.value(pay.name, at))];
    if (x) {
      const was = before && numberIn(before.value(pay.name, at));
      agents.push({ agent: at.agent, name: nameIn(at), x, ...(y ? { y } : was && { before: was }) });
      // By the base, so that it is the same agent however the text is edited.
      const amount = was ?? y;
      if (amount) paid.push({ at, amount });
    }
    await pause();
    if (signal?.aborted) return undefined;
  }
  const middle = paid.sort((a, b) => compare(a.amount, b.amount))[Math.floor(paid.length / 2)];
  const places = agents.map(({ x }) => x).sort(compare);
  const [from, to] = [TAIL, 1 - TAIL].map((share) => places[Math.round(share * (places.length - 1))]);
  if (!middle || !from || !to) return undefined;
  const along = { figure, output: pay.name, at: middle.at, from, to };
  const line: PayCurve | undefined = payCurve(program, history(middle.at.agent), along);
  await pause();
  if (!line || signal?.aborted) return undefined;
  const [first, last] = [line.points[0], line.points.at(-1)];
  const old =
    base &&
    first &&
    last &&
    payCurve(base.program, base.history(middle.at.agent), { ...along, from: first.x, to: last.x });
  return {
    figure,
    type: definition.type,
    figures,
    pay,
    who: { agent: middle.at.agent, name: nameIn(middle.at) },
    points: line.points,
    jumps: line.jumps.toSorted((a, b) => compare(size(b), size(a))),
    ...(old && { base: old.points }),
    agents,
    people: rows.length,
  };
}

const numberIn = (outcome: Outcome): Rational | undefined => (isRational(outcome) ? outcome : undefined);

function nameIn({ values }: AgentMonth): string {
  const name = values.get("姓名");
  return typeof name === "string" ? name : "";
}

const size = ({ below, above }: CurveJump): Rational =>
  compare(above, below) >= 0 ? subtract(above, below) : subtract(below, above);

/** So many of the items, from all parts of the list. */
function* evenly<T>(items: readonly T[], most: number): Generator<T> {
  const step = Math.max(1, items.length / most);
  for (let at = 0; at < items.length; at += step) {
    const item = items[Math.floor(at)];
    if (item !== undefined) yield item;
  }
}
