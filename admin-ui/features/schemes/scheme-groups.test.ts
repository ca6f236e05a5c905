import { expect, test } from "vitest";
import type { VersionSummary } from "../../../server/api-types.ts";
import { groupVersions, versionPath } from "./scheme-groups.ts";

const version = (id: string, over: Partial<VersionSummary> = {}): VersionSummary => ({
  id,
  version: id,
  title: id,
  status: "draft",
  hash: "0".repeat(64),
  updatedAt: "2026-01-01T00:00:00Z",
  findings: { errors: 0, warnings: 0, assumed: 0 },
  ...over,
});

test("versions stand under their status, the last change first, with the name of their base", () => {
  const groups = groupVersions({
    schemes: [
      {
        id: "a",
        title: "A",
        versions: [
          version("old"),
          version("new", { basedOn: "out", updatedAt: "2026-02-01T00:00:00Z" }),
          version("out", { status: "effective" }),
        ],
      },
      { id: "b", title: "B", versions: [] },
    ],
  });
  expect(groups.map(({ group, versions }) => [group, versions.map((v) => v.version.id)])).toEqual([
    ["effective", ["out"]],
    ["draft", ["new", "old"]],
  ]);
  expect(groups[1]?.versions[0]?.basedOn).toBe("out");
});

test("names are safe in an address", () => {
  expect(versionPath("a", "2025 修订/1")).toBe("/schemes/a/2025%20%E4%BF%AE%E8%AE%A2%2F1");
});
