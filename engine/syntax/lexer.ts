import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { LIMITS } from "../limits.ts";
import { type Span, span } from "../source/span.ts";
import { parseDecimal, type Rational } from "../values/rational.ts";
import { canonicalName, canonicalSign, codePointName, isInvisible, isIrregularName, isSpace } from "./characters.ts";
import type { Token, WordToken } from "./token.ts";

/** Kangxi radicals are no letters to Unicode; invisible characters are kept together with the name they spoil. */
const NAME = /[\p{L}\p{Nl}\u2e80-\u2fdf_][\p{L}\p{Nl}\p{M}\p{N}\p{Cf}\u2e80-\u2fdf_]*/uy;
const LINE_BREAK = /\r\n|\r|\n/y;
const DATE = /\d{4}-\d{2}-\d{2}(?![\d-])/y;
/** `1,500`: one number to some readers and two to others. `、` never separates thousands. */
const THOUSANDS = /[1-9１-９][\d０-９]{0,2}(?:[,，][\d０-９]{3})+(?:[.．][\d０-９]+)?(?![\d０-９,，])/y;
/** What may follow the digits of 1.2.3, 1e5, 1·5, 1。5, 1'500 or 1_500. */
const MALFORMED_TAIL = /[eE][+-]?\d+|(?:[.·。'’_]\d+)+/y;
const TWO_CHARACTER_SIGNS = new Set(["<=", ">=", "!=", "=>", "..", "=="]);
const SIGNS = new Set(["+", "-", "*", "/", "(", ")", "[", "]", ",", ":", "=", "<", ">", "%", "|", "?", "~", ";", "^"]);
const QUOTATION = '"';

/**
 * Splits the text in `region` into tokens, the last of which is `end`. Comments (`#` to the end of
 * the line) and spaces are left out. Never throws: what is no token becomes `unknown`.
 */
export function lex(text: string, region: Span, report: (found: Diagnostic) => void): Token[] {
  return new Lexer(text, region, report).run();
}

class Lexer {
  readonly #text: string;
  readonly #end: number;
  readonly #report: (found: Diagnostic) => void;
  readonly #tokens: Token[] = [];
  #at: number;
  #startsLine = true;
  #glued = false;

  constructor(text: string, region: Span, report: (found: Diagnostic) => void) {
    this.#text = text;
    this.#at = region.start;
    this.#end = region.end;
    this.#report = report;
  }

  run(): Token[] {
    while (this.#at < this.#end) this.#next();
    this.#push("end", "", this.#end);
    return this.#tokens;
  }

  #next(): void {
    const character = this.#text.charAt(this.#at);
    const sign = canonicalSign(character);
    LINE_BREAK.lastIndex = this.#at;
    NAME.lastIndex = this.#at;
    const lineBreak = LINE_BREAK.exec(this.#text);
    const name = lineBreak ? null : NAME.exec(this.#text);
    if (lineBreak) {
      this.#skip(lineBreak[0].length);
      this.#startsLine = true;
    } else if (isSpace(character)) this.#skip(1);
    else if (sign === "#") this.#skip(this.#lineEnd() - this.#at);
    else if (sign === QUOTATION) this.#quotation();
    else if (this.#matchAt(DATE)) this.#push("text", this.#matchAt(DATE), this.#at + 10);
    else if (isDigit(sign) || (sign === "." && isDigit(this.#sign(1)))) this.#number();
    else if (name) this.#name(name[0]);
    else this.#symbol(sign);
  }

  #skip(length: number): void {
    this.#at += length;
    this.#glued = false;
  }

  /** The canonical sign `offset` characters ahead; empty past the end. */
  #sign(offset: number): string {
    return this.#at + offset < this.#end ? canonicalSign(this.#text.charAt(this.#at + offset)) : "";
  }

  #lineEnd(): number {
    const rest = /[\r\n]/g;
    rest.lastIndex = this.#at;
    return Math.min(rest.exec(this.#text)?.index ?? this.#end, this.#end);
  }

  #push(kind: WordToken["kind"], text: string, end: number): void {
    this.#tokens.push({ kind, text, span: span(this.#at, end), startsLine: this.#startsLine, glued: this.#glued });
    this.#advance(end);
  }

  #advance(end: number): void {
    this.#at = end;
    this.#startsLine = false;
    this.#glued = true;
  }

  #quotation(): void {
    const lineEnd = this.#lineEnd();
    let close = this.#at + 1;
    while (close < lineEnd && canonicalSign(this.#text.charAt(close)) !== QUOTATION) close += 1;
    const closed = close < lineEnd;
    if (!closed) this.#report(diagnostic("text-unclosed", span(this.#at, lineEnd), {}));
    const inner = this.#withoutInvisible(this.#text.slice(this.#at + 1, close), this.#at + 1);
    this.#push("text", inner, closed ? close + 1 : close);
  }

  /** What the sticky pattern finds here, in the region; empty where it does not match. */
  #matchAt(pattern: RegExp, offset = 0): string {
    pattern.lastIndex = this.#at + offset;
    const found = pattern.exec(this.#text)?.[0] ?? "";
    return this.#at + offset + found.length <= this.#end ? found : "";
  }

  /** Reading only a part of 1,500 or 1.2.3 would be silently wrong, so all of it is one token without value. */
  #number(): void {
    // After `60,` in `60,80,100` it is clear that commas part the numbers of a list.
    const inList = this.#glued && this.#tokens.at(-1)?.text === ",";
    const thousands = inList ? "" : this.#matchAt(THOUSANDS);
    if (thousands) {
      this.#report(thousandsSeparator(thousands, span(this.#at, this.#at + thousands.length)));
      this.#pushNumber(thousands, undefined);
      return;
    }
    let length = 0;
    const digits = (): void => {
      while (isDigit(this.#sign(length))) length += 1;
    };
    digits();
    if (this.#sign(length) === "." && isDigit(this.#sign(length + 1))) {
      length += 1;
      digits();
    }
    length += this.#matchAt(MALFORMED_TAIL, length).length;
    const raw = this.#text.slice(this.#at, this.#at + length);
    const text = canonicalName(raw);
    const where = span(this.#at, this.#at + length);
    const value = /^0\d/.test(text) ? undefined : parseDecimal(text);
    const tooLong = text.replace(".", "").length > LIMITS.digits;
    if (!value) this.#report(diagnostic("number-malformed", where, { found: raw }));
    else if (tooLong) this.#report(diagnostic("number-too-long", where, { limit: String(LIMITS.digits) }));
    this.#pushNumber(raw, tooLong ? undefined : value);
  }

  #pushNumber(raw: string, value: Rational | undefined): void {
    const where = span(this.#at, this.#at + raw.length);
    const position = { span: where, startsLine: this.#startsLine, glued: this.#glued };
    this.#tokens.push({ kind: "number", text: canonicalName(raw), ...(value && { value }), ...position });
    this.#advance(where.end);
  }

  #name(found: string): void {
    const raw = found.slice(0, this.#end - this.#at);
    const visible = this.#withoutInvisible(raw, this.#at);
    const name = canonicalName(visible);
    const end = this.#at + raw.length;
    if (isIrregularName(visible)) {
      this.#report(diagnostic("name-irregular", span(this.#at, end), { name: visible, canonical: name }));
    }
    this.#push("name", name, end);
  }

  #withoutInvisible(raw: string, start: number): string {
    let [visible, at] = ["", start];
    for (const character of raw) {
      if (isInvisible(character)) this.#reportInvisible(at, character);
      else visible += character;
      at += character.length;
    }
    return visible;
  }

  #symbol(sign: string): void {
    const pair = sign.length === 2 ? sign : sign + this.#sign(1);
    if (TWO_CHARACTER_SIGNS.has(pair)) {
      this.#push("symbol", pair === "==" ? "=" : pair, this.#at + (sign.length === 2 ? 1 : 2));
      return;
    }
    if (SIGNS.has(sign)) {
      this.#push("symbol", sign, this.#at + 1);
      return;
    }
    const character = String.fromCodePoint(this.#text.codePointAt(this.#at) ?? 0);
    if (isInvisible(character)) {
      this.#reportInvisible(this.#at, character);
      this.#skip(character.length);
      return;
    }
    this.#push("unknown", character, this.#at + character.length);
  }

  #reportInvisible(at: number, character: string): void {
    const where = span(at, at + character.length);
    const fix = { title: { zh: "删除这个字符", en: "delete it" }, edits: [{ span: where, text: "" }] };
    this.#report(diagnostic("invisible-character", where, { character: codePointName(character) }, { fixes: [fix] }));
  }
}

const isDigit = (sign: string): boolean => sign >= "0" && sign <= "9" && sign.length === 1;

function thousandsSeparator(found: string, where: Span): Diagnostic {
  const [whole, apart] = [found.replace(/[,，]/g, ""), found.replace(/[,，]/g, ", ")];
  const fix = (text: string) => ({
    title: { zh: `改为 ${text}`, en: `write ${text}` },
    edits: [{ span: where, text }],
  });
  return diagnostic("thousands-separator", where, { found, whole, apart }, { fixes: [fix(whole), fix(apart)] });
}
