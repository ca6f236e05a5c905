import type { Population } from "../population.ts";

const FIGURES = {
  visitors: "上门人数",
  paid: "全费人数",
  enquiries: "咨询量",
  target: "月初签订目标",
  daily: "日目标",
  sick: "病假天数",
  offered: "聘用函基本工资",
  leads: "有效信息条数",
  deals: "促成成单数",
  knowledge: "专业知识评分",
  judgement: "分析判断评分",
  execution: "执行反馈评分",
  calls: "日均有效电话",
  amount: "月绩效工资基数",
  sales: "成交额",
} as const;

export interface SqlColumn {
  readonly name: string;
  readonly type: "INTEGER" | "DOUBLE";
  readonly values: ArrayLike<number>;
}

/** The population as columns of a table `months`; `id` is the row, and texts are their places. */
export function columnsOf(population: Population): SqlColumn[] {
  const { rows, agent, month, numbers, texts, dates } = population;
  const quarterStart = month.map((now) => {
    const before = now - (now % 3) - 3;
    return Date.UTC(Math.floor(before / 12), before % 12, 1) / 86_400_000;
  });
  const integer = (name: string, values: ArrayLike<number> | undefined): SqlColumn => ({
    name,
    type: "INTEGER",
    values: values ?? [],
  });
  return [
    integer(
      "id",
      new Int32Array(rows).map((_, row) => row),
    ),
    integer("agent", agent),
    integer("month", month),
    integer("position", texts.get("岗位")?.codes),
    integer("department", texts.get("部门")?.codes),
    integer("joined", dates.get("入职日期")),
    integer("joined_limit", quarterStart),
    ...Object.entries(FIGURES).map(
      ([name, metric]): SqlColumn => ({ name, type: "DOUBLE", values: numbers.get(metric) ?? [] }),
    ),
  ];
}
