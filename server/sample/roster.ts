import { SAMPLE_MONTHS } from "./calendar.ts";
import { distinctNames } from "./names.ts";
import { Random } from "./random.ts";
import { DEPARTMENTS, staff } from "./staff.ts";

/** What is true of somebody in the sample company from a month on. */
export interface RosterEntry {
  /** 工号 */
  readonly agent: string;
  /** `YYYY-MM` */
  readonly fromMonth: string;
  readonly name: string;
  readonly department: string;
  readonly position: string;
  /** 工号; nobody above the manager of the centre is in the sample. */
  readonly superior?: string;
  /** `YYYY-MM-DD` */
  readonly joinedOn: string;
  readonly leftOn?: string;
}

const HEADS_SEED = 20_180_701;

/** Of who manages and is paid by no scheme. */
const MANAGEMENT = "管理层";

const [FIRST_MONTH = ""] = SAMPLE_MONTHS.map(({ month }) => month);

/** The heads of the departments, M001 and so on, and everybody who reports to them. */
export function roster(seed: number): RosterEntry[] {
  const agents = staff(seed);
  const taken = new Set(agents.map(({ name }) => name));
  const random = new Random(HEADS_SEED);
  const names = distinctNames(random);
  const nextName = (): string => {
    let name = names.next().value;
    while (taken.has(name)) name = names.next().value;
    return name;
  };
  const heads = DEPARTMENTS.map(
    ({ name: department }, at): RosterEntry => ({
      agent: headOf(at),
      fromMonth: FIRST_MONTH,
      name: nextName(),
      department: MANAGEMENT,
      // Who manages the centre leads its first department as well, and signs what concerns all of them.
      position: at === 0 ? "电话营销中心经理" : `${department}主管`,
      ...(at > 0 && { superior: headOf(0) }),
      joinedOn: `${random.whole(2012, 2018)}-0${random.whole(1, 9)}-01`,
    }),
  );
  const reports = agents.map(({ id, name, department, role, joined, lastMonth }): RosterEntry => {
    const [, fromMonth = FIRST_MONTH] = [FIRST_MONTH, joined.slice(0, 7)].sort();
    return {
      agent: id,
      fromMonth,
      name,
      department,
      position: role,
      superior: headOf(DEPARTMENTS.findIndex((one) => one.name === department)),
      joinedOn: joined,
      ...(lastMonth !== undefined && { leftOn: lastDay(lastMonth) }),
    };
  });
  return [...heads, ...reports];
}

const headOf = (department: number): string => `M${String(department + 1).padStart(3, "0")}`;

function lastDay(month: string): string {
  const [year = 0, number = 1] = month.split("-").map(Number);
  return new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10);
}
