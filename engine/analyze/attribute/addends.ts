/** What an output is the sum of: edits that touch different addends can be looked at side by side. */
import type { FormulaDefinition, Program } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { referencesOf } from "../../ir/walk.ts";

export interface Addend {
  readonly name: string;
  /** 1 where it is added, −1 where it is taken off. */
  readonly sign: 1 | -1;
}

export interface Sum {
  /** With a name for each addend that had none. */
  readonly program: Program;
  /** They have a value where the output has one, and their sum is then its value. */
  readonly addends: readonly Addend[];
}

export function sumOf(program: Program, output: string): Sum {
  const definitions = new Map(program.definitions);
  const order = [...program.order];
  const addends: Addend[] = [];

  function take(term: Term, sign: 1 | -1, owner: FormulaDefinition): void {
    if (term.kind === "arithmetic" && (term.operator === "+" || term.operator === "-")) {
      take(term.left, sign, owner);
      take(term.right, term.operator === "+" ? sign : opposite(sign), owner);
    } else if (term.kind === "negate") take(term.operand, opposite(sign), owner);
    else if (term.kind === "reference") takeName(term.name, sign);
    else {
      const name = `${owner.name} #${addends.length + 1}`;
      const dependencies = [...new Set([...referencesOf(term)].map((reference) => reference.name))];
      definitions.set(name, { ...owner, name, type: term.type, body: term, dependencies });
      order.splice(order.indexOf(owner.name), 0, name);
      addends.push({ name, sign });
    }
  }

  function takeName(name: string, sign: 1 | -1): void {
    const definition = program.definitions.get(name);
    const isSum = definition?.kind === "formula" && definition.exceptions.length === 0;
    if (isSum && isAddition(definition.body)) take(definition.body, sign, definition);
    else addends.push({ name, sign });
  }

  takeName(output, 1);
  return { program: { ...program, definitions, order }, addends };
}

const opposite = (sign: 1 | -1): 1 | -1 => (sign === 1 ? -1 : 1);

function isAddition(term: Term): boolean {
  if (term.kind === "arithmetic") return term.operator === "+" || term.operator === "-";
  return term.kind === "negate" && isAddition(term.operand);
}
