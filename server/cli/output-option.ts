import { type Program, payNames } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";

/**
 * The number that a scheme puts out under this name, by default what it pays.
 *
 * @throws UserError where there is none
 */
export function requireNumber(program: Program, name: string | undefined): string {
  const numbers = program.outputs.filter(({ type }) => type.kind === "number").map((output) => output.name);
  const wanted = name ?? payNames([program])?.[0];
  if (wanted !== undefined && numbers.includes(wanted)) return wanted;
  const list = numbers.length === 0 ? "–" : numbers.join(", ");
  throw new UserError(
    wanted === undefined
      ? {
          zh: `方案没有金额输出；请用 --output 指定：${list}`,
          en: `the scheme pays no money; name an --output: ${list}`,
        }
      : {
          zh: `--output ${wanted}：方案没有这个数值输出；它有：${list}`,
          en: `--output ${wanted}: the scheme puts out no such number; it has ${list}`,
        },
  );
}
