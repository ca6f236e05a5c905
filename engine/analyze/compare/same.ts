import type { Numbers, ResultColumn, ResultValues } from "../../batch/result-column.ts";

/** Whether two columns hold the same in the same arrays; false may also mean that they only write it differently. */
export function isSame(one: ResultColumn, other: ResultColumn): boolean {
  if (one === other) return true;
  if (one.aside.size > 0 || other.aside.size > 0 || one.values.kind !== other.values.kind) return false;
  const [left, right] = [partsOf(one.values), partsOf(other.values)];
  if (one.values.kind === "text" || !hold(one.missing, other.missing)) return false;
  return left.every((numbers, at) => hold(numbers, right[at] ?? Number.NaN));
}

function partsOf(values: ResultValues): readonly Numbers[] {
  switch (values.kind) {
    case "number":
      return [values.numerators, values.denominators];
    case "truth":
      return [values.holds];
    case "code":
    case "text":
      return [values.codes];
  }
}

function hold(one: Numbers, other: Numbers): boolean {
  if (typeof one === "number" || typeof other === "number") return one === other;
  if (one.length !== other.length) return false;
  for (let row = 0; row < one.length; row += 1) if (one[row] !== other[row]) return false;
  return true;
}
