import {
  type AgentMoved,
  attributeGroups,
  type Compilation,
  isRowError,
  monthIndex,
  PayBefore,
  type PayMoved,
  type ResultColumn,
  refusalsOf,
  sumsBy,
  type Turn,
  whereBoth,
} from "../../../engine/index.ts";
import { remember } from "../remember.ts";
import { notAddedUp } from "./compare.ts";
import { LeverBatch } from "./lever-batch.ts";
import { sidesOf } from "./sides.ts";
import { NotStudied, requireComputable, type Study } from "./study.ts";
import type { WhatIf, WhatIfDetails, WhatIfQuestion } from "./study-api.ts";
import { listFailures } from "./study-failures.ts";
import type { StudyPopulation } from "./study-population.ts";

/** Answers the same question for one move after another; what does not depend on the move is kept. */
export class WhatIfs {
  readonly #study: Study;
  readonly #batch = remember(
    (compilation: Compilation, population: StudyPopulation) => new LeverBatch(compilation, population),
  );
  readonly #before = remember((column: ResultColumn, population: StudyPopulation, group: string): Before => {
    const rows = population.rowsOf(JSON.parse(group));
    return { column, rows, pay: new PayBefore(column, population.columns, rows) };
  });
  readonly #refusals = remember(refusalsOf);

  constructor(study: Study) {
    this.#study = study;
  }

  /**
   * @param how `quick`: neither who is missing, nor what the scheme permits, nor details
   * @throws NotStudied where the text or its baseline cannot be computed
   */
  async answer(question: WhatIfQuestion, how: "quick" | "full", turn: Turn): Promise<WhatIf> {
    const started = performance.now();
    const { text, baseline = { kind: "version", text }, move, group = [] } = question;
    const compilation = requireComputable(this.#study.compiled(text));
    const { population, sides } = await sidesOf(this.#study, [baseline, { kind: "version", text }], turn);
    turn.signal?.throwIfAborted();
    const [old, own] = sides;
    const column = old?.evaluation.results.get(old.pay.name);
    if (!column || !own) throw new RangeError("what is paid was not computed");
    const before = this.#before(column, population, JSON.stringify(group));
    const { name } = own.pay;
    const after = this.#batch(compilation, population).moved(move).results.get(name);
    const moved = after && before.pay.movedTo(after);
    if (!moved) throw new NotStudied(0, notAddedUp(name));
    const isFull = how === "full";
    const refused = isFull ? this.#refusals(compilation)(move) : undefined;
    const { largestGain, largestLoss } = moved;
    const personOf = ({ agent, change }: AgentMoved) => ({ person: population.personOf(agent), change });
    return {
      pay: name,
      currency: compilation.program.header.currency,
      rows: before.rows.length,
      before: moved.before.value,
      after: moved.after.value,
      months: moved.months,
      up: moved.up,
      down: moved.down,
      same: moved.same,
      ...(largestGain && { largestGain: personOf(largestGain) }),
      ...(largestLoss && { largestLoss: personOf(largestLoss) }),
      missing: {
        before: before.rows.length - moved.before.counted,
        after: before.rows.length - moved.after.counted,
        first: isFull ? missingIn(before, after, moved, population) : [],
      },
      ...(refused && { refused }),
      ...(isFull && { details: detailsOf(moved, before.rows, population, question.by) }),
      milliseconds: performance.now() - started,
    };
  }
}

interface Before {
  readonly column: ResultColumn;
  /** That count. */
  readonly rows: Int32Array;
  readonly pay: PayBefore;
}

function missingIn(
  { column, rows }: Before,
  after: ResultColumn,
  { amounts: [old, own] }: PayMoved,
  { columns }: StudyPopulation,
): WhatIf["missing"]["first"] {
  const missing = rows.filter((row) => Number.isNaN((old.whole[row] ?? 0) + (own.whole[row] ?? 0)));
  const reasonsOf = (row: number) =>
    [column, after].map((each) => {
      const outcome = each.at(row);
      return isRowError(outcome) ? outcome.message : undefined;
    });
  return listFailures(missing, columns, reasonsOf).first;
}

function detailsOf(
  { amounts, months }: PayMoved,
  rows: Int32Array,
  population: StudyPopulation,
  by: string | undefined,
): WhatIfDetails {
  const { columns, attributes } = population;
  const both = whereBoth(...amounts);
  const [before, after] = both.map((side) =>
    population.amounts(sumsBy(side, rows, columns.agent, columns.agents.length).wholes(), side.scale),
  );
  const metric = by ?? attributes[0];
  if (!before || !after) throw new RangeError("there are two sides");
  if (metric === undefined) return { before, after, heat: undefined };
  const { values, places } = attributeGroups(metric, rows, columns);
  const monthPlaces = new Map(months.map(({ month }, place) => [monthIndex(month), place]));
  const slots = places.map((place, row) =>
    place < 0 ? -1 : place * months.length + (monthPlaces.get(columns.month[row] ?? 0) ?? 0),
  );
  const [old, own] = both.map((side) => sumsBy(side, rows, slots, values.length * months.length));
  if (!old || !own) throw new RangeError("there are two sides");
  const cells = values.map((_, place) =>
    months.map((_, month) => {
      const slot = place * months.length + month;
      return { before: old.sum(slot), after: own.sum(slot) };
    }),
  );
  return { before, after, heat: { metric, values, cells } };
}
