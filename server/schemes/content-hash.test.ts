import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { compile, readCatalogue } from "../../engine/index.ts";
import { contentHash } from "./content-hash.ts";

const RULESETS = join(import.meta.dirname, "..", "..", "rulesets");
const METRICS = readFileSync(join(RULESETS, "metrics.kpi.md"), "utf8");
const SCHEME = readFileSync(join(RULESETS, "telemarketing-center", "draft.kpi.md"), "utf8");

const hash = (scheme: string, metrics: string): string =>
  contentHash(compile(scheme, readCatalogue(metrics).catalogue));

/** Edits the row of a metric in the catalogue. */
function editRow(metric: string, from: string | RegExp, to: string): string {
  const edited = METRICS.replace(new RegExp(`^\\| ${metric} .*$`, "m"), (row) => row.replace(from, to));
  expect(edited).not.toBe(METRICS);
  return edited;
}

describe("the content hash", () => {
  const original = hash(SCHEME, METRICS);

  test("is the same for the same content", () => {
    expect(hash(SCHEME, METRICS)).toBe(original);
    expect(original).toMatch(/^[0-9a-f]{64}$/);
  });

  test("changes with any character of the text", () => {
    expect(hash(`${SCHEME} `, METRICS)).not.toBe(original);
  });

  test("changes with the definition of a metric it uses", () => {
    expect(hash(SCHEME, editRow("A类客户数", /\[0 \.\. \d+\]/, "[0 .. 7]"))).not.toBe(original);
  });

  test("does not change with aliases, with metrics it does not use, or with their places", () => {
    expect(hash(SCHEME, editRow("A类客户数", "A类客户；", ""))).toBe(original);
    expect(hash(SCHEME, editRow("病假天数", "[0 .. 31]", "[0 .. 30]"))).toBe(original);
    expect(hash(SCHEME, METRICS.replace("# 指标目录", "# 指标目录\n\n又一段。"))).toBe(original);
    expect(hash(SCHEME, editRow("A类客户数", "A类数", "A类新客户"))).toBe(original);
  });
});
