/** A company of any size: the sample company's people, again and again. */
import { monthAt, monthIndex } from "../../engine/index.ts";
import { formatCsv } from "../../server/data/write-csv.ts";
import { sampleCompany } from "../../server/sample/sample-company.ts";

export interface CompanyFiles {
  readonly agents: number;
  readonly months: readonly string[];
  /** CSV of who is there, and of their figures by month. */
  readonly roster: string;
  readonly figures: string;
}

/** @param until the last month, `YYYY-MM` */
export function largeCompany(agents: number, months: number, until: string): CompanyFiles {
  const { columns, rows, roster } = sampleCompany();
  const paid = roster.filter(({ agent }) => rows.some((row) => row.agent === agent));
  const byAgent = Map.groupBy(rows, ({ agent }) => agent);
  const last = monthIndex(until);
  const names = Array.from({ length: months }, (_, at) => monthAt(last - months + 1 + at));
  const copies = Array.from({ length: agents }, (_, n) => {
    const original = paid[n % paid.length];
    if (!original) throw new Error("the sample company pays nobody");
    return { agent: `L${String(n).padStart(5, "0")}`, original };
  });
  const people = copies.map(({ agent, original }) => [agent, original.name, original.department, names[0] ?? ""]);
  const figures = names.flatMap((month, at) =>
    copies.map(({ agent, original }) => {
      const own = byAgent.get(original.agent) ?? [];
      const values = own[at % own.length]?.values ?? [];
      return [month, agent, ...values.map((value) => value ?? "")];
    }),
  );
  return {
    agents,
    months: names,
    roster: formatCsv([["工号", "姓名", "部门", "生效月份"], ...people]),
    figures: formatCsv([["月份", "工号", ...columns], ...figures]),
  };
}
