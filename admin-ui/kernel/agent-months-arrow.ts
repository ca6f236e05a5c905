/** Agent-months as the server hands over many of them, an Apache Arrow stream, read into the engine's columns. */
import { type Column, type DataType, type Table, Type, tableFromIPC } from "@uwdata/flechette";
import { type Catalogue, type Columns, ColumnsBuilder } from "../../engine/index.ts";

/** Whoever's row it is and of which month; all other columns are metrics. */
const [MONTH, AGENT] = ["月份", "工号"];

/**
 * Rows in the order of the stream. Columns that the catalogue does not know and rates are left out, a null
 * is blank, and a cell that is no value of its metric holds the reason, as in every other source.
 *
 * @param bytes all of `GET /api/datasets/{id}/agent-months.arrow`
 * @throws Error where they are no Arrow stream, or one of something else
 */
export function readAgentMonths(bytes: Uint8Array, catalogue: Catalogue): Columns {
  // Integers and decimals as whole numbers, to the last digit.
  const table = tableFromIPC(bytes, { useBigInt: true, useDecimalInt: true });
  const metrics = table.names.flatMap((column) => {
    const name = String(column);
    const metric = name === MONTH || name === AGENT ? undefined : catalogue.metrics.get(name);
    return metric === undefined || metric.rate ? [] : [{ metric, column: columnOf(table, name) }];
  });
  const builder = new ColumnsBuilder(metrics.map(({ metric }) => metric));
  const [months, agents] = [columnOf(table, MONTH).toArray(), columnOf(table, AGENT).toArray()];
  for (let row = 0; row < table.numRows; row += 1) builder.row(String(agents[row]), String(months[row]));
  for (const [metric, { column }] of metrics.entries()) {
    const put = writerOf(column.type, builder, metric);
    let row = 0;
    for (const value of column) {
      if (value !== null && value !== undefined) put(value, row);
      row += 1;
    }
  }
  return builder.finish();
}

function columnOf(table: Table, name: string): Column<unknown> {
  const column: Column<unknown> | undefined = table.getChild(name);
  if (column === undefined) throw new Error(`the Arrow stream has no column ${name}`);
  return column;
}

/** Tells the builder what a cell holds; the server writes no other types than these. */
function writerOf(type: DataType, builder: ColumnsBuilder, metric: number): (value: unknown, row: number) => void {
  const places = type.typeId === Type.Decimal ? type.scale : 0;
  switch (type.typeId) {
    case Type.Int:
    case Type.Decimal:
      return (value, row) => {
        const number = Number(value);
        if (Number.isSafeInteger(number)) builder.scaled(metric, number, places, row);
        else builder.cell(metric, decimal(String(value), places), row);
      };
    case Type.Date:
      return (value, row) => builder.cell(metric, new Date(Number(value)).toISOString().slice(0, 10), row);
    case Type.Bool:
      return (value, row) => builder.cell(metric, value === true ? "是" : "否", row);
    default:
      return (value, row) => builder.cell(metric, String(value), row);
  }
}

/** A whole number of 10^-places as a plain decimal. */
function decimal(digits: string, places: number): string {
  if (places === 0) return digits;
  const sign = digits.startsWith("-") ? "-" : "";
  const padded = digits.slice(sign.length).padStart(places + 1, "0");
  return `${sign}${padded.slice(0, -places)}.${padded.slice(-places)}`;
}
