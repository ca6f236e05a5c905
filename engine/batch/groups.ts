import type { Cells } from "./store.ts";

/** More cells than this are no table: then groups are looked up by their key. */
const LARGEST_TABLE = 4_194_304;

/** Rows of one month in groups that share codes, refined code by code. Rows are told by their position. */
export class Groups {
  readonly #rows: Int32Array;
  /** Of each position the group. */
  readonly #ids: Int32Array;
  #count = 1;
  /** By group: what keeps all its rows from having a value. */
  #spoilt = new Map<number, number>();

  constructor(rows: Int32Array) {
    this.#rows = rows;
    this.#ids = new Int32Array(rows.length);
  }

  /** Keeps all who share the position's group, as it is by now, from having a value. */
  spoil(position: number, cause: number): void {
    const group = this.#ids[position] ?? 0;
    if (!this.#spoilt.has(group)) this.#spoilt.set(group, cause);
  }

  /** 0 where nothing does. */
  spoiltBy(position: number): number {
    return this.#spoilt.get(this.#ids[position] ?? 0) ?? 0;
  }

  /** Parts each group by the codes of its rows. */
  refine(codes: Cells): void {
    const [rows, ids] = [this.#rows, this.#ids];
    let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let position = 0; position < rows.length; position += 1) {
      const code = codes[rows[position] ?? 0] ?? 0;
      if (code < least) least = code;
      if (code > greatest) greatest = code;
    }
    const width = greatest - least + 1;
    const isTable = width * this.#count <= LARGEST_TABLE;
    const table = new Int32Array(isTable ? width * this.#count : 0);
    const known = new Map<number, Map<number, number>>();
    const before = this.#spoilt.size > 0 ? ids.slice() : undefined;
    let count = 0;
    for (let position = 0; position < rows.length; position += 1) {
      const group = ids[position] ?? 0;
      const code = (codes[rows[position] ?? 0] ?? 0) - least;
      let part = 0;
      if (isTable) {
        part = (table[group * width + code] ?? 0) - 1;
        if (part < 0) {
          part = count;
          table[group * width + code] = part + 1;
        }
      } else {
        const parts = known.get(group) ?? new Map<number, number>();
        part = parts.get(code) ?? count;
        known.set(group, parts.set(code, part));
      }
      if (part === count) count += 1;
      ids[position] = part;
    }
    this.#count = count;
    if (before) {
      const spoilt = new Map<number, number>();
      for (let position = 0; position < rows.length; position += 1) {
        const cause = this.#spoilt.get(before[position] ?? 0);
        if (cause !== undefined) spoilt.set(ids[position] ?? 0, cause);
      }
      this.#spoilt = spoilt;
    }
  }

  /** The rows without a failure, group by group: those of group g from `starts[g]` up to `starts[g + 1]`. */
  members(failures: Int32Array): { members: Int32Array; starts: Int32Array } {
    const [rows, ids] = [this.#rows, this.#ids];
    const starts = new Int32Array(this.#count + 1);
    for (let position = 0; position < rows.length; position += 1) {
      if (failures[position] === 0) {
        const next = (ids[position] ?? 0) + 1;
        starts[next] = (starts[next] ?? 0) + 1;
      }
    }
    for (let group = 0; group < this.#count; group += 1) {
      starts[group + 1] = (starts[group + 1] ?? 0) + (starts[group] ?? 0);
    }
    const next = starts.slice();
    const members = new Int32Array(starts[this.#count] ?? 0);
    for (let position = 0; position < rows.length; position += 1) {
      if (failures[position] !== 0) continue;
      const group = ids[position] ?? 0;
      const place = next[group] ?? 0;
      members[place] = rows[position] ?? 0;
      next[group] = place + 1;
    }
    return { members, starts };
  }
}
