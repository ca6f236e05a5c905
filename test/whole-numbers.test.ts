import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type AgentMonth, compile, type Outcome, readCatalogue, readCell } from "../engine/index.ts";
import { declaredGround } from "../engine/lower/ground.ts";
import { agreementOf } from "../engine/lower/testing/agreement.ts";
import { groundOfRows } from "../engine/lower/testing/ground-of-rows.ts";
import { sampleCompany } from "../server/sample/sample-company.ts";

const folder = new URL("../rulesets/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, folder), "utf8");
const { catalogue } = readCatalogue(read("metrics.kpi.md"));
const company = sampleCompany();
/** A few agents over all months. */
const agents = new Set([...new Set(company.rows.map(({ agent }) => agent))].filter((_, at) => at % 8 === 0));
const rows = company.rows
  .filter(({ agent }) => agents.has(agent))
  .map(({ agent, month, values }): AgentMonth => {
    const cells = company.columns.flatMap((name, at): [string, Outcome][] => {
      const [metric, text] = [catalogue.metrics.get(name), values[at]];
      const outcome = metric && typeof text === "string" ? readCell(metric, text) : undefined;
      return outcome === undefined ? [] : [[name, outcome]];
    });
    return { agent, month, values: new Map(cells) };
  });
const schemes = globSync("*/*.kpi.md", { cwd: folder }).filter(
  (path) => !path.includes("as-written") && !path.startsWith("institutions"),
);

/** What batch and SQL compute with says of the sample company what the reference says. */
describe.each(schemes.sort())("%s in whole numbers", (path) => {
  const { program } = compile(read(path), catalogue);
  test.each([
    ["what the rows hold", groundOfRows(rows, catalogue)],
    ["what the catalogue declares", declaredGround(catalogue)],
  ])("on the ground of %s", (_, ground) => {
    const { values, differences, beyond } = agreementOf(program, rows, ground);
    expect(differences).toEqual([]);
    expect(beyond).toEqual([]);
    expect(values).toBeGreaterThan(0);
  });
});
