/**
 * Expressions of a query as directed graphs: text with expressions in it. Equal expressions are the
 * same object, so that what is used more than once can be given a column and computed once.
 */
export interface Sql {
  readonly id: number;
  readonly parts: readonly (string | Sql)[];
  /** Set for a column of the rows that the query starts from. */
  readonly source?: string;
  /** It gets a column whether it is used twice or not, as a window function must. */
  readonly isColumn: boolean;
}

/** Text as it stands, an expression, or several of both. */
type Piece = string | Sql | readonly (string | Sql)[];

/** Writes an expression: sql`(${a} + ${b})`. Strings in it are SQL, never data. */
export interface Write {
  (texts: TemplateStringsArray, ...pieces: readonly Piece[]): Sql;
  /** The same, with a column of its own. */
  column(texts: TemplateStringsArray, ...pieces: readonly Piece[]): Sql;
  source(name: string): Sql;
}

export function writer(): Write {
  const known = new Map<string, Sql>();
  const intern = (parts: readonly (string | Sql)[], isColumn: boolean, source?: string): Sql => {
    const key = parts.map((part) => (typeof part === "string" ? part : `\0${part.id}\0`)).join("");
    const found = known.get(key);
    if (found) return found;
    const made = { id: known.size, parts, isColumn, ...(source !== undefined && { source }) };
    known.set(key, made);
    return made;
  };
  const write: Write = (texts, ...pieces) => intern(assemble(texts, pieces), false);
  write.column = (texts, ...pieces) => intern(assemble(texts, pieces), true);
  write.source = (name) => intern([name], false, name);
  return write;
}

function assemble(texts: readonly string[], pieces: readonly Piece[]): (string | Sql)[] {
  const parts: (string | Sql)[] = [];
  for (const [at, text] of texts.entries()) {
    if (text !== "") parts.push(text);
    const piece = pieces[at];
    if (piece === undefined || piece === "") continue;
    if (typeof piece === "string" || "id" in piece) parts.push(piece);
    else parts.push(...piece);
  }
  return parts;
}

/** Expressions with a text between them. */
export const joined = (expressions: readonly Sql[], separator: string): (string | Sql)[] =>
  expressions.flatMap((each, at) => (at === 0 ? [each] : [separator, each]));
