/** What is asked of every row besides a scheme's own names, as names beside them, so that a batch can answer at once. */
import type { DecisionTable, Definition, Program } from "../ir/program.ts";
import type { Term } from "../ir/term.ts";
import { referencesOf, termsOfTable } from "../ir/walk.ts";
import type { Clause } from "../source/document.ts";
import type { Span } from "../source/span.ts";
import { rational } from "../values/rational.ts";
import { PLAIN_NUMBER, TRUTH, type Type } from "../values/type.ts";

/** Where a rule stands. */
interface Place {
  readonly clause: Clause;
  readonly span: Span;
}

/** The names under which the questions about a table are answered. */
export interface TableQuestions {
  /** The place of the first row that holds; the number of rows where none does. */
  readonly first: string;
  /** The same from the last row backwards, where only one may hold. */
  readonly last?: string;
}

/** A program with questions beside its own names. */
export class RowQuestions {
  readonly #program: Program;
  readonly #asked = new Map<string, Definition>();
  readonly #conditions = new Map<Term, string>();

  constructor(program: Program) {
    this.#program = program;
  }

  /** Everything the questions are answered under. */
  get names(): readonly string[] {
    return [...this.#asked.keys()];
  }

  /** The program with all questions asked so far. */
  get program(): Program {
    const definitions = new Map([...this.#program.definitions, ...this.#asked]);
    return { ...this.#program, definitions, order: [...this.#program.order, ...this.names] };
  }

  /** Whether a condition holds. */
  condition(condition: Term, place: Place): string {
    const known = this.#conditions.get(condition) ?? this.#formula(condition, TRUTH, place);
    this.#conditions.set(condition, known);
    return known;
  }

  /** What an expression of a rule comes to. */
  value(term: Term, place: Place): string {
    return this.#formula(term, term.type, place);
  }

  table(table: DecisionTable): TableQuestions {
    const first = this.#rowOf(table, [...table.rows.keys()]);
    return table.policy === "first" ? { first } : { first, last: this.#rowOf(table, [...table.rows.keys()].reverse()) };
  }

  /** The place of the first row that holds, in this order. */
  #rowOf(table: DecisionTable, order: readonly number[]): string {
    const { clause, span, inputs, rows } = table;
    const name = this.#newName();
    const place = (row: number): Term => ({ kind: "literal", value: rational(row), type: PLAIN_NUMBER, span });
    const written = order.flatMap((at) => {
      const row = rows[at];
      return row ? [{ ...row, results: [place(at)] }] : [];
    });
    const none = {
      id: "",
      tests: inputs.map(() => ({ kind: "any", span }) as const),
      results: [place(rows.length)],
      span,
    };
    const outputs = [{ name, type: PLAIN_NUMBER, span }];
    const asked: DecisionTable = { ...table, name, policy: "first", outputs, rows: [...written, none] };
    const read = [...inputs, ...termsOfTable(asked).flatMap((term) => [...referencesOf(term)])];
    this.#add(name, PLAIN_NUMBER, read, { clause, span }, { kind: "column", table: asked, column: 0 });
    return name;
  }

  #formula(body: Term, type: Type, place: Place): string {
    const name = this.#newName();
    this.#add(name, type, [...referencesOf(body)], place, { kind: "formula", body });
    return name;
  }

  #add(
    name: string,
    type: Type,
    read: readonly { readonly name: string }[],
    { clause, span }: Place,
    own:
      | { readonly kind: "formula"; readonly body: Term }
      | { readonly kind: "column"; readonly table: DecisionTable; readonly column: number },
  ): void {
    const dependencies = [...new Set(read.map((each) => each.name))];
    this.#asked.set(name, { name, nameSpan: span, type, clause, span, exceptions: [], dependencies, ...own });
  }

  /** No name of a text holds such a sign. */
  #newName(): string {
    return `\u0000${this.#asked.size}`;
  }
}
