import { type Catalogue, isMoney, readVersion } from "../../../engine/index.ts";

/** Amounts of money that a scheme puts out, in the order of its text: each of them can be what is compared. */
export function payChoices(text: string, catalogue: Catalogue): readonly string[] {
  const { outputs, header } = readVersion(text, catalogue).program;
  return [...new Set(outputs.filter(({ type }) => isMoney(type, header.currency)).map(({ name }) => name))];
}

/**
 * What each scheme pays: what was asked for where the scheme has it, else what all have under one name, else
 * the last amount of each. `undefined` where a scheme puts out no amount: why, the study says.
 */
export function chosenPays(
  choices: readonly (readonly string[])[],
  asked: readonly string[],
): readonly string[] | undefined {
  const shared = choices[0]?.findLast((name) => choices.every((names) => names.includes(name)));
  const chosen = choices.flatMap((names, at) => {
    const own = asked[at];
    const pay = own !== undefined && names.includes(own) ? own : (shared ?? names.at(-1));
    return pay === undefined ? [] : [pay];
  });
  return chosen.length === choices.length ? chosen : undefined;
}
