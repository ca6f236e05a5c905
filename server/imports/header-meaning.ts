import type { LogColumn, Metric } from "../../engine/index.ts";
import { AGENT_HEADERS, foldHeader, MONTH_HEADERS } from "../data/columns.ts";
import type { Fact } from "./mapping.ts";
import type { Target } from "./target.ts";
import { unitsFor } from "./units.ts";

/** What a header says its column is. */
export type HeaderMeaning =
  | { readonly use: "month" }
  | { readonly use: "agent" }
  | { readonly use: "metric"; readonly metric: Metric; readonly unit?: string }
  /** Computed from other metrics, so never imported. */
  | { readonly use: "rate"; readonly metric: Metric }
  | { readonly use: "fact"; readonly fact: Fact }
  | { readonly use: "field"; readonly field: LogColumn };

const FACT_HEADERS: Readonly<Record<Fact, readonly string[]>> = {
  name: ["姓名", "员工姓名", "坐席姓名", "name"],
  department: ["部门", "所属部门", "团队", "department", "team"],
  position: ["岗位", "职位", "岗位名称", "position", "job title"],
  superior: ["上级工号", "直接上级", "上级", "直属上级", "superior", "manager id", "manager"],
  joinedOn: ["入职日期", "入职时间", "入职日", "joined on", "hire date", "joined"],
  leftOn: ["离职日期", "离职时间", "离职日", "left on", "termination date", "left"],
};
const FROM_HEADERS = ["生效月份", "起始月份", "生效年月", "from", "from month", "effective from"];
const WITH_UNIT = /^(.+?)\s*[([（［【]\s*([^)\]）］】]{1,16})\s*[)\]）］】]$/;

/** What the header of a column means in a file of this kind; `undefined` where nobody has said. */
export function headerMeaning(header: string, { kind, catalogue, log }: Target): HeaderMeaning | undefined {
  const folded = foldHeader(header);
  if (folded === "") return undefined;
  if (kind === "calls") {
    const field = log?.find(header);
    return field && { use: "field", field };
  }
  if (MONTH_HEADERS.includes(folded)) return { use: "month" };
  if (AGENT_HEADERS.includes(folded)) return { use: "agent" };
  if (kind === "roster") {
    if (FROM_HEADERS.includes(folded)) return { use: "month" };
    const fact = (Object.keys(FACT_HEADERS) as Fact[]).find((key) => FACT_HEADERS[key].includes(folded));
    return fact && { use: "fact", fact };
  }
  const metric = catalogue.find(header);
  if (metric) return metricMeaning(metric);
  const [, name, unit] = WITH_UNIT.exec(header.normalize("NFKC").trim()) ?? [];
  const stripped = name === undefined ? undefined : catalogue.find(name);
  if (!stripped || unit === undefined) return undefined;
  return unitsFor(stripped, catalogue).has(unit.trim()) ? metricMeaning(stripped, unit.trim()) : undefined;
}

const metricMeaning = (metric: Metric, unit?: string): HeaderMeaning =>
  metric.rate ? { use: "rate", metric } : { use: "metric", metric, ...(unit !== undefined && { unit }) };

/** All headers that mean something, for finding the one that a misspelt header was meant to be. */
export function knownHeaders({ kind, catalogue: { metrics }, log }: Target): string[] {
  if (kind === "calls")
    return [...(log?.columns.values() ?? [])].flatMap(({ name, metric }) => [name, ...metric.aliases]);
  const common = [...MONTH_HEADERS, ...AGENT_HEADERS];
  if (kind === "roster") return [...common, ...FROM_HEADERS, ...Object.values(FACT_HEADERS).flat()];
  const named = [...metrics.values()].filter(({ rate }) => !rate);
  return [...common, ...named.flatMap(({ name, key, aliases }) => [name, key, ...aliases])];
}
