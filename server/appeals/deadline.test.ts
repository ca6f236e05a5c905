import { expect, test } from "vitest";
import { type Institution, readInstitution } from "../../engine/index.ts";
import { isPast, lastDayToAppeal, lastDayToEscalate } from "./deadline.ts";

const held = (deadline: string): Institution =>
  readInstitution(
    `---\ninstitution: rules\ntitle: 考核制度\nversion: "1"\n---\n\n# 制度\n\n\`\`\`kpi\n${deadline}\n\`\`\`\n`,
  ).institution;

/** An instant of the clock in Shanghai. */
const shanghai = (text: string): Date => new Date(`${text}+08:00`);

test.each([
  ["2026-03-10T00:00:00", "2026-03-17"],
  ["2026-03-10T00:00:01", "2026-03-17"],
  ["2026-03-10T12:00:00", "2026-03-17"],
  ["2026-03-10T23:59:59.999", "2026-03-17"],
  ["2026-03-11T00:00:00", "2026-03-18"],
  ["2026-12-28T09:00:00", "2027-01-04"],
  ["2028-02-24T18:00:00", "2028-03-02"],
])("what is published at %s may be appealed against until %s", (published, lastDay) => {
  expect(lastDayToAppeal("2026-02", shanghai(published), [])).toBe(lastDay);
});

test.each([
  ["2026-03-10T00:00:00", false],
  ["2026-03-17T00:00:00", false],
  ["2026-03-17T23:59:00", false],
  ["2026-03-17T23:59:59.999", false],
  ["2026-03-18T00:00:00", true],
  ["2026-03-18T00:01:00", true],
])("the 17th as the last day, seen at %s, is over: %s", (now, past) => {
  expect(isPast("2026-03-17", shanghai(now))).toBe(past);
});

test("the day is that of Shanghai: 16:00 UTC is midnight there", () => {
  expect(lastDayToAppeal("2026-02", new Date("2026-03-10T15:59:59Z"), [])).toBe("2026-03-17");
  expect(lastDayToAppeal("2026-02", new Date("2026-03-10T16:00:00Z"), [])).toBe("2026-03-18");
  expect(isPast("2026-03-17", new Date("2026-03-17T15:59:59Z"))).toBe(false);
  expect(isPast("2026-03-17", new Date("2026-03-17T16:00:00Z"))).toBe(true);
});

test("an institution's own deadline counts, and of several the latest", () => {
  const published = shanghai("2026-03-10T10:00:00");
  const three = held("deadline 申诉 = 3 days after publication");
  const ten = held("deadline 申诉 = 10 days after publication");
  const other = held("deadline 自评 = day 3 of next month");
  expect(lastDayToAppeal("2026-02", published, [three])).toBe("2026-03-13");
  expect(lastDayToAppeal("2026-02", published, [three, ten])).toBe("2026-03-20");
  expect(lastDayToAppeal("2026-02", published, [other])).toBe("2026-03-17");
});

test("a deadline may be a day of the month after the one that is appraised", () => {
  const fifth = held("deadline 申诉 = day 5 of next month");
  expect(lastDayToAppeal("2025-12", shanghai("2026-01-02T10:00:00"), [fifth])).toBe("2026-01-05");
});

test("an answer may be escalated for seven days after its day", () => {
  expect(lastDayToEscalate(shanghai("2026-03-31T23:59:59"))).toBe("2026-04-07");
});
