import { expect, test } from "vitest";
import { inNextScope, readTyped } from "./scope.ts";

test("the first sign says what is looked for, in either width", () => {
  expect(readTyped("完成率")).toEqual({ scope: "all", words: "完成率" });
  expect(readTyped("> 保存")).toEqual({ scope: "actions", words: "保存" });
  expect(readTyped("＠郑")).toEqual({ scope: "agents", words: "郑" });
  expect(readTyped("=1+2")).toEqual({ scope: "sum", words: "1+2" });
});

test("Tab goes round the scopes and keeps the words", () => {
  expect(inNextScope("提成", 1)).toBe(">提成");
  expect(inNextScope(">提成", -1)).toBe("提成");
  expect(inNextScope("=1", 1)).toBe("1");
  expect(inNextScope("1", -1)).toBe("=1");
});
