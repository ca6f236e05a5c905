import { applyEdits, type Compilation, compile, setValue } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";

/**
 * The scheme with each `ADDRESS=VALUE` put into its text, one after another; it may then have errors.
 *
 * @throws UserError where an address is not there or cannot take the value
 */
export const applySettings = (written: Compilation, settings: readonly string[]): Compilation =>
  settings.reduce(apply, written);

function apply(compilation: Compilation, setting: string): Compilation {
  // The last sign: an address may hold one itself (`绩效奖金系数/>= 120%/绩效奖金系数=1.3`), a value never.
  const at = Math.max(setting.lastIndexOf("="), setting.lastIndexOf("＝"));
  if (at <= 0 || at === setting.length - 1) {
    throw new UserError({
      zh: `--set 应写成 地址=值，如 提成比例=1.5%，不能是“${setting}”`,
      en: `--set should read ADDRESS=VALUE, as in 提成比例=1.5%, not "${setting}"`,
    });
  }
  const result = setValue(compilation, setting.slice(0, at), setting.slice(at + 1));
  if ("diagnostic" in result) {
    const { zh, en } = result.diagnostic.message;
    throw new UserError({ zh: `--set ${setting}：${zh}`, en: `--set ${setting}: ${en}` });
  }
  const { text, catalogue, institutions } = compilation;
  return compile(applyEdits(text, result.edits), catalogue, institutions);
}
