import { expect, test } from "vitest";
import { parseDecimal, toExact, ZERO } from "../../../engine/index.ts";
import { movesOf, moveText, readBudget, readMove, readMoves } from "./what-if-address.ts";

const MOVE = new Map(
  [
    ["绩效奖金系数/月目标完成率/edge 80%", "0.85"],
    ["表:一;二|三/行/列", "-1.5"],
  ].map(([address = "", value = ""]) => [address, parseDecimal(value) ?? ZERO]),
);

test("a move survives the address, whatever its addresses hold", () => {
  expect(readMove(moveText(MOVE))).toEqual(MOVE);
  expect(moveText(new Map())).toBeUndefined();
});

test("a move survives being kept", () => {
  expect(readMoves(movesOf(MOVE))).toEqual(MOVE);
  expect(movesOf(MOVE)[0]).toEqual({ address: "绩效奖金系数/月目标完成率/edge 80%", value: "0.85" });
});

test("what cannot be read is left out", () => {
  expect([...readMove("基数:500;坏:x;:3;多").keys()]).toEqual(["基数"]);
  expect(readMove(undefined).size).toBe(0);
  expect(readMoves([{ address: "基数", value: "x" }]).size).toBe(0);
});

test("a budget is an amount above 0", () => {
  const read = ["1250000", "¥1,250,000.50", "１２万", "0", "-5", "", undefined].map(readBudget);
  expect(read.map((value) => value && toExact(value))).toEqual(["1250000", "1250000.5", ...Array(5).fill(undefined)]);
});
