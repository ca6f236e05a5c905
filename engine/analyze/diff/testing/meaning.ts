import type { Program } from "../../../ir/program.ts";

/** Lists whose order says nothing. */
const UNORDERED: ReadonlySet<string> = new Set([
  "tables",
  "exceptions",
  "dependencies",
  "assertions",
  "budgets",
  "reports",
  "examples",
  "indicators",
  "deductions",
  "vetoes",
  "definitions",
]);
/** Where something stands, what follows from the rest, and rows' numbers. */
const LEFT_OUT: ReadonlySet<string> = new Set(["catalogue", "order", "id", "history"]);

/** A program as plain data in which spans, and what stands in any order, are the same for programs that mean the same. */
export const meaningOf = (program: Program): unknown => plain(program);

function plain(value: unknown, key = ""): unknown {
  if (typeof value === "bigint") return String(value);
  if (value instanceof Map) return plain(Object.fromEntries(value), key);
  if (Array.isArray(value)) {
    const list = value.map((each) => plain(each));
    return UNORDERED.has(key) ? inAnyOrder(list) : list;
  }
  if (typeof value !== "object" || value === null) return value;
  if ("key" in value && "aliases" in value && "name" in value) return value.name;
  const isUnique = "policy" in value && value.policy === "unique";
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, part]) => part !== undefined && !LEFT_OUT.has(name) && !/span$/i.test(name))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, part]) => {
        const inner = plain(part, name);
        return [name, name === "rows" && isUnique && Array.isArray(inner) ? inAnyOrder(inner) : inner];
      }),
  );
}

const inAnyOrder = (list: readonly unknown[]): unknown[] =>
  list
    .map((each) => [JSON.stringify(each), each] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, each]) => each);
