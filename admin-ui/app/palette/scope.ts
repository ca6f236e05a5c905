/** What is looked for; chosen by the first sign typed, or by Tab. */
export const SCOPES = ["all", "actions", "agents", "clauses", "sum"] as const;
export type Scope = (typeof SCOPES)[number];

const PREFIXES: Readonly<Record<Scope, string>> = { all: "", actions: ">", agents: "@", clauses: "#", sum: "=" };

/** Full-width signs, which a Chinese keyboard types, count as well. */
const SIGNS: ReadonlyMap<string, Scope> = new Map([
  [">", "actions"],
  ["＞", "actions"],
  ["》", "actions"],
  ["@", "agents"],
  ["＠", "agents"],
  ["#", "clauses"],
  ["＃", "clauses"],
  ["=", "sum"],
  ["＝", "sum"],
]);

export function readTyped(typed: string): { readonly scope: Scope; readonly words: string } {
  const scope = SIGNS.get(typed.charAt(0));
  return scope === undefined ? { scope: "all", words: typed } : { scope, words: typed.slice(1).trimStart() };
}

/** The same words in the next scope, or the one before. */
export function inNextScope(typed: string, step: 1 | -1): string {
  const { scope, words } = readTyped(typed);
  const next = SCOPES[(SCOPES.indexOf(scope) + step + SCOPES.length) % SCOPES.length] ?? "all";
  return PREFIXES[next] + words;
}
