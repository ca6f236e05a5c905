import { groupDigits, withSign } from "../../i18n/format.ts";
import { amountAt, decimalText } from "../../kernel/compare/amounts.ts";
import type { AgentAmounts } from "../../kernel/study/study-api.ts";
import { type Compared, pairOf } from "./compared.ts";
import { m } from "./messages.ts";

const textAt = (amounts: AgentAmounts, at: number, sign = false): string => {
  const amount = amountAt(amounts, at);
  return amount ? (sign ? withSign : groupDigits)(decimalText(amount, 2)) : "—";
};

/** What is said of a person on hover: who it is, and what both schemes pay. */
export function personTexts(compared: Compared): (at: number | undefined) => string {
  const { base, other, baseFigures, otherFigures, against } = pairOf(compared);
  return (at) => {
    const person = compared.info.people[at ?? -1];
    if (at === undefined || !person) return "";
    return [
      [person.name, person.agent].filter((part) => part !== "").join(" "),
      `${base.short}  ${textAt(baseFigures.agents, at)}`,
      `${other.short}  ${textAt(otherFigures.agents, at)}`,
      `${m().columns.amount}  ${textAt(against.agents, at, true)}`,
    ].join("\n");
  };
}

/** Everyone that a drawing shows, with what both schemes pay; formatted when a row is looked at. */
export function personTwin(compared: Compared, places: Int32Array) {
  const { base, other, baseFigures, otherFigures, against } = pairOf(compared);
  return {
    columns: [
      { label: m().columns.agent },
      { label: m().columns.name },
      { label: base.short, numeric: true },
      { label: other.short, numeric: true },
      { label: m().columns.amount, numeric: true },
    ],
    rows: Array.from(places, (at) => ({
      key: compared.info.people[at]?.agent ?? "",
      get cells() {
        const person = compared.info.people[at];
        return [
          person?.agent ?? "",
          person?.name ?? "",
          textAt(baseFigures.agents, at),
          textAt(otherFigures.agents, at),
          textAt(against.agents, at, true),
        ];
      },
    })),
  };
}
