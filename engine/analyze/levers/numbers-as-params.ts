/** Numbers of a program as params: other values then need no other program. */
import type { Definition, ParamDefinition, Program } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { boundsOf, referencesOf, termsOf } from "../../ir/walk.ts";
import { greatestCommonDivisor, max, min, type Rational, rational } from "../../values/rational.ts";
import { isRational } from "../../values/value.ts";
import { replaced } from "./replaced.ts";

export type NumberLiteral = Term & { readonly kind: "literal" };

export interface MovedNumber {
  /** The name of the param that takes its place; a param keeps its own. */
  readonly name: string;
  /** A literal that stands in several places is one for each. */
  readonly at: ParamDefinition | readonly NumberLiteral[];
  /** What it is to be set to; its own value is one more. */
  readonly values: readonly Rational[];
}

/** @throws RangeError for a literal that is no number */
export function numbersAsParams(program: Program, moved: Iterable<MovedNumber>): Program {
  const params: ParamDefinition[] = [];
  const references = new Map<object, Term>();
  for (const { name, at, values } of moved) {
    if ("clause" in at) {
      params.push({ ...at, ...slotFor([at.value, ...values]) });
      continue;
    }
    const [literal] = at;
    if (literal) params.push(paramInsteadOf(literal, name, values, program));
    for (const each of at) references.set(each, { kind: "reference", name, type: each.type, span: each.span });
  }
  const made = new Map<object, object>();
  const names = new Set(params.map(({ name }) => name));
  const definitions = new Map<string, Definition>();
  for (const [name, definition] of program.definitions) {
    const own = replaced(definition, references, made);
    const read = own === definition ? [] : namesReadBy(own).filter((each) => names.has(each));
    definitions.set(
      name,
      read.length === 0 ? own : { ...own, dependencies: [...new Set([...own.dependencies, ...read])] },
    );
  }
  for (const param of params) definitions.set(param.name, param);
  const added = params.map(({ name }) => name).filter((name) => !program.definitions.has(name));
  return {
    ...program,
    tables: program.tables.map((table) => replaced(table, references, made)),
    definitions,
    order: [...added, ...program.order],
  };
}

function paramInsteadOf(
  { span, type, value }: NumberLiteral,
  name: string,
  values: readonly Rational[],
  { definitions }: Program,
): ParamDefinition {
  const [owner] = definitions.values();
  if (type.kind !== "number" || !isRational(value) || !owner) throw new RangeError(`${name} is no number`);
  return {
    kind: "param",
    name,
    nameSpan: span,
    type,
    clause: owner.clause,
    span,
    exceptions: [],
    dependencies: [],
    value,
    valueSpan: span,
    ...slotFor([value, ...values]),
  };
}

const NOT_MUCH = 1_000_000_000n;

/** A range and a step that hold all the values; where that would need too fine a step, the program is lowered anew for each. */
function slotFor(values: readonly Rational[]): Pick<ParamDefinition, "range" | "step"> {
  const scale = values.reduce((common, { denominator }) => leastCommonMultiple(common, denominator), 1n);
  return {
    range: { lower: values.reduce(min), lowerIncluded: true, upper: values.reduce(max), upperIncluded: true },
    ...(scale <= NOT_MUCH && { step: rational(1n, scale) }),
  };
}

const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a / greatestCommonDivisor(a, b)) * b;

function namesReadBy(definition: Definition): string[] {
  const terms = [...termsOf(definition)];
  if (definition.kind === "column") {
    const { table, column } = definition;
    for (const { tests, results } of table.rows)
      terms.push(...tests.flatMap(boundsOf), ...results.slice(column, column + 1));
  }
  return terms.flatMap((term) => [...referencesOf(term)].map(({ name }) => name));
}
