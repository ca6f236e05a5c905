/**
 * A population made up from a seed: agents with twelve months each, sorted by agent and month, every
 * figure an integer times a known scale, as exact as the files of a company.
 */
const MONTHS = 12;
const FIRST_MONTH = 2025 * 12;
const DEPARTMENTS = 40;

export interface Population {
  readonly rows: number;
  /** Of each row: the agent's place, and months since year 0. */
  readonly agent: Int32Array;
  readonly month: Int32Array;
  /** Numbers by metric, in the metric's unit: 12.5 is 12.5. What naive code would hold. */
  readonly numbers: ReadonlyMap<string, Float64Array>;
  /** Places in `words`, by metric. */
  readonly texts: ReadonlyMap<string, { readonly codes: Uint8Array; readonly words: readonly string[] }>;
  /** Days since 1970-01-01, by metric. */
  readonly dates: ReadonlyMap<string, Int32Array>;
}

/** Decimal places of the figures that have any; the others are whole. */
export const PLACES: ReadonlyMap<string, number> = new Map([
  ["日目标", 2],
  ["病假天数", 1],
  ["日均有效电话", 2],
  ["聘用函基本工资", 2],
  ["月绩效工资基数", 2],
  ["成交额", 2],
]);

/** `rows` is rounded down to whole years of agents. */
export function makePopulation(rows: number, seed = 20251123): Population {
  const agents = Math.floor(rows / MONTHS);
  const count = agents * MONTHS;
  const random = randomSource(seed);
  const column = (name: string, least: number, greatest: number): Float64Array => {
    const scale = 10 ** (PLACES.get(name) ?? 0);
    const values = new Float64Array(count);
    for (let row = 0; row < count; row += 1) {
      values[row] = Math.floor((least + random() * (greatest - least)) * scale) / scale;
    }
    return values;
  };
  const choice = (words: readonly string[]) => {
    const codes = new Uint8Array(count);
    for (let at = 0; at < agents; at += 1) {
      codes.fill(Math.floor(random() * words.length), at * MONTHS, (at + 1) * MONTHS);
    }
    return { codes, words };
  };
  const ratings = (): Float64Array => column("", 0, 3).map((place) => 60 + 20 * place);
  const agent = new Int32Array(count).map((_, row) => Math.floor(row / MONTHS));
  const month = new Int32Array(count).map((_, row) => FIRST_MONTH + (row % MONTHS));
  // Most were there before; some joined within the year, which takes them out of a quarter's level.
  const joined = new Int32Array(agents).map(() => 18_000 + Math.floor(random() * 2_200));
  return {
    rows: count,
    agent,
    month,
    numbers: new Map([
      ["上门人数", column("上门人数", 0, 70)],
      ["全费人数", column("全费人数", 0, 30)],
      ["咨询量", column("咨询量", 0, 300)],
      ["月初签订目标", column("月初签订目标", 100, 250)],
      ["日目标", column("日目标", 4, 12)],
      ["病假天数", column("病假天数", 0, 1).map((days, row) => (row % 9 === 0 ? days * 5 : 0))],
      ["聘用函基本工资", column("聘用函基本工资", 2000, 4000)],
      ["有效信息条数", column("有效信息条数", 0, 30)],
      ["促成成单数", column("促成成单数", 0, 10).map((deals) => Math.max(0, deals - 8))],
      ["专业知识评分", ratings()],
      ["分析判断评分", ratings()],
      ["执行反馈评分", ratings()],
      ["日均有效电话", column("日均有效电话", 0, 40)],
      ["月绩效工资基数", column("月绩效工资基数", 2000, 6000)],
      ["成交额", column("成交额", 0, 200_000)],
    ]),
    texts: new Map([
      ["岗位", choice(["外呼专员", "客服专员", "质检专员"])],
      ["部门", choice(Array.from({ length: DEPARTMENTS }, (_, at) => `电销${at + 1}部`))],
      ["姓名", choice(["王芳", "李强", "张敏"])],
    ]),
    dates: new Map([["入职日期", new Int32Array(count).map((_, row) => joined[Math.floor(row / MONTHS)] ?? 0)]]),
  };
}

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function randomSource(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
