import type { Language } from "../../../engine/index.ts";

const zh = {
  label: "方案文本",
  readOnly: "只有草稿可以修改",
  failed: "编辑器没有载入，请检查网络后重新打开本页",
  bands: (count: number) => `${count} 档`,
  rows: (count: number) => `${count} 行`,
  decided: (people: number, of: number) => `${people}/${of} 人`,
  monthTotal: (month: string, amount: string) => `${month} ${amount}`,
  against: (difference: string) => `较前版 ${difference}`,
  gaps: (count: number) => `${count} 处缺口`,
  gapsOf: (count: number, people: number) => `${count} 处缺口，${people} 人算不出`,
  several: (people: number) => `${people} 人不止一行适用`,
  people: (count: number) => `${count} 人`,
  fixAmount: (month: string, amount: string, difference: string) => `${month} ${amount}（${difference}）`,
  fixPeople: (count: number) => (count === 0 ? "无人变动" : `${count} 人变动`),
  fixMends: (count: number) => `${count} 人由算不出变为可算`,
  noName: "这里没有本方案的名称",
  separator: " · ",
};

const en: typeof zh = {
  label: "Scheme text",
  readOnly: "Only a draft can be changed",
  failed: "The editor did not load; check the connection and open the page again",
  bands: (count) => (count === 1 ? "1 band" : `${count} bands`),
  rows: (count) => (count === 1 ? "1 row" : `${count} rows`),
  decided: (people, of) => `${people} of ${of} people`,
  monthTotal: (month, amount) => `${month} ${amount}`,
  against: (difference) => `${difference} against the base`,
  gaps: (count) => (count === 1 ? "1 gap" : `${count} gaps`),
  gapsOf: (count, people) => `${count === 1 ? "1 gap" : `${count} gaps`}, ${people} without a result`,
  several: (people) => `several rows hold for ${people}`,
  people: (count) => (count === 1 ? "1 person" : `${count} people`),
  fixAmount: (month, amount, difference) => `${month} ${amount} (${difference})`,
  fixPeople: (count) => (count === 0 ? "moves nobody" : count === 1 ? "moves 1 person" : `moves ${count} people`),
  fixMends: (count) => (count === 1 ? "gives 1 person a result" : `gives ${count} people a result`),
  noName: "There is no name of this scheme here",
  separator: " · ",
};

const texts: Readonly<Record<Language, typeof zh>> = { zh, en };

/** Monaco's providers are asked outside of any component: the language is passed. */
export const textsIn = (language: Language): typeof zh => texts[language];
