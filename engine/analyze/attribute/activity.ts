/**
 * Which players can matter in which row. A figure in a table's cell matters where its row is the one
 * taken, an edge where another row is taken for it; all else is thought to matter everywhere.
 */
import type { Batch } from "../../batch/batch.ts";
import { numberAt, type ResultColumn } from "../../batch/result-column.ts";
import { dependentsOf } from "../../batch/with-params.ts";
import type { ColumnDefinition, DecisionTable, Program } from "../../ir/program.ts";
import type { Term } from "../../ir/term.ts";
import { boundsOf, referencesOf, termsOf } from "../../ir/walk.ts";
import { rational } from "../../values/rational.ts";
import { PLAIN_NUMBER } from "../../values/type.ts";
import { acrossRows } from "./across-rows.ts";
import { upstreamOf } from "./changed-numbers.ts";
import { type Coalition, coalitionOf, isIn, playersOf } from "./coalition.ts";
import { type Levers, settingsOf } from "./levers.ts";

/** More players than this that move the rows of one table are thought to matter everywhere. */
const MOST_BEFORE_TABLE = 3;

/** A table of which it is worth knowing which row is taken. */
interface Watched {
  /** Of the column that says it: the row's place from 1, no value where none is taken. */
  readonly name: string;
  readonly table: DecisionTable;
  /** Players that can change which row is taken. */
  readonly before: Coalition;
}

/** What a player's edits do in one table: nothing but change results, or edges. */
interface Site {
  readonly table: Watched;
  /** The rows whose result is another; absent for an edge. */
  readonly rows?: ReadonlySet<number>;
}

export class Activity {
  /** With a column for each table that is watched. */
  readonly program: Program;
  readonly #levers: Levers;
  readonly #tables: readonly Watched[];
  /** By name asked for: the players that matter in every row, and where the others do. */
  readonly #always = new Map<string, Coalition>();
  readonly #sites = new Map<string, ReadonlyMap<number, readonly Site[]>>();

  constructor(levers: Levers, program: Program, names: readonly string[]) {
    this.#levers = levers;
    const affected = new Map([...levers.moves].map(([player, own]) => [player, dependentsOf(program, own.keys())]));
    this.#tables = watchedTables(program, levers, affected);
    for (const name of names) this.#look(name, program, affected);
    this.program = withWatched(program, this.#tables);
  }

  /** The columns that the batch must compute. */
  get watched(): string[] {
    return this.#tables.map(({ name }) => name);
  }

  /** The players that matter in each row for a name, by what the batch finds. */
  activeIn(batch: Batch, names: readonly string[]): ReadonlyMap<string, Int32Array> {
    const { length } = batch.columns;
    const found = new Map(names.map((name) => [name, new Int32Array(length).fill(this.#always.get(name) ?? 0)]));
    for (const table of this.#tables) {
      const first = new Int32Array(length);
      for (const [at, coalition] of subsetsOf(table.before).entries()) {
        const column = batch.whatIf(settingsOf(this.#levers, coalition)).results.get(table.name);
        if (!column) throw new RangeError(`${table.name} was not computed`);
        const taken = rowsTaken(column);
        if (at === 0) first.set(taken);
        for (const [name, masks] of found) this.#mark(name, table, taken, first, masks);
      }
    }
    return found;
  }

  #mark(name: string, table: Watched, taken: Int32Array, first: Int32Array, masks: Int32Array): void {
    const byRow = new Int32Array(table.table.rows.length + 1);
    let edges: Coalition = 0;
    for (const [player, sites] of this.#sites.get(name) ?? []) {
      for (const site of sites) {
        if (site.table !== table) continue;
        if (!site.rows) edges |= 1 << player;
        for (const row of site.rows ?? []) byRow[row + 1] = (byRow[row + 1] ?? 0) | (1 << player);
      }
    }
    for (let row = 0; row < masks.length; row += 1) {
      const own = taken[row] ?? 0;
      masks[row] = (masks[row] ?? 0) | (byRow[own] ?? 0) | (own === first[row] ? 0 : edges);
    }
  }

  #look(name: string, program: Program, affected: ReadonlyMap<number, ReadonlySet<string>>): void {
    const sites = new Map<number, readonly Site[]>();
    const always: number[] = [];
    const upstream = upstreamOf(program, [name]);
    for (const [player, own] of this.#levers.moves) {
      const moved = [...own.keys()].filter((each) => upstream.has(each));
      if (moved.length === 0) continue;
      const isParam = moved.includes(name);
      const found = isParam
        ? undefined
        : this.#sitesOf(new Set(moved), upstream, affected.get(player) ?? new Set(), program);
      if (found) sites.set(player, found);
      else always.push(player);
    }
    this.#sites.set(name, sites);
    this.#always.set(name, coalitionOf(always));
  }

  /** `undefined` where they can matter in any row. */
  #sitesOf(
    moved: ReadonlySet<string>,
    upstream: ReadonlySet<string>,
    affected: ReadonlySet<string>,
    { definitions }: Program,
  ): Site[] | undefined {
    const sites: Site[] = [];
    for (const owner of upstream) {
      const definition = definitions.get(owner);
      if (!definition) continue;
      if ([...acrossRows(definition)].some((term) => readsAny(term, affected))) return undefined;
      if (!definition.dependencies.some((each) => moved.has(each))) continue;
      const reads = (term: Term): boolean => readsAny(term, moved);
      if (definition.kind !== "column" || termsOf(definition).some(reads)) return undefined;
      const table = this.#tables.find((each) => each.table === definition.table);
      if (!table) return undefined;
      const { rows } = definition.table;
      if (rows.some(({ tests }) => tests.flatMap(boundsOf).some(reads))) sites.push({ table });
      const cells = rows.flatMap(({ results }, row) => {
        const result = results[definition.column];
        return result && reads(result) ? [row] : [];
      });
      if (cells.length > 0) sites.push({ table, rows: new Set(cells) });
    }
    return sites;
  }
}

const readsAny = (term: Term, names: ReadonlySet<string>): boolean =>
  [...referencesOf(term)].some(({ name }) => names.has(name));

function watchedTables(
  { definitions }: Program,
  { moves }: Levers,
  affected: ReadonlyMap<number, ReadonlySet<string>>,
): Watched[] {
  const columns = [...definitions.values()].filter((each): each is ColumnDefinition => each.kind === "column");
  const moved = new Set([...moves.values()].flatMap((own) => [...own.keys()]));
  const tables = new Set(
    columns.filter(({ dependencies }) => dependencies.some((name) => moved.has(name))).map(({ table }) => table),
  );
  return [...tables].flatMap((table, at): Watched[] => {
    const bounds = table.rows.flatMap(({ tests }) => tests.flatMap(boundsOf));
    const before = [...moves].flatMap(([player, own]) => {
      const changes = affected.get(player);
      const movesInput = table.inputs.some(({ name }) => changes?.has(name));
      return movesInput || bounds.some((bound) => readsAny(bound, new Set(own.keys()))) ? [player] : [];
    });
    if (before.length > MOST_BEFORE_TABLE) return [];
    return [{ name: `#row ${at + 1}`, table, before: coalitionOf(before) }];
  });
}

function withWatched(program: Program, tables: readonly Watched[]): Program {
  const definitions = new Map(program.definitions);
  for (const { name, table } of tables) {
    const own = [...definitions.values()].find((each) => each.kind === "column" && each.table === table);
    if (own?.kind !== "column") continue;
    const rows = table.rows.map((row, at) => ({
      ...row,
      results: [{ kind: "literal", value: rational(at + 1), type: PLAIN_NUMBER, span: row.span } as const],
    }));
    const outputs = [{ name, type: PLAIN_NUMBER, span: table.span }];
    definitions.set(name, {
      ...own,
      name,
      type: PLAIN_NUMBER,
      exceptions: [],
      column: 0,
      table: { ...table, name, rows, outputs },
    });
  }
  return { ...program, definitions, order: [...program.order, ...tables.map(({ name }) => name)] };
}

/** The smallest first. */
function subsetsOf(players: Coalition): Coalition[] {
  const members = playersOf(players);
  return Array.from({ length: 2 ** members.length }, (_, part) =>
    coalitionOf(members.filter((_, at) => isIn(at, part))),
  );
}

function rowsTaken({ values, missing, length }: ResultColumn): Int32Array {
  const taken = new Int32Array(length);
  if (values.kind !== "number") return taken;
  for (let row = 0; row < length; row += 1) {
    if (numberAt(missing, row) === 0) taken[row] = numberAt(values.numerators, row);
  }
  return taken;
}
