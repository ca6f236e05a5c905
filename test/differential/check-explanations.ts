/** `npm run check:explain [-- CASES [SEED]]`: see `explanations.ts`. Ends with 1 at the first difference. */
import { compareExplanations } from "./explanations.ts";

const [cases = 20_000, seed = 1] = process.argv.slice(2).map(Number);
let last = "";
for await (const { schemes, cases: done, values } of compareExplanations(cases, seed)) {
  last = `${done} cases of ${schemes} schemes explained, ${values} outputs and actions equal`;
}
console.log(last);
