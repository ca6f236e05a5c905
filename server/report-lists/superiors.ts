/**
 * The first of these agents who does not report to somebody, directly or through others; `undefined` where all do.
 * @param superiorOf by agent, whom they report to
 */
export function notUnder(
  boss: string,
  agents: Iterable<string>,
  superiorOf: ReadonlyMap<string, string>,
): string | undefined {
  for (const agent of agents) if (!isUnder(boss, agent, superiorOf)) return agent;
  return undefined;
}

function isUnder(boss: string, agent: string, superiorOf: ReadonlyMap<string, string>): boolean {
  // Somebody's mistake may have made a circle of them.
  const seen = new Set([agent]);
  let above = superiorOf.get(agent);
  while (above !== undefined && above !== boss && !seen.has(above)) {
    seen.add(above);
    above = superiorOf.get(above);
  }
  return above === boss && agent !== boss;
}
