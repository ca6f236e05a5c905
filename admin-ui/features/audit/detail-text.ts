/** A recorded value as it can be read on one line: lists with commas, what has parts as `name: value`. */
export function detailText(value: unknown): string {
  if (value === null || value === undefined) return "–";
  if (Array.isArray(value)) return value.map(detailText).join(", ");
  if (typeof value !== "object") return String(value);
  return Object.entries(value)
    .map(([name, part]) => `${name}: ${detailText(part)}`)
    .join("; ");
}
