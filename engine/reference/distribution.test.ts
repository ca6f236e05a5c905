import fc from "fast-check";
import { expect, test } from "vitest";
import { schemeOf } from "../explain/testing/scheme.ts";
import type { AgentMonth } from "../ir/program.ts";
import { rational } from "../values/rational.ts";
import { isRowError, type Value } from "../values/value.ts";
import { Reference } from "./reference.ts";

interface Person {
  readonly department: "一部" | "二部";
  /** Absent where the row has no value. */
  readonly visits: number | undefined;
}

/** Shares that make 100%, in whole percent, best first; some of them may be 0. */
const shares = fc
  .array(fc.integer({ min: 0, max: 100 }), { minLength: 0, maxLength: 4 })
  .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), 100])
  .map((cuts) => cuts.slice(1).map((cut, at) => cut - (cuts[at] ?? 0)));
const person: fc.Arbitrary<Person> = fc.record({
  department: fc.constantFrom("一部", "二部"),
  visits: fc.option(fc.integer({ min: 0, max: 6 }), { freq: 6, nil: undefined }),
});
const MODES = {
  rounded: (x: number) => Math.floor((2 * x + 100) / 200),
  "rounded up": (x: number) => Math.ceil(x / 100),
  "rounded down": (x: number) => Math.floor(x / 100),
};
const mode = fc.constantFrom("rounded", "rounded up", "rounded down");

/** Hands the grades out one agent after the other, in whole hundredths of a person. */
function obvious(
  people: readonly Person[],
  of: Person,
  percent: readonly number[],
  how: keyof typeof MODES,
  smallest: number,
): string {
  if (of.visits === undefined) return "missing-value";
  const group = people.filter(({ department, visits }) => department === of.department && visits !== undefined);
  if (group.length < smallest) return "其他";
  let rank = 1;
  for (const { visits = 0 } of group) if (visits > of.visits) rank += 1;
  let sum = 0;
  for (const [at, share] of percent.entries()) {
    sum += share;
    if (rank <= MODES[how](sum * group.length)) return `G${at + 1}`;
  }
  return "nobody's";
}

test("equals handing out the places one by one", () => {
  fc.assert(
    fc.property(
      fc.array(person, { minLength: 1, maxLength: 12 }),
      shares,
      mode,
      fc.integer({ min: 1, max: 6 }),
      (people, percent, how, smallest) => {
        const grades = percent.map((_, at) => `G${at + 1}`);
        const { program, diagnostics } = schemeOf(
          [
            "input 上门人数, 部门",
            `choice 等级: 其他, ${grades.toReversed().join(", ")}`,
            "distribute 等级 by 上门人数 within 部门",
            `  places ${how}, ties better, smallest group ${smallest}, otherwise 其他`,
            "| 等级 | 比例 |",
            ...percent.map((share, at) => `| G${at + 1} | ${share}% |`),
            "output 等级",
          ].join("\n"),
        );
        expect(diagnostics).toEqual([]);
        const rows = people.map(
          ({ department, visits }, at): AgentMonth => ({
            agent: `T${at}`,
            month: "2026-01",
            values: new Map<string, Value>([
              ["部门", department],
              ...(visits === undefined ? [] : [["上门人数", rational(visits)] as const]),
            ]),
          }),
        );
        const reference = new Reference(program, rows);
        const given = rows.map((row) => {
          const outcome = reference.value("等级", row);
          return isRowError(outcome) ? outcome.code : outcome;
        });
        expect(given).toEqual(people.map((of) => obvious(people, of, percent, how, smallest)));
      },
    ),
    { numRuns: 200 },
  );
});
