/**
 * Chinese typing is normal typing: the signs an input method produces mean what their ASCII forms
 * mean. One code unit stands for one or two ASCII characters, so offsets into the text never move.
 */
const SIGNS = new Map<string, string>([
  ["×", "*"],
  ["·", "*"],
  ["÷", "/"],
  ["−", "-"],
  ["–", "-"],
  ["—", "-"],
  ["〜", "~"],
  ["≥", ">="],
  ["≤", "<="],
  ["≠", "!="],
  ["⇒", "=>"],
  ["、", ","],
  ["【", "["],
  ["】", "]"],
  ["《", "<"],
  ["》", ">"],
  ["“", '"'],
  ["”", '"'],
]);

const FULL_WIDTH_START = 0xff01;
const FULL_WIDTH_END = 0xff5e;
const FULL_WIDTH_SHIFT = 0xfee0;

/** The ASCII form of a character, or the character itself where it has none. */
export function canonicalSign(character: string): string {
  const code = character.charCodeAt(0);
  if (code >= FULL_WIDTH_START && code <= FULL_WIDTH_END) return String.fromCharCode(code - FULL_WIDTH_SHIFT);
  return SIGNS.get(character) ?? character;
}

/** Control and format characters, fillers: what nobody can see and so nobody can check. */
const INVISIBLE = /[\p{Cc}\p{Cf}\u115f\u1160\u17b4\u17b5\u3164\uffa0\p{Variation_Selector}]/u;
const VISIBLE_CONTROLS = new Set(["\t", "\n", "\r"]);

export const isInvisible = (character: string): boolean =>
  INVISIBLE.test(character) && !VISIBLE_CONTROLS.has(character);

export const isSpace = (character: string): boolean => /[\t\p{Zs}]/u.test(character);

/** `U+200B`: how a message names a character that cannot be shown. */
export const codePointName = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}`;

/** Names compare in this form. */
export const canonicalName = (raw: string): string => raw.normalize("NFKC");

/**
 * Of the changes NFKC makes, only those between shapes that readers take for the same character are
 * harmless: width forms, Kangxi radicals, compatibility ideographs. `①` becoming `1` is not.
 */
const HARMLESS = /^[\uff01-\uffee\u2e80-\u2fdf\uf900-\ufaff\u{2f800}-\u{2fa1f}]$/u;

/** Whether normalising the name changes a character that a reader would tell apart. */
export function isIrregularName(raw: string): boolean {
  if (raw.normalize("NFKC") === raw) return false;
  const characters = [...raw];
  const rebuilt = characters.map((character) => (HARMLESS.test(character) ? character.normalize("NFKC") : character));
  return rebuilt.join("") !== raw.normalize("NFKC");
}
