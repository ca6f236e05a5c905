/**
 * `npm run check:batch [-- AGENT_MONTHS [SEED]]`: generated programs over generated populations, every
 * name of every agent-month by `batch` and by the reference. Ends with 1 at the first difference.
 */
import { type Counts, compareBatches } from "./batch.ts";

const [agentMonths = 1_000_000, seed = 1] = process.argv.slice(2).map(Number);
const REPORT_EVERY = 10_000;

const started = performance.now();
const seconds = (): string => `${Math.round((performance.now() - started) / 1_000)} s`;
const line = ({ schemes, agentMonths: done, values, errors, names, beyond }: Counts): string =>
  `${done} agent-months, ${schemes} schemes, ${values} values and ${errors} errors equal; ` +
  `${beyond} of ${names} names left to the reference; ${seconds()}`;

const work = compareBatches(agentMonths, seed);
let step = work.next();
let reported = performance.now();
let last: Counts | undefined;
while (!step.done) {
  last = step.value;
  if (performance.now() - reported > REPORT_EVERY) {
    reported = performance.now();
    console.log(line(last));
  }
  step = work.next();
}
if (last) console.log(line(last));
if (step.value) {
  const { seed: at, differences, text } = step.value;
  console.error(`seed ${at}:\n${differences.join("\n")}\n\n${text}`);
  process.exitCode = 1;
}
