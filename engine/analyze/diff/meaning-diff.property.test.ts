import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { applyEdits } from "../../source/span.ts";
import { formatDocument } from "../../syntax/format.ts";
import { catalogue } from "../../testing/catalogue.ts";
import { Chance } from "../../testing/chance.ts";
import { documentOf, generateScheme } from "../../testing/generate-scheme.ts";
import { diffVersions } from "./meaning-diff.ts";
import { replay } from "./replay.ts";
import { meaningOf } from "./testing/meaning.ts";
import { mutated } from "./testing/mutate.ts";
import { readVersion } from "./version.ts";

const SEEDS = Array.from({ length: 40 }, (_, seed) => seed + 1);

describe("on generated schemes and edits", () => {
  test.each(SEEDS)("all edits together turn the one version into the other (%i)", (seed) => {
    const chance = new Chance(seed);
    const scheme = generateScheme(chance, catalogue);
    const older = readVersion(scheme.text, catalogue);
    const text = chance.once(8)
      ? generateScheme(chance, catalogue).text
      : mutated(chance, scheme, catalogue, chance.whole(1, 6));
    const newer = readVersion(text, catalogue);
    const diff = diffVersions(older, newer);
    const replayed = readVersion(replay(diff), catalogue);
    expect(meaningOf(replayed.program)).toEqual(meaningOf(newer.program));
    expect(diffVersions(replayed, newer).edits).toEqual([]);
    expect(replay(diff, [])).toBe(scheme.text);
  });

  test.each(SEEDS)("no difference is missed (%i)", (seed) => {
    const chance = new Chance(seed + 1_000);
    const scheme = generateScheme(chance, catalogue);
    const older = readVersion(scheme.text, catalogue);
    const newer = readVersion(mutated(chance, scheme, catalogue, 1), catalogue);
    if (isDeepStrictEqual(meaningOf(older.program), meaningOf(newer.program))) return;
    expect(diffVersions(older, newer).edits).not.toEqual([]);
  });

  test.each(SEEDS)("layout, comments and the order of rules are silent (%i)", (seed) => {
    const chance = new Chance(seed + 2_000);
    const { statements, text } = generateScheme(chance, catalogue);
    const isOrdered = (statement: string): boolean => /^(output|action) /.test(statement);
    const shuffled = [
      ...chance.shuffled(statements.filter((each) => !isOrdered(each))),
      ...statements.filter(isOrdered),
    ];
    const other = documentOf(shuffled.map((statement) => `# 说明\n${statement}  # 备注\n`));
    const [older, newer] = [
      readVersion(text, catalogue),
      readVersion(applyEdits(other, formatDocument(other)), catalogue),
    ];
    expect(diffVersions(older, newer)).toMatchObject({ edits: [], prose: [] });
    expect(meaningOf(newer.program)).toEqual(meaningOf(older.program));
  });
});
