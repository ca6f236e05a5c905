import type { Measurement, Phase } from "./measure.ts";

/** One workload at one number of rows, an engine a line. */
export function printTable(measurements: readonly Measurement[]): void {
  const [first] = measurements;
  if (!first) return;
  console.log(`\n${first.workload}, ${first.rows.toLocaleString("en")} agent-months (ns per row, × the float loop)`);
  console.log(
    `${"".padEnd(22)}${["first", "warm", "one param changed"].map((head) => head.padStart(20)).join("")}   wrong rows`,
  );
  for (const engine of new Set(measurements.map(({ engine }) => engine))) {
    const of = (phase: Phase) => measurements.find((each) => each.engine === engine && each.phase === phase);
    const cells = (["first", "warm", "param"] as const).map((phase) => {
      const found = of(phase);
      return found
        ? `${figure(found.nsPerRow)} ${`${figure(found.ratioToFloatLoop)} ×`.padStart(11)}`.padStart(20)
        : "".padStart(20);
    });
    const wrong = Math.max(...measurements.filter((each) => each.engine === engine).map(({ wrongRows }) => wrongRows));
    console.log(`${engine.padEnd(22)}${cells.join("")}   ${wrong.toLocaleString("en").padStart(10)}`);
  }
}

const figure = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString("en") : value >= 10 ? value.toFixed(1) : value.toFixed(2);
