/** Names that neither another rule nor an output needs. */
import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import type { Definition, Program } from "../../ir/program.ts";
import { referencesOf, termOfAssertion } from "../../ir/walk.ts";

export function proveUse({ definitions, outputs, actions, reports, budgets, assertions }: Program): Diagnostic[] {
  const listed = reports.flatMap(({ columns }) => columns);
  const used = new Set([...outputs, ...actions, ...listed, ...budgets].map(({ name }) => name));
  for (const { limit } of budgets) for (const { name } of referencesOf(limit)) used.add(name);
  for (const assertion of assertions) for (const { name } of referencesOf(termOfAssertion(assertion))) used.add(name);
  for (const { name, dependencies } of definitions.values()) {
    for (const dependency of dependencies) if (dependency !== name) used.add(dependency);
  }
  // One column of a table in use is reason enough for the others; if none is, the first speaks for all.
  const needed = (definition: Definition): boolean =>
    used.has(definition.name) ||
    (definition.kind === "column" &&
      (definition.column > 0 || definition.table.outputs.some(({ name }) => used.has(name))));
  return [...definitions.values()]
    .filter((definition) => definition.kind !== "broken" && !needed(definition))
    .map(({ name, nameSpan }) => diagnostic("name-unused", nameSpan, { name }));
}
