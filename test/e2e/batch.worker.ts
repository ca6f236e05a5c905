/** Computes a scheme over generated agent-months with `batch`, and tells whether texts can become code here. */
import {
  type AgentMonth,
  columnsOf,
  compile,
  createBatch,
  exactText,
  isRowError,
  readCatalogue,
} from "../../engine/index.ts";

export interface Question {
  readonly catalogue: string;
  readonly scheme: string;
  readonly rows: readonly AgentMonth[];
}
export interface Answer {
  /** By name, of each row in the order given: the exact value or the code of the error. */
  readonly results: Readonly<Record<string, readonly string[]>>;
  readonly canEvaluateTexts: boolean;
}

export function answer({ catalogue: text, scheme, rows }: Question): Answer["results"] {
  const { catalogue } = readCatalogue(text);
  const { results, columns } = createBatch(compile(scheme, catalogue).program, columnsOf(rows, catalogue)).evaluate();
  const inOrder = [...columns.source.keys()].sort((a, b) => (columns.source[a] ?? 0) - (columns.source[b] ?? 0));
  const shown = [...results].map(([name, column]) => [
    name,
    inOrder.map((row) => {
      const outcome = column.at(row);
      return isRowError(outcome) ? outcome.code : exactText(outcome);
    }),
  ]);
  return Object.fromEntries(shown);
}

function canEvaluateTexts(): boolean {
  try {
    return new Function("return true")() === true;
  } catch {
    return false;
  }
}

if (typeof WorkerGlobalScope !== "undefined" && self instanceof WorkerGlobalScope) {
  self.onmessage = ({ data }: MessageEvent<Question>) =>
    self.postMessage({ results: answer(data), canEvaluateTexts: canEvaluateTexts() } satisfies Answer);
}
