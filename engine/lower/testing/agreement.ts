import type { AgentMonth, Program } from "../../ir/program.ts";
import { Reference } from "../../reference/reference.ts";
import { exactText } from "../../values/show.ts";
import { isRowError, type Outcome, type Value } from "../../values/value.ts";
import type { Ground } from "../ground.ts";
import { lower } from "../lower.ts";
import type { Cause } from "../whole.ts";
import { Interpreter } from "./interpret.ts";

/** What was compared, and in words what differs. */
export interface Agreement {
  readonly values: number;
  readonly errors: number;
  readonly beyond: readonly string[];
  readonly differences: readonly string[];
}

/** Every name of a program in every row: in whole numbers, and as the reference has it. */
export function agreementOf(program: Program, rows: readonly AgentMonth[], ground: Ground): Agreement {
  const whole = lower(program, ground);
  const settings = [...program.definitions.values()].flatMap((definition) =>
    definition.kind === "param" ? [[definition.name, definition.value] as const] : [],
  );
  const computed = new Interpreter(whole, program.catalogue, rows, new Map(settings));
  const law = new Reference(program, rows);
  const differences: string[] = [];
  let [values, errors] = [0, 0];
  for (const name of whole.names.keys()) {
    for (const [at, found] of computed.column(name).entries()) {
      const row = rows[at];
      if (!row) continue;
      const expected = law.value(name, row);
      if (isRowError(expected)) errors += 1;
      else values += 1;
      if (isSame(found, expected, rows)) continue;
      differences.push(`${name} of ${row.agent} in ${row.month}: ${inWords(found)}, and not ${inWords(expected)}`);
    }
  }
  return { values, errors, beyond: [...whole.beyond.keys()], differences };
}

function isSame(found: Value | Cause, expected: Outcome, rows: readonly AgentMonth[]): boolean {
  if (typeof found !== "object" || !("code" in found))
    return !isRowError(expected) && inWords(found) === inWords(expected);
  if (!isRowError(expected)) return false;
  if (found.code === "duplicate-row") return expected.code === "duplicate-row";
  if (expected.name !== found.name) return false;
  // The error of a cell is any that a cell of the metric holds, of whichever month.
  return found.code === "cell"
    ? rows.some(({ values }) => values.get(found.name) === expected || isCode(values.get(found.name), expected.code))
    : expected.code === found.code;
}

const isCode = (outcome: Outcome | undefined, code: string): boolean =>
  outcome !== undefined && isRowError(outcome) && outcome.code === code;

const inWords = (outcome: Outcome | Cause): string =>
  typeof outcome === "object" && "code" in outcome ? `${outcome.code} ${outcome.name}` : exactText(outcome);
