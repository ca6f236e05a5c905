import { expect, test } from "vitest";
import type { DialectName } from "../../../engine/sql/dialect.ts";
import { catalogue } from "../../../engine/testing/catalogue.ts";
import { Chance } from "../../../engine/testing/chance.ts";
import { generateHistory } from "../../../engine/testing/generate-history.ts";
import { generateScheme } from "../../../engine/testing/generate-scheme.ts";
import { programOf } from "../../../engine/testing/program-of.ts";
import type { Database } from "../databases/database.ts";
import { type Agreement, compareWithLaw, loadRows } from "../equals-reference.ts";

interface Sample {
  /** Agent-months to reach, and of about how many agents each history is. */
  readonly rows: number;
  readonly agents: number;
  readonly firstSeed: number;
}

/** What `npm test` looks at; all of it by `npm run test:sql`. */
const SHARE: Readonly<Record<DialectName, Sample>> = {
  sqlite: { rows: 1_500, agents: 6, firstSeed: 1 },
  postgres: { rows: 1_000, agents: 6, firstSeed: 10_001 },
  duckdb: { rows: 500, agents: 6, firstSeed: 20_001 },
  clickhouse: { rows: 300, agents: 8, firstSeed: 30_001 },
};
const ALL = { rows: 20_000, agents: 25 };

const isThorough = process.env.PLUMBLINE_THOROUGH === "1";
const HOUR = 3_600_000;

/** One scheme in four sees figures beyond 2^53, of 20 decimals and of 30 digits; one in three rows that stand twice. */
const isHostile = (seed: number): boolean => seed % 4 === 0;
const isRepeated = (seed: number): boolean => seed % 3 === 0;

export function generatedSchemes(dialect: DialectName, database: () => Database): void {
  const { rows: wanted, agents, firstSeed } = { ...SHARE[dialect], ...(isThorough && ALL) };

  test(
    `${wanted} generated agent-months equal the reference`,
    async () => {
      const total = { rows: 0, results: 0, names: 0, refused: 0, tooLarge: 0, hostile: 0 };
      const differences: string[] = [];
      for (let seed = firstSeed; total.rows < wanted; seed += 1) {
        const found = await compareSeed(seed, agents, dialect, database());
        differences.push(...found.differences.map((difference) => `seed ${seed}: ${difference}`));
        total.rows += found.rows;
        total.results += found.values + found.errors;
        total.names += found.names;
        total.refused += found.refused.length;
        if (isHostile(seed)) total.hostile += found.tooLarge;
        else total.tooLarge += found.tooLarge;
      }
      if (isThorough) console.log(dialect, total);
      expect(differences).toEqual([]);
      expect(total.results).toBeGreaterThan(wanted * 10);
      expect(total.tooLarge).toBe(0);
      expect(total.refused).toBeLessThanOrEqual(total.names / 100);
    },
    HOUR,
  );
}

async function compareSeed(seed: number, agents: number, dialect: DialectName, database: Database): Promise<Agreement> {
  const chance = new Chance(seed);
  const program = programOf(generateScheme(chance, catalogue).text, catalogue);
  const rows = generateHistory(chance, catalogue, {
    agents,
    hostile: isHostile(seed),
    twice: isRepeated(seed) ? 80 : 0,
  });
  await loadRows(database, program, rows);
  return compareWithLaw(program, [...program.definitions.keys()], rows, dialect, database);
}
