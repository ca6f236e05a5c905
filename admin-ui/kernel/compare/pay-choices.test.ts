import { expect, test } from "vitest";
import { readCatalogue } from "../../../engine/index.ts";
import { CATALOGUE, schemeWith } from "../testing/small-company.ts";
import { chosenPays, payChoices } from "./pay-choices.ts";

test("amounts of money among what is put out, each once", () => {
  const { catalogue } = readCatalogue(CATALOGUE);
  const text = schemeWith("35", "底薪 = 5 CNY\noutput 工资 = 奖金 + 底薪\noutput 奖金 shown 2 decimals");
  expect(payChoices(text, catalogue)).toEqual(["奖金", "工资"]);
});

test("what was asked for, else what all have, else the last of each", () => {
  const choices = [
    ["奖金", "工资", "津贴"],
    ["提成", "奖金"],
  ];
  expect(chosenPays(choices, [])).toEqual(["奖金", "奖金"]);
  expect(chosenPays(choices, ["工资"])).toEqual(["工资", "奖金"]);
  expect(chosenPays(choices, ["没有", "提成"])).toEqual(["奖金", "提成"]);
  expect(chosenPays([["甲"], ["乙", "丙"]], [])).toEqual(["甲", "丙"]);
  expect(chosenPays([["甲"], []], [])).toBeUndefined();
});
