/** Numbers of a scheme as params of its program: other values then need no other program. */
import { type Address, listAddresses } from "../../ir/address.ts";
import type { DecisionTable, Definition, ParamDefinition, Program } from "../../ir/program.ts";
import type { Term, TypedTest } from "../../ir/term.ts";
import { boundsOf } from "../../ir/walk.ts";
import { greatestCommonDivisor, max, min, type Rational, rational } from "../../values/rational.ts";
import { isRational } from "../../values/value.ts";
import type { Move } from "./lever.ts";

/**
 * The program in which each address that one of the moves names is a param of that name. A param
 * that the scheme has stays the same; its range is what the moves need.
 *
 * @throws RangeError for what is no address of a param, cell, edge or weight that holds a number
 */
export function asParams(program: Program, moves: Iterable<Move>): Program {
  const values = new Map<string, Rational[]>();
  for (const move of moves) {
    for (const [address, value] of move) values.set(address, [...(values.get(address) ?? []), value]);
  }
  const known = new Map(listAddresses(program).map((address) => [address.address, address]));
  const params: ParamDefinition[] = [];
  const names = new Map<number, string>();
  for (const [name, wanted] of values) {
    const address = known.get(name);
    if (!address || address.kind === "share") throw new RangeError(`${name} cannot be moved`);
    params.push(paramOf(address, wanted, program));
    if (address.kind !== "param") for (const { start } of address.spans) names.set(start, name);
  }
  return withParamsFor(program, params, names);
}

const NOT_MUCH = 1_000_000_000n;

function paramOf(
  { address, spans, type, value }: Address,
  wanted: readonly Rational[],
  program: Program,
): ParamDefinition {
  const [span] = spans;
  const owner = program.definitions.get(address) ?? [...program.definitions.values()][0];
  if (type.kind !== "number" || !isRational(value) || !span || !owner) {
    throw new RangeError(`${address} cannot be moved`);
  }
  const all = [value, ...wanted];
  const scale = all.reduce((common, { denominator }) => leastCommonMultiple(common, denominator), 1n);
  return {
    kind: "param",
    name: address,
    nameSpan: span,
    type,
    clause: owner.clause,
    span,
    exceptions: [],
    dependencies: [],
    value,
    valueSpan: span,
    range: { lower: all.reduce(min), lowerIncluded: true, upper: all.reduce(max), upperIncluded: true },
    // A slot holds every value of the moves; one that would need a finer scale is lowered anew for each.
    ...(scale <= NOT_MUCH && { step: rational(1n, scale) }),
  };
}

const leastCommonMultiple = (a: bigint, b: bigint): bigint => (a / greatestCommonDivisor(a, b)) * b;

/** @param names by where a literal begins in the text: the param that takes its place */
function withParamsFor(
  program: Program,
  params: readonly ParamDefinition[],
  names: ReadonlyMap<number, string>,
): Program {
  const take = (term: Term): Term => {
    const name = term.kind === "literal" ? names.get(term.span.start) : undefined;
    return name === undefined ? term : { kind: "reference", name, type: term.type, span: term.span };
  };
  const tables = new Map(program.tables.map((table) => [table, tableWith(table, take)]));
  const definitions = new Map<string, Definition>(
    [...program.definitions].map(([name, definition]) => [name, definitionWith(definition, tables, take)]),
  );
  for (const param of params) definitions.set(param.name, param);
  const added = params.map(({ name }) => name).filter((name) => !program.definitions.has(name));
  return {
    ...program,
    tables: program.tables.map((table) => tables.get(table) ?? table),
    definitions,
    order: [...added, ...program.order],
  };
}

type Take = (term: Term) => Term;

function tableWith(table: DecisionTable, take: Take): DecisionTable {
  return {
    ...table,
    rows: table.rows.map((row) => ({
      ...row,
      tests: row.tests.map((test) => testWith(test, take)),
      results: row.results.map(take),
    })),
  };
}

function testWith(test: TypedTest, take: Take): TypedTest {
  switch (test.kind) {
    case "any":
      return test;
    case "compare":
      return { ...test, bound: take(test.bound) };
    case "range":
      return { ...test, lower: take(test.lower), upper: take(test.upper) };
    case "one-of":
      return { ...test, tests: test.tests.map((each) => testWith(each, take)) };
    case "not":
      return { ...test, test: testWith(test.test, take) };
  }
}

function definitionWith(
  definition: Definition,
  tables: ReadonlyMap<DecisionTable, DecisionTable>,
  take: Take,
): Definition {
  if (definition.kind === "score") {
    const indicators = definition.indicators.map((each) => ({ ...each, weight: take(each.weight) }));
    return {
      ...definition,
      indicators,
      dependencies: [...definition.dependencies, ...namesIn(indicators.map((each) => each.weight))],
    };
  }
  if (definition.kind !== "column") return definition;
  const table = tables.get(definition.table) ?? tableWith(definition.table, take);
  const terms = table.rows.flatMap(({ tests, results }) => [...tests.flatMap(boundsOf), ...results]);
  return { ...definition, table, dependencies: [...new Set([...definition.dependencies, ...namesIn(terms)])] };
}

const namesIn = (terms: readonly Term[]): string[] =>
  terms.flatMap((term) => (term.kind === "reference" ? [term.name] : []));
