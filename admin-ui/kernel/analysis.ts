import { type Compilation, isRunnable, type Program, readInstitution } from "../../engine/index.ts";
import { exampleResults } from "./examples.ts";
import type { Analysis } from "./workbench-api.ts";

/** What the page is told of a compiled text. */
export function analysisOf(
  text: string,
  compilation: Compilation,
): Omit<Analysis, "revision" | "text" | "milliseconds"> {
  const { program, document, statements, heldTo, assertions } = compilation;
  const isInstitution = document.frontMatter.has("institution");
  return {
    header: program.header,
    document,
    statements,
    heldTo: new Map(heldTo.map(({ id, title }) => [id, title])),
    outputs: program.outputs,
    actions: program.actions,
    inputDecimals: inputDecimals(program),
    diagnostics: isInstitution ? readInstitution(text).diagnostics : compilation.diagnostics,
    examples: exampleResults(program),
    assertions,
    runnable: isRunnable(compilation),
  };
}

const inputDecimals = ({ definitions }: Program): ReadonlyMap<string, number> =>
  new Map(
    [...definitions.values()].flatMap((definition) =>
      definition.kind === "input" && definition.metric.decimals !== undefined
        ? [[definition.name, definition.metric.decimals] as const]
        : [],
    ),
  );
