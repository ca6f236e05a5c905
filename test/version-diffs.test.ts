import { readdirSync, readFileSync, statSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { meaningOf } from "../engine/analyze/diff/testing/meaning.ts";
import { compile, diffVersions, readCatalogue, replay } from "../engine/index.ts";

const RULESETS = new URL("../rulesets/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, RULESETS), "utf8");
const { catalogue } = readCatalogue(read("metrics.kpi.md"));

const folders = readdirSync(RULESETS).filter(
  (name) => name !== "institutions" && statSync(new URL(name, RULESETS)).isDirectory(),
);
const schemes = folders.flatMap((folder) =>
  readdirSync(new URL(folder, RULESETS)).map((file) => ({ folder, path: `${folder}/${file}` })),
);
const pairs = schemes.flatMap((older) =>
  schemes.flatMap((newer) =>
    older.folder === newer.folder || newer.path === "telemarketing-center/draft.kpi.md"
      ? [[older.path, newer.path] as const]
      : [],
  ),
);

describe("the versions that come with Plumbline", () => {
  test.each(pairs)("the edits between %s and %s, replayed, turn the one into the other", (from, to) => {
    const [older, newer] = [compile(read(from), catalogue), compile(read(to), catalogue)];
    const diff = diffVersions(older, newer);
    expect(diff.edits.length === 0).toBe(from === to);
    const replayed = compile(replay(diff), catalogue);
    expect(meaningOf(replayed.program)).toEqual(meaningOf(newer.program));
    expect(diffVersions(replayed, newer).edits).toEqual([]);
  });
});
