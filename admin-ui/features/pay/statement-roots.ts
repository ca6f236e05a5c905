import type { Statement } from "../../../server/api-types.ts";

type Explanation = NonNullable<Statement["explanation"]>;

/** Where the tree begins: with the output that is paid, then with the outputs that it does not rest on. */
export function rootsOf({ outputs, steps }: Explanation, paid: string | undefined): string[] {
  if (paid === undefined) return [...outputs];
  const operands = new Map(steps.map((step) => [step.name, step.operands]));
  const told = new Set([paid]);
  // A set is walked through to its end, also through what is added on the way.
  for (const name of told) for (const operand of operands.get(name) ?? []) told.add(operand);
  return [paid, ...outputs.filter((name) => !told.has(name))];
}
