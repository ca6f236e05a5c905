import { expect, test } from "vitest";
import { rational } from "../../../engine/index.ts";
import { scaledShares, shareIn } from "./shares.ts";

test("a share is a percentage as it is written, in either width", () => {
  expect(shareIn("12.5%")).toEqual(rational(1, 8));
  expect(shareIn("３０％")).toEqual(rational(3, 10));
  expect([shareIn("30"), shareIn(""), shareIn("-")]).toEqual([undefined, undefined, undefined]);
});

test("shares keep their proportions and come to 100% to the last decimal that is written", () => {
  expect(scaledShares(["20%", "20%", "40%"])).toEqual(["25%", "25%", "50%"]);
  expect(scaledShares(["10%", "10%", "10%"])).toEqual(["34%", "33%", "33%"]);
  expect(scaledShares(["10.0%", "10%", "10%"])).toEqual(["33.4%", "33.3%", "33.3%"]);
});

test("a share that stays what it is stays as it is written", () => {
  expect(scaledShares(["0.0%", "50%"])).toEqual(["0.0%", "100%"]);
});

test("what is no share, or nothing at all, is left alone", () => {
  expect(scaledShares(["20%", "x"])).toBeUndefined();
  expect(scaledShares(["0%", "0%"])).toBeUndefined();
});
