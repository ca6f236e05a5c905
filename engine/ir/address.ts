/**
 * Stable addresses of everything in a scheme that can be set without writing rules:
 *
 *   提成比例                              a param
 *   绩效奖金系数/良/绩效奖金系数            a cell: table / row / output column
 *   绩效奖金系数/月目标完成率/edge 80%      an edge: every bound of that column with that value, in its unit
 *   总分/销售能力/权重                     a weight: score / indicator / 权重 (or weight)
 *   等级/A/比例                            a share: forced distribution / grade / 比例 (or share)
 *
 * Only what is written as a plain value has an address; a cell that holds a formula has none.
 */
import type { Span } from "../source/span.ts";
import { canonicalSign } from "../syntax/characters.ts";
import type { Type } from "../values/type.ts";
import { isRational, type Value } from "../values/value.ts";
import { printLiteral } from "./print-term.ts";
import type { DecisionTable, ParamDefinition, Program } from "./program.ts";
import type { Term } from "./term.ts";
import { boundsOf } from "./walk.ts";

/** The last part of a weight's and a share's address, and the same in English. */
const WORDS = { weight: ["权重", "weight"], share: ["比例", "share"] } as const;

export interface Address {
  readonly address: string;
  readonly kind: "param" | "cell" | "edge" | "weight" | "share";
  /** Of the literals that hold the value: one, but for an edge one for each bound that moves. */
  readonly spans: readonly Span[];
  readonly type: Type;
  readonly value: Value;
  /** Of a param: the values HR may choose, and the least change between them. */
  readonly range?: NonNullable<ParamDefinition["range"]>;
  readonly step?: NonNullable<ParamDefinition["step"]>;
}

/**
 * Every address, in the order of the text. Of rows with the same name (one of which can never decide)
 * the first has the address.
 */
export function listAddresses(program: Program): Address[] {
  const found = new Map<string, Address>();
  for (const address of allAddresses(program)) {
    if (!found.has(address.address)) found.set(address.address, address);
  }
  return [...found.values()].sort((a, b) => (a.spans[0]?.start ?? 0) - (b.spans[0]?.start ?? 0));
}

/** The address meant by a text: width, spaces and typographic signs do not matter; an edge may state its unit. */
export function findAddress(addresses: readonly Address[], text: string): Address | undefined {
  const wanted = fold(text);
  return addresses.find((address) => spellings(address).some((spelling) => fold(spelling) === wanted));
}

const fold = (text: string): string => [...text].map(canonicalSign).join("").normalize("NFKC").replaceAll(/\s/g, "");

function spellings({ address, kind, value, type }: Address): string[] {
  if (kind === "weight" || kind === "share") {
    const [zh, en] = WORDS[kind];
    return [address, address.slice(0, -zh.length) + en];
  }
  if (kind === "edge") return [address, address.slice(0, -bareText(value, type).length) + printLiteral(value, type)];
  return [address];
}

const bareText = (value: Value, type: Type): string => printLiteral(value, type, { unit: false });

function* allAddresses({ definitions, tables }: Program): Generator<Address> {
  for (const definition of definitions.values()) {
    if (definition.kind === "param") {
      const { name, type, value, valueSpan, range, step } = definition;
      yield {
        address: name,
        kind: "param",
        spans: [valueSpan],
        type,
        value,
        ...(range && { range }),
        ...(step && { step }),
      };
    }
    if (definition.kind === "score") {
      for (const { name, weight } of definition.indicators) {
        yield* literalAddress(`${definition.name}/${name}/${WORDS.weight[0]}`, "weight", weight);
      }
    }
    if (definition.kind === "distribution") {
      for (const { value, share } of definition.grades) {
        if (value.kind !== "literal") continue;
        yield* literalAddress(`${definition.name}/${String(value.value)}/${WORDS.share[0]}`, "share", share);
      }
    }
  }
  for (const table of tables) {
    for (const row of table.rows) {
      for (const [column, { name }] of table.outputs.entries()) {
        const result = row.results[column];
        if (result) yield* literalAddress(`${table.name}/${row.id}/${name}`, "cell", result);
      }
    }
    yield* edgesOf(table);
  }
}

function* literalAddress(address: string, kind: Address["kind"], term: Term): Generator<Address> {
  if (term.kind === "literal") yield { address, kind, spans: [term.span], type: term.type, value: term.value };
}

function* edgesOf(table: DecisionTable): Generator<Address> {
  for (const [column, { name, type }] of table.inputs.entries()) {
    const edges = new Map<string, { value: Value; spans: Span[] }>();
    for (const { tests } of table.rows) {
      for (const bound of tests[column] ? boundsOf(tests[column]) : []) {
        if (bound.kind !== "literal" || !isRational(bound.value)) continue;
        const text = bareText(bound.value, type);
        const edge = edges.get(text) ?? { value: bound.value, spans: [] };
        edge.spans.push(bound.span);
        edges.set(text, edge);
      }
    }
    for (const [text, edge] of edges) {
      yield { address: `${table.name}/${name}/edge ${text}`, kind: "edge", type, ...edge };
    }
  }
}
