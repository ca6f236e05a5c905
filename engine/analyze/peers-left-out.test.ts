import { describe, expect, test } from "vitest";
import { createBatch, namesPutOut } from "../batch/batch.ts";
import { columnsOf } from "../columns/columns-builder.ts";
import { agentMonth, programOf } from "../explain/testing/scheme.ts";
import type { Program } from "../ir/program.ts";
import { Reference } from "../reference/reference.ts";
import { PeersLeftOut } from "./peers-left-out.ts";
import { RowQuestions } from "./row-questions.ts";

const rows = [
  { 部门: "一部", 有效信息条数: "5" },
  { 部门: "一部", 有效信息条数: "7" },
  { 部门: "一部" },
  { 部门: "二部", 有效信息条数: "1" },
  { 有效信息条数: "2" },
].map((values, at) => ({ ...agentMonth(values), agent: `E${at}` }));

function count(program: Program, among: readonly number[]): number {
  const history = among.flatMap((at) => rows[at] ?? []);
  const questions = new RowQuestions(program);
  const peers = new PeersLeftOut(program, questions);
  const columns = columnsOf(history, program.catalogue);
  const names = [...namesPutOut(program), ...questions.names];
  const evaluation = createBatch(questions.program, columns, { names }).evaluate();
  return peers.count(evaluation, Int32Array.from(columns.agent.keys()));
}

/** As the law tells of every look. */
function countByReference(program: Program, among: readonly number[]): number {
  const history = among.flatMap((at) => rows[at] ?? []);
  const found = new Set<string>();
  const reference = new Reference(program, history, {
    onPeers: ({ agent }, { leftOut }) => void (leftOut > 0 && found.add(agent)),
  });
  for (const at of history) for (const { name } of program.outputs) reference.value(name, at);
  return found.size;
}

const RANKED = programOf("input 有效信息条数, 部门\noutput 名次 = rank(有效信息条数) within 部门");
const OVERALL = programOf("input 有效信息条数\noutput 平均 = average(有效信息条数) within all");
const UNUSED = programOf("input 有效信息条数, 部门\n名次 = rank(有效信息条数) within 部门\noutput 条数 = 有效信息条数");

describe("results that leave out peers", () => {
  test.each([
    ["nobody has an error", RANKED, [0, 1, 3], 0],
    ["one of the group has", RANKED, [0, 1, 2, 3], 2],
    ["somebody's group is not known", RANKED, [0, 3, 4], 2],
    ["one of all has", OVERALL, [0, 2, 3], 2],
    ["no output reads the rank", UNUSED, [0, 1, 2], 0],
  ])("%s", (_, program, among, expected) => {
    expect(count(program, among)).toBe(expected);
    expect(countByReference(program, among)).toBe(expected);
  });
});
