import { isMonth, type Localized } from "../../engine/index.ts";
import { type ColumnUse, columnOf, type ImportKind, type Mapping, meaningOf } from "./mapping.ts";
import type { Target } from "./target.ts";
import { unitsFor } from "./units.ts";

/** Why a file cannot be read by a mapping; none where it can. */
export function mappingFaults({ columns, month }: Mapping, headers: readonly string[], target: Target): Localized[] {
  const { kind } = target;
  const faults: Localized[] = [];
  if (columns.length > headers.length) {
    faults.push({
      zh: `说明了 ${columns.length} 列，文件只有 ${headers.length} 列`,
      en: `${columns.length} columns are mapped, the file has ${headers.length}`,
    });
  }
  if (kind === "calls") faults.push(...logFaults(columns, target));
  else if (columnOf(columns, "agent") === undefined) {
    faults.push({ zh: "请指定哪一列是工号", en: "say which column is the agent id" });
  }
  const byColumn = columnOf(columns, "month") !== undefined;
  if (byColumn === (month !== undefined) && kind !== "calls") {
    faults.push({
      zh: "月份要么来自一列，要么统一指定，二者选一",
      en: "say either which column is the month, or which month all rows are of",
    });
  }
  if (month !== undefined && !isMonth(month)) {
    faults.push({ zh: `“${month}”不是月份，应写成 2025-01`, en: `"${month}" is no month; write it as 2025-01` });
  }
  const seen = new Map<string, number>();
  for (const [at, use] of columns.entries()) {
    faults.push(...useFaults(use, at, target));
    const meaning = meaningOf(use);
    const earlier = meaning === undefined ? undefined : seen.get(meaning);
    if (meaning !== undefined) seen.set(meaning, at);
    if (earlier !== undefined) {
      faults.push({
        zh: `第 ${earlier + 1} 列与第 ${at + 1} 列用途相同；请只留一列`,
        en: `columns ${earlier + 1} and ${at + 1} are mapped to the same; keep one of them`,
      });
    }
  }
  const carriers = columns.filter(({ use }) => use === "metric" || use === "fact" || use === "field");
  if (carriers.length === 0) {
    faults.push({ zh: "没有任何一列会被导入；请至少指定一列", en: "no column would be imported; map one at least" });
  }
  return faults;
}

const OF_KIND: Readonly<Record<ImportKind, ColumnUse["use"]>> = {
  "agent-months": "metric",
  roster: "fact",
  calls: "field",
};

/** The columns without which nobody knows whose a call is and of which day. */
function logFaults(columns: readonly ColumnUse[], { log }: Target): Localized[] {
  if (!log) return [{ zh: "请指定明细的种类", en: "say which log of the catalogue it is" }];
  const mapped = new Set(columns.flatMap((use) => (use.use === "field" ? [use.field] : [])));
  return [...log.columns.values()].flatMap(({ name, use }) =>
    (use === "agent" || use === "date") && !mapped.has(name)
      ? [{ zh: `请指定哪一列是“${name}”`, en: `say which column is "${name}"` }]
      : [],
  );
}

function useFaults(use: ColumnUse, at: number, { kind, catalogue, log }: Target): Localized[] {
  const column = { zh: `第 ${at + 1} 列`, en: `column ${at + 1}` };
  const isCarrier = use.use === "metric" || use.use === "fact" || use.use === "field";
  const isForeign = kind === "calls" && (use.use === "month" || use.use === "agent");
  if (isForeign || (isCarrier && use.use !== OF_KIND[kind])) {
    return [
      { zh: `${column.zh}的用途不适合这种导入`, en: `${column.en} has a use that this kind of import does not have` },
    ];
  }
  if (use.use === "field" && !log?.columns.has(use.field)) {
    return [
      { zh: `${column.zh}：明细没有“${use.field}”一项`, en: `${column.en}: the log has no column "${use.field}"` },
    ];
  }
  if (use.use !== "metric") return [];
  const metric = catalogue.metrics.get(use.metric);
  if (!metric || metric.rate) {
    return [
      {
        zh: `${column.zh}：指标目录里没有可导入的“${use.metric}”`,
        en: `${column.en}: the catalogue has no metric "${use.metric}" that can be imported`,
      },
    ];
  }
  const units = unitsFor(metric, catalogue);
  if (use.unit === undefined || units.has(use.unit)) return [];
  const list = [...units.keys()].join("、");
  return [
    {
      zh: `${column.zh}：“${use.metric}”的单位不能是“${use.unit}”，可用：${list || "（不用写单位）"}`,
      en: `${column.en}: "${use.metric}" cannot be in "${use.unit}"; it can be in: ${list || "(no unit)"}`,
    },
  ];
}
