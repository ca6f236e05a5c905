import {
  type Compilation,
  type Grid,
  gridOf,
  type Lever,
  leversOf,
  MOST_VALUES,
  type Rational,
  readNumberOf,
  showValue,
  suggest,
} from "../../engine/index.ts";
import { UserError } from "../user-error.ts";

/** `0.5% .. 2% step 0.1%`, `0.5%..2%`, `step 1%` */
const BOUNDS = /^(?:(.+?)\s*\.\.\s*(.+?))?\s*(?:\bstep\s+(.+))?$/;

/**
 * `提成比例`, or with bounds `提成比例=0.5% .. 2% step 0.1%`: the lever with every value it may take.
 *
 * @throws UserError where there is no such lever, or its bounds are missing or no values of it
 */
export function readLever(text: string, compilation: Compilation): Grid {
  const levers = leversOf(compilation.program);
  const whole = levers.find(({ address }) => fold(address) === fold(text));
  // The last sign: an address may hold one itself (`绩效奖金系数/>= 120%/绩效奖金系数`).
  const at = whole ? text.length : Math.max(text.lastIndexOf("="), text.lastIndexOf("＝"));
  const lever = whole ?? leverNamed(at < 0 ? text : text.slice(0, at), levers);
  const match = BOUNDS.exec(whole ? "" : text.slice(at + 1).trim());
  if (!match) throw notBounds(text);
  const [from, to, step] = match.slice(1).map((part) => part && amountIn(lever, part.trim(), text, compilation));
  const bounds = { lever, ...(from && { from }), ...(to && { to }), ...(step && { step }) };
  const grid = gridOf(bounds);
  if (typeof grid === "string") throw problemOf(grid, lever, step || (lever.step ?? lever.grain), text);
  if (grid.values.length === 0) throw noValues(lever, text);
  return grid;
}

/** @throws UserError where there is none of that address */
export function leverNamed(address: string, levers: readonly Lever[]): Lever {
  const found = levers.find((lever) => fold(lever.address) === fold(address));
  if (!found) throw unknownLever(address, levers);
  return found;
}

/** A lever's value as people write it. */
export const leverValue = ({ type }: Lever, value: Rational): string => showValue(value, type);

const fold = (text: string): string => text.normalize("NFKC").replaceAll(/\s/g, "");

function amountIn(lever: Lever, part: string, text: string, { catalogue }: Compilation): Rational {
  const value = readNumberOf(part, lever.type, catalogue);
  if (value) return value;
  const example = leverValue(lever, lever.value);
  throw new UserError({
    zh: `--lever ${text}：“${part}”不是 ${lever.address} 的值；写成 ${example} 这样`,
    en: `--lever ${text}: "${part}" is no value of ${lever.address}; write it as ${example}`,
  });
}

function unknownLever(address: string, levers: readonly Lever[]): UserError {
  const near = suggest(
    address,
    levers.map((lever) => lever.address),
  );
  const shown = levers.slice(0, 8).map((lever) => lever.address);
  const list = shown.join(", ") + (levers.length > shown.length ? ", …" : "");
  return new UserError({
    zh: `--lever ${address}：没有这个杠杆；${near === undefined ? "" : `是不是“${near}”？`}可用：${list}`,
    en: `--lever ${address}: there is no such lever; ${near === undefined ? "there are" : `did you mean "${near}"? There are`} ${list}`,
  });
}

const notBounds = (text: string): UserError =>
  new UserError({
    zh: `--lever 应写成 地址 或 地址=下限 .. 上限 step 步长，如 提成比例=0.5% .. 2% step 0.1%，不能是“${text}”`,
    en: `--lever should read ADDRESS or ADDRESS=FROM .. TO step STEP, as in 提成比例=0.5% .. 2% step 0.1%, not "${text}"`,
  });

function problemOf(
  problem: Exclude<ReturnType<typeof gridOf>, Grid>,
  lever: Lever,
  step: Rational,
  text: string,
): UserError {
  switch (problem) {
    case "no-bounds": {
      const example = `${lever.address}=${leverValue(lever, lever.value)} .. ${leverValue(lever, { ...lever.value, numerator: lever.value.numerator * 2n })}`;
      return new UserError({
        zh: `--lever ${text}：没有范围；请写明，如 ${example}`,
        en: `--lever ${text}: it has no range; state one, as in ${example}`,
      });
    }
    case "no-step":
      return new UserError({ zh: `--lever ${text}：步长应大于 0`, en: `--lever ${text}: the step should be above 0` });
    case "too-many":
      return new UserError({
        zh: `--lever ${text}：超过 ${MOST_VALUES} 个值；请加大步长（现在是 ${leverValue(lever, step)}）`,
        en: `--lever ${text}: more than ${MOST_VALUES} values; state a larger step (it is ${leverValue(lever, step)})`,
      });
  }
}

const noValues = (lever: Lever, text: string): UserError =>
  new UserError({
    zh: `--lever ${text}：这个范围里没有 ${lever.address} 可以取的值`,
    en: `--lever ${text}: there is no value in these bounds that ${lever.address} may take`,
  });
