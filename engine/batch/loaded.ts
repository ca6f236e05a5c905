import type { Catalogue } from "../catalogue/metric.ts";
import type { Columns } from "../columns/columns.ts";
import { groundOf } from "../columns/ground.ts";
import { type MonthRows, rowsByMonth } from "../columns/month-rows.ts";
import type { Ground } from "../lower/ground.ts";
import type { Period } from "../syntax/ast.ts";
import { isRowError } from "../values/value.ts";
import { storeOf } from "./column-store.ts";
import { type Reach, reachOver } from "./reach.ts";
import type { ColumnStore } from "./store.ts";

/** A population in the memory of machine code, over which one program after another may be run. */
export interface Loaded {
  readonly columns: Columns;
  readonly store: ColumnStore;
  readonly ground: Ground;
  readonly byMonth: MonthRows;
  /** Which rows a window over the period looks at. */
  readonly reach: (period: Period) => Reach;
  /** Every free text by its code; texts of programs come after those of the data. */
  readonly texts: readonly string[];
  readonly codeOfText: (text: string) => number;
  /** Whether the cell of the metric may hold a value that its column cannot: only the reference knows it. */
  readonly isUnsettled: (metric: string) => boolean;
}

export function load(columns: Columns, catalogue: Pick<Catalogue, "metrics">): Loaded {
  const byMonth = rowsByMonth(columns);
  const texts = [...columns.texts];
  const codes = new Map(texts.map((text, code) => [text, code]));
  const unsettled = new Set(
    [...columns.metrics].flatMap(([name, { aside }]) =>
      [...aside.values()].some((held) => !isRowError(held)) ? [name] : [],
    ),
  );
  return {
    columns,
    store: storeOf(columns),
    ground: groundOf(columns, catalogue, byMonth),
    byMonth,
    reach: reachOver(columns),
    texts,
    codeOfText(text) {
      const code = codes.get(text) ?? texts.push(text) - 1;
      codes.set(text, code);
      return code;
    },
    isUnsettled: (metric) => unsettled.has(metric),
  };
}
