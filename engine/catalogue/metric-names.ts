import { diagnostic } from "../diagnostics/diagnostic.ts";
import type { LineIndex } from "../source/line-index.ts";
import { type Span, span } from "../source/span.ts";
import type { GridCell } from "../syntax/ast.ts";
import { codePointName, isInvisible } from "../syntax/characters.ts";
import { parseIdentifier } from "../syntax/parse-expression.ts";
import { cellFinding, parseCell } from "./cell.ts";
import type { Report } from "./grid-records.ts";

const KEY = /^[A-Za-z_]\w*$/;

/**
 * Hands out the names, keys and aliases of the catalogue, each to one metric only: they are told
 * apart as headers of files are, without regard to case and width.
 */
export class MetricNames {
  readonly #text: string;
  readonly #lines: LineIndex;
  readonly #report: Report;
  /** The metric by each of its names, keys and aliases, and where that stands. */
  readonly #owners = new Map<string, { readonly metric: string; readonly span: Span }>();

  constructor(text: string, lines: LineIndex, report: Report) {
    this.#text = text;
    this.#lines = lines;
    this.#report = report;
  }

  /** The name of what has no key; `undefined` where it cannot be read or is taken, which is reported. */
  claimName(cell: GridCell): string | undefined {
    const identifier = parseCell(this.#text, cell, this.#report, (cursor) => parseIdentifier(cursor));
    if (!identifier || !this.#isFree(identifier.name, identifier.span)) return undefined;
    this.#owners.set(fold(identifier.name), { metric: identifier.name, span: identifier.span });
    return identifier.name;
  }

  /** `undefined` where the name or key cannot be read or is taken, which is reported. */
  claim(nameCell: GridCell | undefined, keyCell: GridCell | undefined): { name: string; key: string } | undefined {
    if (!nameCell || !keyCell) return undefined;
    const identifier = parseCell(this.#text, nameCell, this.#report, (cursor) => parseIdentifier(cursor));
    const key = keyCell.text.normalize("NFKC");
    const readable = KEY.test(key);
    if (!readable) {
      const column = { zh: "英文键", en: "key" };
      const expected = { zh: "英文字母、数字和下划线", en: "letters, digits and underscores" };
      this.#report(cellFinding(keyCell, identifier?.name ?? nameCell.text, column, expected));
    }
    if (!identifier || !readable) return undefined;
    const { name } = identifier;
    const free = this.#isFree(name, identifier.span);
    const keyFree = this.#isFree(key, keyCell.span);
    if (!free || !keyFree) return undefined;
    this.#owners.set(fold(name), { metric: name, span: identifier.span });
    this.#owners.set(fold(key), { metric: name, span: keyCell.span });
    return { name, key };
  }

  /** The aliases in a cell, separated by `;` or `、`; those that are taken are reported and left out. */
  claimAliases(name: string, cell: GridCell | undefined): string[] {
    const aliases: string[] = [];
    for (const { alias, where } of cell ? splitAliases(cell) : []) {
      const owner = this.#owners.get(fold(alias));
      const invisible = [...alias].find(isInvisible);
      if (owner) this.#report(diagnostic("alias-taken", where, { alias, other: owner.metric }));
      else if (invisible) {
        this.#report(diagnostic("invisible-character", where, { character: codePointName(invisible) }));
      } else {
        this.#owners.set(fold(alias), { metric: name, span: where });
        aliases.push(alias);
      }
    }
    return aliases;
  }

  #isFree(name: string, where: Span): boolean {
    const taken = this.#owners.get(fold(name));
    if (!taken) return true;
    const { line } = this.#lines.positionAt(taken.span.start);
    this.#report(diagnostic("name-duplicate", where, { name, line: String(line) }));
    return false;
  }
}

/** Headers of files are looked up in this form. */
export const fold = (name: string): string => name.normalize("NFKC").trim().toLowerCase();

function* splitAliases(cell: GridCell): Generator<{ alias: string; where: Span }> {
  for (const match of cell.text.matchAll(/[^;；、]+/g)) {
    const alias = match[0].trim();
    if (alias === "") continue;
    const start = cell.span.start + match.index + match[0].indexOf(alias);
    yield { alias: alias.normalize("NFKC"), where: span(start, start + alias.length) };
  }
}
