/** Agents over months, with joiners, leavers, missing months, blanks and cells that are no value. */
import type { Catalogue, Metric } from "../catalogue/metric.ts";
import { readCell } from "../catalogue/read-cell.ts";
import type { AgentMonth } from "../ir/program.ts";
import { monthAt, monthIndex } from "../values/month.ts";
import { compare, parseDecimal, type Rational, rational, toExact } from "../values/rational.ts";
import { isRational, type Outcome, type Value } from "../values/value.ts";
import type { Chance } from "./chance.ts";
import { DATES, TEXTS } from "./generate-expression.ts";

export interface HistoryOptions {
  readonly agents: number;
  readonly months: number;
  /** `YYYY-MM` */
  readonly first: string;
  /** One cell in so many is blank; 0 for none. */
  readonly blanks: number;
  /** One cell in so many cannot be read; 0 for none. */
  readonly broken: number;
  /** One month in so many is missing between an agent's first and last. */
  readonly gaps: number;
  /** One row in so many stands twice; 0 for none. */
  readonly twice: number;
  /** Figures beyond what a float or a fixed width holds exactly: 2^53 and its neighbours, 30 digits. */
  readonly hostile: boolean;
}

const DEFAULTS: HistoryOptions = {
  agents: 6,
  months: 8,
  first: "2024-11",
  blanks: 60,
  broken: 150,
  gaps: 8,
  twice: 0,
  hostile: false,
};

/** Sorted by agent, then month. */
export function generateHistory(
  chance: Chance,
  catalogue: Catalogue,
  options: Partial<HistoryOptions> = {},
): AgentMonth[] {
  const all = { ...DEFAULTS, ...options };
  const start = monthIndex(all.first);
  const metrics = [...catalogue.metrics.values()].filter(({ rate }) => !rate);
  return Array.from({ length: all.agents }, (_, number) => `E${String(number + 1).padStart(4, "0")}`).flatMap(
    (agent) => {
      const joins = chance.once(3) ? chance.whole(0, all.months - 1) : 0;
      const leaves = chance.once(4) ? chance.whole(joins, all.months - 1) : all.months - 1;
      const isUsual = !chance.once(4);
      return Array.from({ length: leaves - joins + 1 }, (_, at) => start + joins + at)
        .filter((month) => month === start + joins || !chance.once(all.gaps))
        .flatMap((month) => {
          const row = (): AgentMonth => ({
            agent,
            month: monthAt(month),
            values: new Map(metrics.flatMap((metric) => cell(chance, metric, all, isUsual))),
          });
          return all.twice > 0 && chance.once(all.twice) ? [row(), row()] : [row()];
        });
    },
  );
}

function cell(chance: Chance, metric: Metric, options: HistoryOptions, isUsual: boolean): [string, Outcome][] {
  if (options.blanks > 0 && chance.once(options.blanks)) return [];
  const text = options.broken > 0 && chance.once(options.broken) ? "?" : undefined;
  const outcome = text === undefined ? valueFor(chance, metric, options, isUsual) : readCell(metric, text);
  return outcome === undefined ? [] : [[metric.name, outcome]];
}

function valueFor(chance: Chance, metric: Metric, { hostile }: HistoryOptions, isUsual: boolean): Value {
  const { type } = metric;
  switch (type.kind) {
    case "choice":
      return chance.pick(type.values);
    case "truth":
      return chance.once(2);
    case "date":
      return chance.once(2) ? chance.pick(DATES) : `2024-${two(chance.whole(1, 12))}-${two(chance.whole(1, 28))}`;
    case "text":
    case "unknown":
      return chance.pick(TEXTS);
    case "number":
      return numberFor(chance, metric, hostile, isUsual);
  }
}

const two = (number: number): string => String(number).padStart(2, "0");

function numberFor(chance: Chance, metric: Metric, hostile: boolean, isUsual: boolean): Rational {
  const { permitted } = metric;
  if (permitted?.kind === "list") return chance.pick(permitted.values);
  const decimals = metric.decimals ?? (hostile ? 20 : 4);
  const scale = 10n ** BigInt(decimals);
  const small = rational(
    BigInt(chance.whole(-8, 40)) * scale + BigInt(chance.once(3) ? chance.whole(0, 99) : 0),
    scale,
  );
  const candidates = [
    small,
    small,
    rational(chance.whole(0, 30)),
    rational(BigInt(chance.whole(isUsual ? 0 : -3_000, 60_000)) * scale + BigInt(chance.whole(0, 999_999)), scale),
    ...(hostile ? [hostileFigure(chance)] : []),
  ];
  const ends = permitted ? [permitted.lower, permitted.upper].flatMap((end) => end ?? []) : [];
  const picked = chance.once(12) && ends.length > 0 ? chance.pick(ends) : chance.pick(candidates);
  return permittedOf(metric, picked);
}

/** The figure itself, else one inside the bounds. */
function permittedOf(metric: Metric, figure: Rational): Rational {
  const read = readCell(metric, written(metric, figure));
  if (read !== undefined && isRational(read)) return read;
  const { permitted } = metric;
  if (permitted?.kind === "range" && permitted.lower && compare(figure, permitted.lower) < 0) return permitted.lower;
  if (permitted?.kind === "range" && permitted.upper) return permitted.upper;
  return rational(0);
}

const written = ({ decimals }: Metric, figure: Rational): string => {
  const text = toExact(figure);
  const [whole = "0", part = ""] = text.split(".");
  return decimals === undefined || part.length <= decimals
    ? text
    : decimals === 0
      ? whole
      : `${whole}.${part.slice(0, decimals)}`;
};

function hostileFigure(chance: Chance): Rational {
  const around = chance.pick(["9007199254740992", "999999999999999", "100000000000000000000", "18446744073709551616"]);
  const digits = BigInt(around) + BigInt(chance.whole(-2, 2));
  const figure =
    parseDecimal(`${digits}${chance.once(2) ? `.${chance.whole(1, 999_999_999)}` : ""}`) ?? rational(digits);
  return chance.once(4) ? rational(-figure.numerator, figure.denominator) : figure;
}
