import { expect, test } from "vitest";
import { compile } from "../compile.ts";
import { catalogue } from "../explain/testing/scheme.ts";
import { findPersonalNames } from "./personal-names.ts";

const scheme = (body: string) =>
  compile(
    `---\nscheme: s\ntitle: t\nversion: 1\nperiod: month\ncurrency: CNY\n---\n\n## 一、规则\n\n${body}\n`,
    catalogue,
  );

const named = (body: string, people: readonly string[]): string[] => {
  const compiled = scheme(body);
  return findPersonalNames(compiled, people).map(({ span }) => compiled.text.slice(span.start, span.end));
};

test("a name is found in prose and in rules", () => {
  const rules = '```kpi\ninput 姓名\noutput a = if 姓名 = "张伟" then 1 else 0 # 李小明\n```';
  expect(named(`张伟不参加考核。\n\n${rules}`, ["张伟", "李小明", "王五"])).toEqual(["张伟", "张伟", "李小明"]);
});

test("the longest name counts, a single character never, and blanks around it not", () => {
  expect(named("欧阳明明负责。", ["欧阳明", "欧阳明明", "明", "", " 负责 "])).toEqual(["欧阳明明", "负责"]);
});

test("a name in letters is a whole word", () => {
  expect(named("Annual review by Ann, not Joann.", ["Ann"])).toEqual(["Ann"]);
});

test("it is a warning, which the scheme may accept", () => {
  const body = '高峰时段不考核。\n\n```kpi\nwaive personal-name "指忙时，不是人"\noutput a = 1\n```';
  expect(findPersonalNames(scheme("高峰时段不考核。"), ["高峰"])).toMatchObject([{ severity: "warning" }]);
  expect(findPersonalNames(scheme(body), ["高峰"])).toMatchObject([{ severity: "info", waived: "指忙时，不是人" }]);
});
