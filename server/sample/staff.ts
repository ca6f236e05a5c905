import type { Month } from "../../engine/index.ts";
import { SAMPLE_MONTHS } from "./calendar.ts";
import { distinctNames } from "./names.ts";
import { Random } from "./random.ts";

export type Role = "外呼专员" | "客服专员" | "质检专员";

export interface Agent {
  readonly id: string;
  readonly name: string;
  readonly department: string;
  readonly role: Role;
  /** `YYYY-MM-DD` */
  readonly joined: string;
  /** The last month worked; absent for who stays. */
  readonly lastMonth?: Month;
  /** How much is achieved against an average colleague; 1 on average. */
  readonly ability: number;
  /** In yuan a month. */
  readonly contractPay: number;
  readonly performancePay: number;
}

interface Department {
  readonly name: string;
  readonly role: Role;
  readonly size: number;
  /** Added to the ability of its people: departments differ. */
  readonly strength: number;
}

/** 120 people in all. */
export const DEPARTMENTS: readonly Department[] = [
  { name: "电销一部", role: "外呼专员", size: 34, strength: 0.04 },
  { name: "电销二部", role: "外呼专员", size: 32, strength: 0 },
  { name: "电销三部", role: "外呼专员", size: 22, strength: -0.05 },
  { name: "客服部", role: "客服专员", size: 22, strength: 0.02 },
  { name: "质检部", role: "质检专员", size: 10, strength: 0.03 },
];

const JOINING_MONTHS = SAMPLE_MONTHS.slice(1, -1);
const CONTRACT_PAY = [2200, 2300, 2500, 2800, 3200, 3600] as const;
const PERFORMANCE_PAY = [800, 1000, 1200, 1500, 2000] as const;

/** Everyone who worked in the company in the months of the sample. */
export function staff(seed: number): Agent[] {
  const random = new Random(seed);
  const names = distinctNames(random);
  const posts = DEPARTMENTS.flatMap((department) => Array.from({ length: department.size }, () => department));
  return posts.map(({ name: department, role, strength }, at) => {
    const joined = joinedOn(random);
    const lastMonth = leavesAfter(random, joined.slice(0, 7));
    const ability = Math.min(1.6, Math.max(0.5, 1 + strength + 0.19 * random.normal()));
    // Pay follows ability loosely: it was settled before anyone knew.
    const rung = Math.min(1, Math.max(0, ability - 0.5 + random.between(-0.25, 0.25)));
    return {
      id: `D${String(1001 + at)}`,
      name: names.next().value,
      department,
      role,
      joined,
      ...(lastMonth !== undefined && { lastMonth }),
      ability,
      contractPay: CONTRACT_PAY[Math.round(rung * (CONTRACT_PAY.length - 1))] ?? CONTRACT_PAY[0],
      performancePay: PERFORMANCE_PAY[Math.round(rung * (PERFORMANCE_PAY.length - 1))] ?? PERFORMANCE_PAY[0],
    };
  });
}

const twoDigits = (number: number): string => String(number).padStart(2, "0");

/** One in five joined during the sample, from its second month on and early in the month. */
function joinedOn(random: Random): string {
  if (random.chance(0.2)) {
    const { month } = random.pick(JOINING_MONTHS);
    return `${month}-${twoDigits(random.whole(1, 5))}`;
  }
  return `${random.whole(2018, 2024)}-${twoDigits(random.whole(1, 12))}-${twoDigits(random.whole(1, 28))}`;
}

/** One in eight leaves, at the earliest two months after joining. */
function leavesAfter(random: Random, joined: Month): Month | undefined {
  if (!random.chance(0.13)) return undefined;
  const first = Math.max(0, SAMPLE_MONTHS.findIndex(({ month }) => month === joined) + 2);
  const last = SAMPLE_MONTHS.length - 2;
  return first > last ? undefined : SAMPLE_MONTHS[random.whole(first, last)]?.month;
}
