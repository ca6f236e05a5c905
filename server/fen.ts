/** Amounts of money are whole fen wherever they are stored or sent. */

/** In yuan with two decimals and nothing else: `-1234.50`. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  return `${fen < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** As people read it: `1,234.50`, `−0.05`. */
export function shownYuan(fen: number): string {
  const [whole = "", decimals = ""] = yuan(Math.abs(fen)).split(".");
  return `${fen < 0 ? "−" : ""}${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${decimals}`;
}
