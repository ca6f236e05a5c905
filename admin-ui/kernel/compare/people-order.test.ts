import { expect, test } from "vitest";
import { orderPeople, type PeopleFigures, type PeopleSort, type Shown } from "./people-order.ts";

const NONE = Number.NaN;
const amounts = (...whole: readonly number[]) => ({ whole: Float64Array.from(whole), scale: 100 });

/** 钱 has no result under the second scheme, 孙 none at all, 李 earns nothing under the first. */
const figures: PeopleFigures = {
  people: [
    { agent: "T10", name: "赵一", attributes: ["电销一部"] },
    { agent: "T9", name: "钱二", attributes: [undefined] },
    { agent: "T8", name: "孙三", attributes: ["客服部"] },
    { agent: "T7", name: "李四", attributes: ["客服部"] },
    { agent: "T6", name: "", attributes: ["电销二部"] },
  ],
  schemes: [amounts(1000, 500, NONE, 0, 800), amounts(900, NONE, NONE, 100, 800)],
  change: amounts(-100, NONE, NONE, 100, 0),
  base: amounts(1000, NONE, NONE, 0, 800),
  quarters: { before: Int8Array.of(0, -1, -1, 3, 1), after: Int8Array.of(1, -1, -1, 2, 0) },
};

const order = (shown: Shown, sort: PeopleSort["column"], descending = false, search = ""): string =>
  [...orderPeople(figures, shown, search, { column: sort, descending })]
    .map((at) => figures.people[at]?.agent)
    .join(" ");

test("only people of whom something counts are listed, those without the figure last", () => {
  expect(order("everyone", { kind: "change" })).toBe("T10 T6 T7 T9");
  expect(order("everyone", { kind: "change" }, true)).toBe("T7 T6 T10 T9");
  expect(order("everyone", { kind: "scheme", at: 1 }, true)).toBe("T10 T6 T7 T9");
});

test("filters by what becomes of people", () => {
  const change = { kind: "change" } as const;
  expect(["losers", "winners", "same", "lacking"].map((shown) => order(shown as Shown, change))).toEqual([
    "T10",
    "T7",
    "T6",
    "T9",
  ]);
});

test("numbers in a name count as numbers, names go by pinyin, and who has none comes last", () => {
  expect(order("everyone", { kind: "agent" })).toBe("T6 T7 T9 T10");
  expect(order("everyone", { kind: "name" })).toBe("T7 T9 T10 T6");
  expect(order("everyone", { kind: "name" }, true)).toBe("T10 T9 T7 T6");
  expect(order("everyone", { kind: "attribute", at: 0 })).toBe("T6 T10 T7 T9");
});

test("a share of nothing is no share, and quarters go by before and after", () => {
  expect(order("everyone", { kind: "share" })).toBe("T10 T6 T9 T7");
  expect(order("everyone", { kind: "quarter" })).toBe("T10 T6 T7 T9");
});

test("finds every word of a search in name, number and attributes", () => {
  const change = { kind: "change" } as const;
  expect(order("everyone", change, false, "客服 李")).toBe("T7");
  expect(order("everyone", change, false, " t1 ")).toBe("T10");
  expect(order("everyone", change, false, "客服 赵")).toBe("");
});
