import { expect, test } from "vitest";
import type { SchemeList, VersionSummary } from "../../../server/api-types.ts";
import { type Chosen, groupVersions, type VersionFigures, versionPath } from "./scheme-groups.ts";

const version = (id: string, over: Partial<VersionSummary> = {}): VersionSummary => ({
  id,
  version: id,
  title: id,
  status: "draft",
  hash: "0".repeat(64),
  updatedAt: "2026-01-01T00:00:00Z",
  findings: { errors: 0, warnings: 0, assumed: 0 },
  authors: [],
  ...over,
});

const LIST: SchemeList = {
  schemes: [
    {
      id: "a",
      title: "A",
      versions: [
        version("old", { authors: [{ id: "1", name: "陈慧" }] }),
        version("new", { basedOn: "out", updatedAt: "2026-02-01T00:00:00Z" }),
        version("out", { status: "effective", effectiveFrom: "2026-01" }),
        version("gone", { status: "superseded" }),
        version("withdrawn", { status: "withdrawn", updatedAt: "2026-03-01T00:00:00Z" }),
        version("handed", { status: "submitted" }),
      ],
    },
    { id: "b", title: "B", versions: [version("other", { status: "effective", effectiveFrom: "2025-06" })] },
  ],
};
const FIGURES: VersionFigures[] = [
  { version: "out", assigned: 126, payouts: [{ month: "2026-06", payout: 25_671_340, people: 126 }] },
  { version: "other", assigned: 48, payouts: [{ month: "2026-06", payout: 99_000_000, people: 48 }] },
];
const ALL: Chosen = { typed: "", order: { descending: false } };
const shown = (chosen: Chosen) =>
  groupVersions(LIST, FIGURES, chosen).map(({ group, versions }) => [group, versions.map((v) => v.version.id)]);

test("versions stand under their status, the last change first, with the name of their base and their figures", () => {
  expect(shown(ALL)).toEqual([
    ["effective", ["out", "other"]],
    ["inApproval", ["handed"]],
    ["draft", ["new", "old"]],
    ["past", ["withdrawn", "gone"]],
  ]);
  const groups = groupVersions(LIST, FIGURES, ALL);
  expect(groups[2]?.versions[0]?.basedOn).toBe("out");
  expect(groups[0]?.versions[0]?.figures?.assigned).toBe(126);
  expect(groups[2]?.versions[0]?.figures).toBeUndefined();
});

test("they are found by title, version, base and author", () => {
  expect(shown({ ...ALL, typed: " 陈慧 " })).toEqual([["draft", ["old"]]]);
  expect(shown({ ...ALL, typed: "OUT" })).toEqual([
    ["effective", ["out"]],
    ["draft", ["new"]],
  ]);
  expect(shown({ ...ALL, typed: "nothing" })).toEqual([]);
});

test("they are sorted within their groups, whoever has no figure last or first, the last change deciding", () => {
  const effective = (order: Chosen["order"]) => shown({ ...ALL, order })[0]?.[1];
  expect(effective({ by: "payout", descending: true })).toEqual(["other", "out"]);
  expect(effective({ by: "people", descending: true })).toEqual(["out", "other"]);
  expect(effective({ by: "effective", descending: false })).toEqual(["other", "out"]);
  expect(shown({ ...ALL, order: { by: "payout", descending: true } })[2]).toEqual(["draft", ["new", "old"]]);
  expect(shown({ ...ALL, order: { by: "version", descending: false } })[3]).toEqual(["past", ["gone", "withdrawn"]]);
});

test("names are safe in an address", () => {
  expect(versionPath("a", "2025 修订/1")).toBe("/schemes/a/2025%20%E4%BF%AE%E8%AE%A2%2F1");
});
