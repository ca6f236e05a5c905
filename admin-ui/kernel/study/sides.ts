/** Versions and locked runs as evaluations of one population. */
import { type Evaluation, type Output, type Program, payNames, type Turn } from "../../../engine/index.ts";
import { NotStudied, requireComputable, type Study } from "./study.ts";
import type { StudyScheme } from "./study-api.ts";
import type { StudyPopulation } from "./study-population.ts";

export interface Side {
  readonly evaluation: Evaluation;
  /** What of it is paid. */
  readonly pay: Output;
  readonly isRuns: boolean;
  /** Of runs: amounts without an agent-month in the population. */
  readonly outside: number;
}

export interface Sides {
  readonly population: StudyPopulation;
  /** By place of the scheme. */
  readonly sides: readonly Side[];
}

/**
 * @param asked by place of the scheme what of it is paid; where absent, the last amount of money that all put out,
 *   else the last of each
 * @throws NotStudied where one has errors or pays nothing
 */
export async function sidesOf(
  study: Study,
  schemes: readonly StudyScheme[],
  turn: Turn,
  asked?: readonly string[],
): Promise<Sides> {
  const programs = schemes.map((scheme, at) =>
    scheme.kind === "version" ? requireComputable(study.compiled(scheme.text), at).program : undefined,
  );
  const names = namesOf(programs, asked);
  const outputs = programs.map((program, at) => program && requirePay(program, names[at], at));
  const like = outputs.findIndex((output) => output !== undefined);
  const [program, output] = [programs[like], outputs[like]];
  if (!program || !output) throw new NotStudied(0, ONLY_RUNS);
  const population = await study.reaching(programs.filter((each) => each !== undefined));
  const sides: Side[] = [];
  for (const [at, scheme] of schemes.entries()) {
    turn.signal?.throwIfAborted();
    const onProgress = (share: number) => turn.onProgress?.((at + share) / schemes.length);
    if (scheme.kind === "version") {
      const evaluation = await study.evaluated(study.compiled(scheme.text), population, { ...turn, onProgress });
      sides.push({ evaluation, pay: outputs[at] ?? output, isRuns: false, outside: 0 });
    } else {
      const found = study.paid(scheme.paid, { program, output }, population);
      sides.push({ ...found, pay: output, isRuns: true });
    }
  }
  return { population, sides };
}

/** By place of the scheme; of runs nothing. */
function namesOf(programs: readonly (Program | undefined)[], asked: readonly string[] | undefined): readonly string[] {
  if (asked) return asked;
  const found = [...(payNames(programs.filter((program) => program !== undefined)) ?? [])];
  return programs.map((program, at) => {
    if (program && !payNames([program])) throw new NotStudied(at, PAYS_NOTHING);
    return program ? (found.shift() ?? "") : "";
  });
}

function requirePay({ outputs }: Program, name: string | undefined, at: number): Output {
  const output = outputs.find((each) => each.name === name && each.type.kind === "number");
  if (output) return output;
  throw new NotStudied(at, { zh: `方案不输出数值“${name}”`, en: `the scheme puts out no number ${name}` });
}

export const PAYS_NOTHING = {
  zh: "方案没有输出金额，没有可以比较的数",
  en: "the scheme puts out no amount of money to compare",
};
const ONLY_RUNS = { zh: "至少要有一个方案的版本", en: "at least one version of a scheme is needed" };
