import { expect, test } from "vitest";
import { floorDivide, larger, magnitude, smaller } from "../../../engine/lower/bounds.ts";
import { CLICKHOUSE } from "../../../engine/sql/clickhouse.ts";
import type { Dialect, DialectName } from "../../../engine/sql/dialect.ts";
import { DUCKDB } from "../../../engine/sql/duckdb.ts";
import { type Sql, writer } from "../../../engine/sql/expression.ts";
import type { Integer } from "../../../engine/sql/integer.ts";
import { layersOf } from "../../../engine/sql/layers.ts";
import { POSTGRES } from "../../../engine/sql/postgres.ts";
import { SQLITE } from "../../../engine/sql/sqlite.ts";
import { Chance } from "../../../engine/testing/chance.ts";
import type { Database } from "../databases/database.ts";

const DIALECTS: Readonly<Record<DialectName, Dialect>> = {
  sqlite: SQLITE,
  postgres: POSTGRES,
  duckdb: DUCKDB,
  clickhouse: CLICKHOUSE,
};

const OPERATIONS: Readonly<Record<string, (a: bigint, b: bigint) => bigint>> = {
  add: (a, b) => a + b,
  subtract: (a, b) => a - b,
  multiply: (a, b) => a * b,
  floorDivide: (a, b) => floorDivide(a, magnitude(b) + 1n),
  min: smaller,
  max: larger,
  negate: (a) => -a,
  absolute: magnitude,
};
const COMPARISONS: Readonly<Record<string, (a: bigint, b: bigint) => boolean>> = {
  equal: (a, b) => a === b,
  less: (a, b) => a < b,
  lessOrEqual: (a, b) => a <= b,
};

/** Pairs around powers of two and ten, of either sign, equal and next to one another at times. */
function pairs(digits: number): [bigint, bigint][] {
  const chance = new Chance(digits);
  const most = 10n ** BigInt(digits) - 1n;
  const one = (): bigint => {
    const size = chance.pick([
      BigInt(chance.whole(0, 9)),
      2n ** BigInt(chance.whole(0, Math.floor(digits * 3.3))) + BigInt(chance.whole(-1, 1)),
      10n ** BigInt(chance.whole(0, digits - 1)) * BigInt(chance.whole(1, 9)),
      most - BigInt(chance.whole(0, 3)),
    ]);
    const within = size > most ? most : size < 0n ? 0n : size;
    return chance.once(3) ? -within : within;
  };
  return Array.from({ length: 120 }, () => {
    const a = one();
    return [a, chance.once(6) ? a : one()];
  });
}

export function arithmetic(name: DialectName, database: () => Database): void {
  const dialect = DIALECTS[name];

  test.each([4, 9, 18, 19, 30, 38, 60])("integers of %i digits: exact, or no value at all", async (digits) => {
    const given = pairs(digits);
    const sql = writer();
    const machine = dialect.arithmetic(sql);
    const read = (column: string): Integer => {
      const text = sql.source(column);
      const size = machine.fromDigits(sql`substr(${text}, 2)`, digits);
      const isNegative = { sql: sql`(substr(${text}, 1, 1) = '-')`, partial: false };
      return machine.choose([{ when: isNegative, value: machine.negate(size) }], size);
    };
    const [a, b] = [read("a"), read("b")];
    const results: Readonly<Record<string, Integer>> = {
      add: machine.add(a, b),
      subtract: machine.subtract(a, b),
      multiply: machine.multiply(a, b),
      floorDivide: machine.floorDivide(a, machine.add(machine.absolute(b), machine.constant(1n))),
      min: machine.min(a, b),
      max: machine.max(a, b),
      negate: machine.negate(a),
      absolute: machine.absolute(a),
    };
    const truths = { equal: machine.equal(a, b), less: machine.less(a, b), lessOrEqual: machine.lessOrEqual(a, b) };
    const signed = (value: Integer): Sql => {
      const isNegative = machine.less(value, machine.constant(0n)).sql;
      const size = dialect.asText(sql, machine.digits(machine.absolute(value)));
      return sql`CASE WHEN ${isNegative} THEN '-' ELSE '' END || ${size}`;
    };
    const asked = [
      sql.source("n"),
      ...Object.keys(OPERATIONS).map((operation) => signed(results[operation] ?? a)),
      ...Object.values(truths).map(
        (truth) => sql`CASE WHEN ${truth.sql} THEN 'true' WHEN NOT ${truth.sql} THEN 'false' END`,
      ),
    ];
    const { layers, results: columns } = layersOf(asked);
    const chain = layers.map(
      (layer, at) =>
        `l${at + 1} AS ${dialect.layer.as}(SELECT ${layer.columns.join(", ")} FROM l${at}${dialect.layer.end})`,
    );
    await database().load(
      "pairs",
      ["n", "a", "b"].map((column) => ({ name: column, type: "text" })),
      given.map(([x, y], at) => [String(at), ...[x, y].map((each) => `${each < 0n ? "-" : "+"}${magnitude(each)}`)]),
    );
    const source = ["n", "a", "b"].map((column) => `${dialect.name(column)} AS ${column}`).join(", ");
    const from = `l0 AS (SELECT ${source} FROM ${dialect.name("pairs")})`;
    const query = `WITH ${[from, ...chain].join(", ")} SELECT ${columns.map((column, at) => `${column} AS r${at}`).join(", ")} FROM l${layers.length}${dialect.end}`;

    let without = 0;
    for (const [n, ...cells] of await database().query(query)) {
      const [x, y] = given[Number(n)] ?? [0n, 0n];
      const expected = [
        ...Object.entries(OPERATIONS).map(([operation, of]) => [operation, String(of(x, y))]),
        ...Object.entries(COMPARISONS).map(([operation, of]) => [operation, String(of(x, y))]),
      ];
      for (const [at, [operation, value]] of expected.entries()) {
        const cell = cells[at];
        if (cell === null || cell === undefined) without += 1;
        else expect(`${x} ${operation} ${y}: ${cell}`).toBe(`${x} ${operation} ${y}: ${value}`);
      }
    }
    if (digits <= 9) expect(without).toBe(0);
  });
}
