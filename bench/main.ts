/**
 * How fast a population is computed, and how many people are paid a wrong fen: this engine, the loops
 * somebody would write by hand, and what else there is, on the same rows in one process.
 *
 *   npm run bench [-- --quick] [--json FILE]
 *
 * What counts are the ratios: the machine's speed cancels out of them.
 */
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { decimal } from "./engines/decimal.ts";
import { duckdb } from "./engines/duckdb.ts";
import type { Engine } from "./engines/engine.ts";
import { hyperformula } from "./engines/hyperformula.ts";
import { jsonRules } from "./engines/json-rules.ts";
import { exactLoop, floatLoop } from "./engines/loops.ts";
import { plumbline } from "./engines/plumbline.ts";
import { sqlite } from "./engines/sqlite.ts";
import { zen } from "./engines/zen.ts";
import { expectedOf, type Measurement, measure } from "./measure.ts";
import { makePopulation } from "./population.ts";
import { printQuestions, timeQuestions } from "./questions.ts";
import { printTable } from "./table.ts";
import { manyRules } from "./workloads/many-rules.ts";
import { scorecard } from "./workloads/scorecard.ts";
import { v6 } from "./workloads/v6.ts";
import { windowed } from "./workloads/windowed.ts";

const { values: options } = parseArgs({ options: { quick: { type: "boolean" }, json: { type: "string" } } });

const workloads = [v6, scorecard, windowed];
/** The cost of a rule: at the smallest number of rows only. */
const growing = [10, 100, 1_000].map(manyRules);
const engines: readonly Engine[] = [
  floatLoop,
  exactLoop,
  plumbline,
  duckdb,
  sqlite,
  decimal,
  hyperformula,
  zen,
  jsonRules,
];
/** `most` leaves out what would take minutes on so many rows. */
const sizes = options.quick
  ? [
      { rows: 12_000, most: 12_000 },
      { rows: 120_000, most: 1_000_000 },
    ]
  : [
      { rows: 12_000, most: 12_000 },
      { rows: 120_000, most: 120_000 },
      { rows: 1_200_000, most: 1_200_000 },
    ];

const patience = options.quick ? { slow: 200, enough: 300 } : { slow: 1_000, enough: 1_500 };

const measurements: Measurement[] = [];
for (const [at, { rows, most }] of sizes.entries()) {
  const population = makePopulation(rows);
  for (const workload of at === 0 ? [...workloads, ...growing] : workloads) {
    const expected = expectedOf(workload, population);
    let floatTime = 0;
    for (const engine of engines) {
      if ((engine.mostRows ?? Number.POSITIVE_INFINITY) < most) continue;
      const phases = await measure(engine, workload, population, expected, patience);
      if (!phases) continue;
      if (engine === floatLoop) floatTime = phases.get("warm")?.milliseconds ?? 0;
      for (const [phase, { milliseconds, wrongRows }] of phases) {
        measurements.push({
          workload: workload.name,
          rows: population.rows,
          engine: engine.name,
          phase,
          nsPerRow: (milliseconds * 1e6) / population.rows,
          ratioToFloatLoop: milliseconds / floatTime,
          wrongRows,
        });
      }
    }
    printTable(measurements.filter((each) => each.workload === workload.name && each.rows === population.rows));
  }
}
const questions = await timeQuestions(makePopulation(120_000), options.quick ? 5 : 15);
printQuestions(questions);
if (options.json) writeFileSync(options.json, `${JSON.stringify([...measurements, ...questions], undefined, 2)}\n`);
