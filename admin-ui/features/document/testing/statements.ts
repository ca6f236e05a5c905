import { parseBlocks, readDocument, type Statement } from "../../../../engine/index.ts";

/** The statements of one rule block, as the engine reads them. */
export const statementsOf = (rules: string): readonly Statement[] =>
  parseBlocks(readDocument(`## 一\n\n\`\`\`kpi\n${rules}\n\`\`\`\n`)).statements;
