import { expect, test } from "vitest";
import { faultOf, redacted } from "./fault.ts";

test.each([
  ["UNIQUE constraint failed: agents.agent", "UNIQUE constraint failed: agents.agent"],
  ['there is no agent "A001"', "there is no agent …"],
  ["agent A001 has no rating", "agent … has no rating"],
  ["张三的工资是 8,500.00 元", "… … …"],
  ["cannot read C:\\数据\\工资.xlsx now", "cannot read … now"],
  ["row 17: amount 8500 is too high", "row … amount … is too high"],
])("of %j the log has %j", (message, logged) => {
  expect(redacted(message)).toBe(logged);
});

test("a fault has its kind, its code, its place and what caused it", () => {
  const cause = Object.assign(new Error("locked by D1001"), { code: "SQLITE_BUSY" });
  const fault = faultOf(new TypeError("no row", { cause }));
  expect(fault).toMatchObject({
    type: "TypeError",
    message: "no row",
    cause: { type: "Error", code: "SQLITE_BUSY", message: "locked by …" },
  });
  expect(fault.at?.[0]).toContain("fault.test.ts");
});

test("what is no error is a fault too", () => {
  expect(faultOf("张三")).toEqual({ type: "string", message: "…" });
});
