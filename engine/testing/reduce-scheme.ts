import { documentOf, type GeneratedScheme } from "./generate-scheme.ts";

/**
 * The scheme without the statements that a fault does not need, for a person to read.
 * @param shows whether a text shows the fault; false too for one that no longer compiles
 */
export function reduceScheme(scheme: GeneratedScheme, shows: (text: string) => boolean): string {
  let statements = [...scheme.statements];
  for (let again = true; again; ) {
    again = false;
    for (const statement of statements.toReversed()) {
      const fewer = statements.filter((each) => each !== statement);
      if (!shows(documentOf(fewer))) continue;
      statements = fewer;
      again = true;
    }
  }
  return documentOf(statements);
}
