import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import {
  type Compilation,
  compile,
  formatDocument,
  isRunnable,
  readCatalogue,
  readInstitution,
} from "../engine/index.ts";

const folder = new URL("../rulesets/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), "utf8");
const governing = globSync("institutions/*.kpi.md", { cwd: folder }).sort();
const paths = globSync("*/*.kpi.md", { cwd: folder, exclude: ["institutions/*"] }).sort();
const { catalogue, diagnostics: catalogueFindings } = readCatalogue(read("metrics.kpi.md"));
const institutions = new Map(
  governing.map((path) => readInstitution(read(path)).institution).map((found) => [found.id, found]),
);
const compiled = (path: string): Compilation => compile(read(path), catalogue, institutions);

test("the catalogue has no finding", () => {
  expect(catalogueFindings).toEqual([]);
});

test.each(governing)("%s says its own name, and has no finding but its assumptions", (path) => {
  const { institution, diagnostics } = readInstitution(read(path));
  expect(`institutions/${institution.id}.kpi.md`).toBe(path);
  expect(diagnostics.filter(({ code }) => code !== "assumed")).toEqual([]);
});

test.each(["metrics.kpi.md", ...governing, ...paths])("%s is in canonical form", (path) => {
  expect(formatDocument(read(path))).toEqual([]);
});

test.each([...governing, ...paths])("%s is listed among the documents it comes from", (path) => {
  expect(read("../docs/schemes.md")).toContain(`(../rulesets/${path})`);
});

test.each(paths)("%s says its own name", (path) => {
  const { scheme, version } = compiled(path).program.header;
  expect(`${scheme}/${version}.kpi.md`).toBe(path);
});

describe.each(paths.filter((path) => !path.includes("as-written")))("%s", (path) => {
  const { diagnostics, program } = compiled(path);

  test("computes, and has no finding but its assumptions and what it accepts", () => {
    expect(diagnostics.filter(({ code, waived }) => code !== "assumed" && waived === undefined)).toEqual([]);
    expect(isRunnable(compiled(path))).toBe(true);
  });

  test("shows by examples what it gives", () => {
    const checked = new Set(program.examples.flatMap(({ expected }) => [...expected.keys()]));
    const results = [...program.outputs, ...program.actions].map(({ name }) => name);
    expect(results.filter((name) => !checked.has(name))).toEqual([]);
  });
});

test("a gap among the levels of V6.0 is shown, though they rest on the months before", () => {
  const text = read("telemarketing-specialist/v6.0.kpi.md").replace("| [20 .. 35) ", "| [20 .. 30) ");
  const gap = compile(text, catalogue).diagnostics.find(({ code }) => code === "table-gap");
  expect(gap?.message.en).toBe('table "级别" does not cover [30 .. 35)');
  expect(gap?.witness).toMatchObject({ columns: new Map([["上季月均上门人数", "30"]]), steady: true });
  expect(gap?.witness?.inputs?.get("上门人数")).toBe("30");
});

/** In a transcription a comment names the codes, in brackets, of what the rules below it leave open. */
describe.each(paths.filter((path) => path.includes("as-written") && !path.startsWith("sales-scorecard/")))(
  "%s",
  (path) => {
    const text = read(path);
    const { diagnostics } = compiled(path);
    const comments = [...text.matchAll(/^# .*（[a-z].*$/gm)];

    test("has the findings that its comments announce, and no other", () => {
      const codesFrom = (start: number, end: number) =>
        new Set(diagnostics.filter(({ span }) => span.start >= start && span.start < end).map(({ code }) => code));
      expect(codesFrom(0, comments[0]?.index ?? 0)).toEqual(new Set());
      comments.forEach(([comment], at) => {
        const [start, end] = [comments[at]?.index ?? 0, comments[at + 1]?.index ?? text.length];
        const announced = new Set([...comment.matchAll(/（([a-z-]+)/g)].map(([, code]) => code));
        expect([comment, codesFrom(start, end)]).toEqual([comment, announced]);
      });
    });

    test("shows by inputs what depends on them, and cannot be run", () => {
      const shown = diagnostics.filter(({ code }) => code === "division-by-zero" || code === "table-gap");
      expect(shown.filter(({ witness }) => !witness)).toEqual([]);
      expect(isRunnable(compiled(path))).toBe(false);
    });
  },
);

test("the scorecard as written has the gaps and overlaps of its document, and cannot be run", () => {
  const as = compiled("sales-scorecard/as-written.kpi.md");
  const coverage = as.diagnostics.filter(({ code }) => code === "table-gap" || code === "table-overlap");
  expect(coverage.map(({ code, message }) => `${code}: ${message.en}`)).toEqual([
    'table-gap: table "销售能力得分" does not cover 20',
    'table-gap: table "有效电话得分" does not cover < 5',
    'table-overlap: rows 1 and 2 of table "有效电话得分" overlap at 10',
    'table-gap: table "有效电话得分" does not cover > 30',
    'table-overlap: rows 2 and 3 of table "有效电话得分" overlap at 20',
    'table-gap: table "等级" does not cover (70 .. 80)',
    'table-overlap: rows 1 and 2 of table "等级" overlap at 60',
    'table-gap: table "等级" does not cover (90 .. 100)',
    'table-gap: table "等级" does not cover > 100',
  ]);
  expect(isRunnable(as)).toBe(false);
});
