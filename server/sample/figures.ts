import { rational, toExact } from "../../engine/index.ts";
import type { SampleMonth } from "./calendar.ts";
import type { Random } from "./random.ts";
import type { Agent, Role } from "./staff.ts";

/** Cells by metric, as a file would have them. */
export type Figures = ReadonlyMap<string, string>;

/** What a role is measured by: typical figures of an average agent. */
interface Workload {
  readonly dialledPerDay: number;
  readonly validCallsPerDay: number;
  /** Enquiries to send a day, as agreed with the agent. */
  readonly enquiriesPerDay: number;
  readonly visits: number;
}

const WORKLOADS: Readonly<Record<Role, Workload>> = {
  外呼专员: { dialledPerDay: 105, validCallsPerDay: 14, enquiriesPerDay: 12, visits: 26 },
  客服专员: { dialledPerDay: 62, validCallsPerDay: 18, enquiriesPerDay: 8, visits: 19 },
  质检专员: { dialledPerDay: 38, validCallsPerDay: 9, enquiriesPerDay: 6, visits: 13 },
};

/** One agent and month, as the figures are drawn from it. */
interface Circumstances {
  readonly load: Workload;
  readonly workdays: number;
  /** Workdays less sick leave; half days count. */
  readonly attended: number;
  /** How well the month went: 1 is an average agent in an average month. */
  readonly drive: number;
  readonly random: Random;
}

/** The measured figures of one agent and month; attributes of the agent are not among them. */
export function figuresOf(agent: Agent, month: SampleMonth, monthsHere: number, random: Random): Figures {
  const drive = driveOf(agent, month, monthsHere, random);
  const sickDays = sickLeave(month.workdays, random);
  const attended = month.workdays - sickDays;
  const circumstances = { load: WORKLOADS[agent.role], workdays: month.workdays, attended, drive, random };
  return new Map([
    ["病假天数", String(sickDays)],
    ["每周工作小时数", hundredths(random.whole(3_800, 4_600))],
    ...calls(circumstances),
    ...invitations(circumstances),
    ...customers(circumstances),
    ...sales(circumstances),
    ...service(circumstances),
    ...ratings(circumstances),
  ]);
}

/** Figures drawn apart from the others, so that these stay as they were before. */
export function laterFiguresOf(agent: Agent, figures: Figures, random: Random): Figures {
  const handling = Number(figures.get("处理时长"));
  return new Map([
    // Customers count from when they first asked, and remember roughly.
    ["客户反馈处理时长", hundredths(count(handling * 100 * random.between(0.85, 1.35)))],
    ["管理能力评分", String(percentile(72 + 22 * (agent.ability - 1) + 4 * random.normal()))],
  ]);
}

/** Newcomers need about four months until they achieve what they can. */
function driveOf(agent: Agent, { season }: SampleMonth, monthsHere: number, random: Random): number {
  const learnt = Math.min(1, 0.62 + 0.1 * monthsHere);
  const luck = 1 + 0.13 * random.normal();
  return Math.max(0.15, agent.ability * learnt * season * luck);
}

/** Most months none, sometimes a few days, rarely long, hardly ever the whole month. */
function sickLeave(workdays: number, random: Random): number {
  const drawn = random.unit();
  if (drawn < 0.9) return 0;
  if (drawn < 0.915) return 0.5;
  if (drawn < 0.975) return random.whole(1, 3);
  if (drawn < 0.996) return random.whole(4, 10);
  return workdays;
}

function* calls({ load, attended, drive, random }: Circumstances): Generator<[string, string]> {
  const dialled = count(attended * load.dialledPerDay * random.between(0.85, 1.15));
  const connected = random.successes(dialled, 0.3 + 0.05 * random.between(-1, 1));
  const perDay = load.validCallsPerDay * drive ** 1.4 + 2.5 * random.normal();
  const valid = Math.min(connected, count(attended * perDay));
  yield ["外呼量", String(dialled)];
  yield ["接通量", String(connected)];
  yield ["有效通话数", String(valid)];
  yield ["日均有效电话", attended === 0 ? "0" : hundredths(Math.round((valid * 100) / attended))];
  yield ["通话时长", String(count(connected * random.between(95, 155)))];
}

function* invitations({ load, workdays, attended, drive, random }: Circumstances): Generator<[string, string]> {
  const enquiries = count(load.enquiriesPerDay * attended * (drive + 0.06 * random.normal()));
  const visitors = count((attended / workdays) * (load.visits * drive + 5 * random.normal()));
  yield ["咨询量", String(enquiries)];
  yield ["月初签订目标", String(load.enquiriesPerDay * workdays)];
  yield ["日目标", String(load.enquiriesPerDay)];
  yield ["上门人数", String(visitors)];
  // Every other visit tells something about the customer.
  yield ["上门有效信息条数", String(count(visitors / 2))];
  yield ["全费人数", String(random.successes(visitors, 0.33))];
}

function* customers({ workdays, attended, drive, random }: Circumstances): Generator<[string, string]> {
  const presence = attended / workdays;
  const leads = count(presence * (13 * drive + 4 * random.normal()));
  const served = count(210 + 60 * random.normal());
  yield ["A类客户数", String(count(presence * (34 * drive + 3 * random.normal())))];
  yield ["B类客户数", String(count(presence * (79 * drive + 6 * random.normal())))];
  yield ["有效信息条数", String(leads)];
  yield ["促成成单数", String(leads === 0 ? 0 : random.successes(2, 0.16 * drive))];
  yield ["服务客户数", String(served)];
  yield ["流失客户数", String(random.successes(served, 0.03 / Math.max(0.5, drive)))];
}

function* sales({ workdays, attended, drive, random }: Circumstances): Generator<[string, string]> {
  const presence = attended / workdays;
  const deals = count(presence * (7 * drive + 1.5 * random.normal()));
  const buyers = deals - random.successes(deals, 0.1);
  const fen = deals * random.whole(240_000, 330_000);
  yield ["销售总量", String(deals + random.successes(deals, 0.4))];
  yield ["成单量", String(deals)];
  yield ["成交客户数", String(buyers)];
  yield ["新客户数", String(random.successes(buyers, 0.7))];
  yield ["成交额", hundredths(fen)];
  yield ["意向客户成交额", hundredths(count(presence * drive * random.between(400_000, 2_200_000)))];
  yield ["退货额", hundredths(random.chance(0.25) ? Math.round(fen * random.between(0.01, 0.08)) : 0)];
}

function* service({ drive, random }: Circumstances): Generator<[string, string]> {
  const complaints = random.successes(4, 0.09 / Math.max(0.4, drive));
  yield ["满意度", hundredths(percentile(84 + 8 * (drive - 1) + 4 * random.normal()) * 100)];
  yield ["投诉数", String(complaints)];
  yield ["投诉按时处理数", String(random.successes(complaints, 0.85))];
  yield ["处理时长", hundredths(random.whole(900, 5_400))];
}

function* ratings({ drive, random }: Circumstances): Generator<[string, string]> {
  for (const rated of ["专业知识评分", "分析判断评分", "执行反馈评分"]) {
    const seen = drive + 0.15 * random.normal();
    yield [rated, seen < 0.82 ? "60" : seen < 1.08 ? "80" : "100"];
  }
  for (const rated of ["服务态度评分", "沟通技巧评分", "产品知识评分", "解决方案能力评分", "团队合作评分"]) {
    yield [rated, String(percentile(80 + 15 * (drive - 1) + 5 * random.normal()))];
  }
}

const count = (amount: number): number => Math.max(0, Math.round(amount));
const percentile = (points: number): number => Math.min(100, count(points));
const hundredths = (number: number): string => toExact(rational(number, 100));
