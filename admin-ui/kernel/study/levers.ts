import {
  add,
  type Clause,
  type Compilation,
  citationOf,
  compare,
  type Lever,
  type Localized,
  leversOf,
  multiply,
  ONE,
  type Rational,
  rational,
  showValue,
  subtract,
  ZERO,
} from "../../../engine/index.ts";
import { requireComputable, type Study } from "./study.ts";
import type { StudyLever } from "./study-api.ts";

/** So many grains a slider spans at least on either side. */
const FEWEST_GRAINS = 10;

/** In the order of the text. @throws NotStudied where the text has errors */
export const studyLevers = (study: Study, text: string): StudyLever[] =>
  leversWithin(requireComputable(study.compiled(text)));

export function leversWithin({ program, document }: Compilation): StudyLever[] {
  const levers = leversOf(program);
  const { currency } = program.header;
  return levers.map((lever): StudyLever => {
    const clause = document.clauses.findLast(({ span }) => span.start <= lever.start);
    const [least, most] = endsOf(lever, levers);
    return {
      ...lever,
      label: labelOf(lever, showValue(lever.value, lever.type, { currency })),
      clause: clause ? numberOf(clause) : "",
      heading: clause ? citationOf(clause) : "",
      least,
      most,
    };
  });
}

const numberOf = ({ number, title }: Clause): string => (number === "" ? title : number);

// ── what people call it ──────────────────────────────────────────────────────────────────────────

const EDGE = "/edge ";

function labelOf({ kind, address }: Lever, value: string): Localized {
  const [first, last] = [address.indexOf("/"), address.lastIndexOf("/")];
  const owner = address.slice(0, first);
  switch (kind) {
    case "param":
      return { zh: address, en: address };
    case "weight": {
      const indicator = address.slice(first + 1, last);
      return { zh: `${owner}：${indicator}的权重`, en: `${owner}: weight of ${indicator}` };
    }
    case "edge": {
      const column = address.slice(first + 1, address.indexOf(EDGE, first));
      return { zh: `${owner}：${column}的分界 ${value}`, en: `${owner}: edge ${value} of ${column}` };
    }
    case "cell": {
      const [row, column] = [address.slice(first + 1, last), address.slice(last + 1)];
      const what = column === owner ? "" : column;
      return { zh: `${owner}：${row}${what && ` 的${what}`}`, en: `${owner}: ${what && `${what} of `}${row}` };
    }
  }
}

// ── where its slider ends ────────────────────────────────────────────────────────────────────────

function endsOf(lever: Lever, levers: readonly Lever[]): readonly [Rational, Rational] {
  const { kind, value, range, grain, step } = lever;
  if (range) {
    const by = step ?? grain;
    return [
      range.lowerIncluded ? range.lower : add(range.lower, by),
      range.upperIncluded ? range.upper : subtract(range.upper, by),
    ];
  }
  if (kind === "weight") return [ZERO, ONE];
  const [below, above] = spreadOf(value, grain);
  if (kind !== "edge") return [below, above];
  const column = columnOf(lever);
  const others = levers
    .filter((other) => other.kind === "edge" && columnOf(other) === column)
    .map((other) => other.value);
  const lower = others
    .filter((other) => compare(other, value) < 0)
    .sort(compare)
    .at(-1);
  const upper = others.filter((other) => compare(other, value) > 0).sort(compare)[0];
  return [lower ? add(lower, grain) : below, upper ? subtract(upper, grain) : above];
}

const columnOf = ({ address }: Lever): string => address.slice(0, address.indexOf(EDGE));

/** From nothing to twice as much, whichever sign it has. */
function spreadOf(value: Rational, grain: Rational): readonly [Rational, Rational] {
  const least = multiply(grain, rational(FEWEST_GRAINS));
  const double = multiply(value, rational(2));
  if (compare(value, ZERO) < 0)
    return [compare(double, subtract(ZERO, least)) < 0 ? double : subtract(ZERO, least), ZERO];
  return [ZERO, compare(double, least) > 0 ? double : least];
}
