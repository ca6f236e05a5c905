import { expect, test } from "vitest";
import { compile, readCatalogue } from "../../engine/index.ts";
import { exampleResults } from "./examples.ts";
import { schemeWith, smallCompany } from "./testing/small-company.ts";

const RULES = `
action 谈话 when A类客户数 < 3 户 for 2 months
examples
| 例     | 工号 | 月份    | A类客户数 | => 谈话 | => 达成率 |
|        | 甲   | 2025-01 | 2         |         |           |
| 两个月 | 甲   | 2025-02 | 1         | 是      | 0.1       |
| 缺一月 | 甲   | 2025-04 | 1         | 是      |           |
`;

test("a history shows the rows that check something, each with the months before it", () => {
  const { catalogue } = readCatalogue(smallCompany().catalogue);
  expect(exampleResults(compile(schemeWith("10", RULES), catalogue).program)).toMatchObject([
    {
      label: "两个月",
      passes: true,
      checks: [
        { name: "谈话", actual: { text: "是" } },
        { name: "达成率", actual: { text: "0.1000" } },
      ],
    },
    { label: "缺一月", passes: false, checks: [{ name: "谈话", expected: "是", actual: { text: "否" } }] },
  ]);
});
