/** Agent-months as an Arrow IPC stream that is written page by page: of no more than one page at a time. */
import {
  bool,
  type Column,
  columnFromArray,
  dateDay,
  decimal128,
  int64,
  tableFromColumns,
  tableToIPC,
  utf8,
} from "@uwdata/flechette";
import type { Catalogue, Metric } from "../../engine/index.ts";
import type { StoredAgentMonth } from "../store/data-set-store.ts";

/** Digits of a decimal of 128 bits. */
const PRECISION = 38;
/** The last message of a stream. */
const END = new Uint8Array([255, 255, 255, 255, 0, 0, 0, 0]);

type Cell = string | null;
/** Makes a column of the cells of one page; the type depends on the metric only, so that all pages have one schema. */
type Encode = (cells: readonly Cell[]) => Column<unknown>;

/** @param columns names of metrics, in the order of the rows' values; of one the catalogue does not know, texts */
export async function* arrowStream(
  columns: readonly string[],
  pages: AsyncIterable<readonly StoredAgentMonth[]>,
  { metrics }: Pick<Catalogue, "metrics">,
): AsyncGenerator<Uint8Array<ArrayBuffer>> {
  const encoders = columns.map((name) => encoderOf(metrics.get(name)));
  const encode = (rows: readonly StoredAgentMonth[]): Uint8Array<ArrayBuffer> => {
    const named: [string, Column<unknown>][] = [
      ["月份", texts(rows.map(({ month }) => month))],
      ["工号", texts(rows.map(({ agent }) => agent))],
      ...columns.map((name, at): [string, Column<unknown>] => [
        name,
        (encoders[at] ?? texts)(rows.map(({ values }) => values[at] ?? null)),
      ]),
    ];
    const bytes = tableToIPC(tableFromColumns(named), { format: "stream" });
    if (!bytes) throw new TypeError("an Arrow stream was asked for");
    return bytes as Uint8Array<ArrayBuffer>;
  };
  // The schema comes first, once; without a row it stands alone.
  const first = encode([]);
  yield first.subarray(0, schemaEnd(first));
  for await (const page of pages) {
    const bytes = encode(page);
    yield bytes.subarray(schemaEnd(bytes), bytes.length - END.length);
  }
  yield END;
}

/** Where the first message ends, the schema, which has no body: eight bytes, the second four its length. */
const schemaEnd = (bytes: Uint8Array): number => 8 + new DataView(bytes.buffer, bytes.byteOffset).getInt32(4, true);

const texts: Encode = (cells) => columnFromArray([...cells], utf8());

function encoderOf(metric: Metric | undefined): Encode {
  switch (metric?.type.kind) {
    case "number": {
      const { decimals } = metric;
      if (decimals === undefined) return texts;
      const type = decimals === 0 ? int64() : decimal128(PRECISION, decimals);
      return (cells) =>
        columnFromArray(
          cells.map((cell) => (cell === null ? null : scaled(cell, decimals, metric.name))),
          type,
        );
    }
    case "truth":
      return (cells) =>
        columnFromArray(
          cells.map((cell) => (cell === null ? null : cell === "是")),
          bool(),
        );
    case "date":
      return (cells) =>
        columnFromArray(
          cells.map((cell) => (cell === null ? null : new Date(`${cell}T00:00:00Z`))),
          dateDay(),
        );
    default:
      return texts;
  }
}

/** A canonical number, `98.5%` included, as a whole number of 10^-places. */
function scaled(cell: string, places: number, name: string): bigint {
  const [, sign = "", whole = "", fraction = "", percent] = /^(-?)(\d+)(?:\.(\d+))?(%?)$/.exec(cell) ?? [];
  const missing = places - fraction.length - (percent ? 2 : 0);
  if (whole === "" || missing < 0) throw new RangeError(`"${cell}" is no value of ${name} with ${places} decimals`);
  return BigInt(`${sign}${whole}${fraction}${"0".repeat(missing)}`);
}
