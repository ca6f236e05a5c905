/**
 * Budgets on what a text may demand. Each is far above what a real scheme needs (the longest
 * shipped one has some 300 lines) and keeps hostile input within bounded time and memory.
 */
export const LIMITS = {
  /** UTF-16 code units of one file. */
  fileLength: 524_288,
  /** Lines of one file. */
  lines: 20_000,
  /** UTF-16 code units of one line. */
  lineLength: 10_000,
  /** Signs of emphasis, code and the like in one paragraph; reading them is quadratic. */
  inlineMarks: 400,
  /** Nested brackets and operators of one expression, and containers of one paragraph. */
  nesting: 64,
  /** Operands of one chain of the same operator: a + b + c …; deductions and vetoes of one score; grades of one distribution. */
  operands: 500,
  /** Digits of one number. */
  digits: 30,
  statements: 5_000,
  /** Bits of an exact intermediate value. */
  bits: 4_096,
} as const;
