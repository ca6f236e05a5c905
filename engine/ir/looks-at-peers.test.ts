import { expect, test } from "vitest";
import { catalogue } from "../testing/catalogue.ts";
import { documentOf } from "../testing/generate-scheme.ts";
import { programOf } from "../testing/program-of.ts";
import { looksAtPeers } from "./looks-at-peers.ts";

test.each([
  [["output 值 = 人数"], false],
  [["output 值 = average(人数) over previous quarter"], false],
  [["output 值 = rank(人数) within all"], true],
  [["均 = average(人数) within all", "output 值 = if 人数 > 均 then 1 else 0"], true],
  [["除非 = 1", "output 值 = 除非", "except when rank(人数) within all = 1\n  除非 = 2"], true],
])("%j looks at others: %s", (statements, looks) => {
  expect(looksAtPeers(programOf(documentOf(["input 人数", ...statements]), catalogue))).toBe(looks);
});
