/**
 * A made-up call centre, so that every scheme shows figures before anyone has imported any: 120 agents
 * in five departments over fourteen months, with newcomers, leavers, sick leave and a few values that
 * nobody entered. The same on every machine and at every start.
 */
import { monthAt, monthIndex } from "../../engine/index.ts";
import { SAMPLE_MONTHS } from "./calendar.ts";
import { type Figures, figuresOf, laterFiguresOf } from "./figures.ts";
import { levelFor, NOT_ASSESSED } from "./level.ts";
import { Random } from "./random.ts";
import { type RosterEntry, roster } from "./roster.ts";
import { type Agent, staff } from "./staff.ts";

export interface SampleCompany {
  readonly name: string;
  /** Names of metrics, in the order of `values`. */
  readonly columns: readonly string[];
  /** By month, then by agent. */
  readonly rows: readonly SampleRow[];
  readonly roster: readonly RosterEntry[];
}

export interface SampleRow {
  /** `YYYY-MM` */
  readonly month: string;
  readonly agent: string;
  /** As a cell of a file would have it; `null` where nobody entered it. */
  readonly values: readonly (string | null)[];
}

const SEED = 20_250_101;
/** Of metrics that joined the catalogue later: what was drawn before them stays as it is. */
const LATER_SEED = 20_251_123;

/** Of all agent-months, the share in which one figure was forgotten, and which ones people forget. */
const FORGOTTEN = 0.008;
const FORGETTABLE = ["意向客户成交额", "分析判断评分", "有效信息条数", "咨询量"] as const;

export function sampleCompany(): SampleCompany {
  const agents = staff(SEED).map((agent) => ({ agent, records: recordsOf(agent) }));
  const columns = [
    ...new Set(agents.flatMap(({ records }) => [...records.values()].flatMap((record) => [...record.keys()]))),
  ];
  const rows = SAMPLE_MONTHS.flatMap(({ month }) =>
    agents.flatMap(({ agent, records }) => {
      const record = records.get(month);
      return record ? [{ month, agent: agent.id, values: columns.map((column) => record.get(column) ?? null) }] : [];
    }),
  );
  return { name: "晴川教育电销中心（示例）", columns, rows, roster: roster(SEED) };
}

/** By month, for the months in which the agent was there. */
function recordsOf(agent: Agent): Map<string, Figures> {
  // Each agent has a sequence of their own: a change to one leaves the others as they are.
  const random = new Random(SEED + Number(agent.id.slice(1)));
  const later = new Random(LATER_SEED + Number(agent.id.slice(1)));
  const joined = agent.joined.slice(0, 7);
  const visits = new Map<string, number>();
  const records = new Map<string, Figures>();
  for (const sampleMonth of SAMPLE_MONTHS) {
    const { month } = sampleMonth;
    if (month < joined || (agent.lastMonth !== undefined && month > agent.lastMonth)) continue;
    const figures = figuresOf(agent, sampleMonth, monthIndex(month) - monthIndex(joined), random);
    visits.set(month, Number(figures.get("上门人数")));
    const attributes = attributesOf(agent, levelIn(agent, month, visits));
    const record = new Map([...attributes, ...figures, ...laterFiguresOf(agent, figures, later)]);
    if (random.chance(FORGOTTEN)) record.delete(random.pick(FORGETTABLE));
    records.set(month, record);
  }
  return records;
}

const attributesOf = (agent: Agent, level: string): Figures =>
  new Map([
    ["姓名", agent.name],
    ["部门", agent.department],
    ["岗位", agent.role],
    ["级别", level],
    ["入职日期", agent.joined],
    ["聘用函基本工资", String(agent.contractPay)],
    ["月绩效工资基数", String(agent.performancePay)],
  ]);

/** Who joined after the first day of the last quarter is not assessed in this one. */
function levelIn(agent: Agent, month: string, visits: ReadonlyMap<string, number>): string {
  const quarterStart = monthIndex(month) - (monthIndex(month) % 3);
  if (agent.joined > `${monthAt(quarterStart - 3)}-01`) return NOT_ASSESSED;
  const known = [...visits].filter(([past]) => {
    const ago = quarterStart - monthIndex(past);
    return ago >= 1 && ago <= 3;
  });
  // Nothing is known of the quarter before the sample: the agent then did as well as they generally do.
  if (known.length < 3) return levelFor(24 * agent.ability);
  return levelFor(known.reduce((sum, [, count]) => sum + count, 0) / known.length);
}
