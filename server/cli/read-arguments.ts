import { parseArgs } from "node:util";
import { type Language, suggest } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import type { Arguments, Command, Option } from "./command.ts";

const COMMON: Readonly<Record<string, Option>> = {
  lang: { value: "zh|en", oneOf: ["zh", "en"], summary: { zh: "提示的语言", en: "language of messages" } },
  help: { summary: { zh: "显示用法", en: "show this help" } },
};

export const optionsOf = (command: Command): ReadonlyMap<string, Option> =>
  new Map(Object.entries({ ...command.options, ...COMMON }));

/**
 * Reads what follows a command's name.
 *
 * @param fallback the language where `--lang` is not given
 * @throws UserError for an option the command does not have, a missing value, or too few or many files
 */
export function readArguments(command: Command, args: readonly string[], fallback: Language): Arguments {
  const options = optionsOf(command);
  // Not strict, because the messages of `parseArgs` know neither Chinese nor the nearest option.
  const { tokens, positionals } = parseArgs({
    args: [...args],
    strict: false,
    tokens: true,
    allowPositionals: true,
    options: Object.fromEntries(
      [...options].map(([name, { value }]) => [name, { type: value === undefined ? "boolean" : "string" }]),
    ),
  });

  const given = new Map<string, string[]>();
  for (const token of tokens) {
    if (token.kind !== "option") continue;
    const option = options.get(token.name);
    if (option === undefined) throw unknownOption(token.rawName, [...options.keys()]);
    const value = readValue(token.rawName, option, token.value, token.inlineValue ?? false);
    const values = given.get(token.name) ?? [];
    if (values.length > 0 && !option.repeatable) throw repeatedOption(token.rawName);
    given.set(token.name, [...values, value]);
  }

  const language = (given.get("lang")?.[0] as Language | undefined) ?? fallback;
  if (!given.has("help")) requireAll(command, options, given, positionals.length);
  return {
    files: positionals,
    language,
    option: (name) => given.get(name)?.[0] ?? options.get(name)?.oneOf?.[0],
    all: (name) => given.get(name) ?? [],
    has: (name) => given.has(name),
  };
}

function readValue(name: string, option: Option, value: string | undefined, inline: boolean): string {
  if (option.value === undefined) {
    if (value === undefined) return "";
    throw new UserError({ zh: `${name} 不带值`, en: `${name} takes no value` });
  }
  // `--month --out F` forgot the month; a value that does begin with dashes is written --name=--value.
  if (value === undefined || (!inline && value.startsWith("--"))) {
    throw new UserError({ zh: `${name} 后面缺少 ${option.value}`, en: `${name} needs ${option.value} after it` });
  }
  if (option.oneOf && !option.oneOf.includes(value)) {
    const known = option.oneOf.join(", ");
    throw new UserError({
      zh: `${name} 不能是“${value}”，可用：${known}`,
      en: `${name} cannot be "${value}"; it is one of ${known}`,
    });
  }
  return value;
}

function requireAll(
  command: Command,
  options: ReadonlyMap<string, Option>,
  given: ReadonlyMap<string, unknown>,
  files: number,
): void {
  for (const [name, { required, value }] of options) {
    if (required && !given.has(name))
      throw new UserError({ zh: `缺少 --${name} ${value}`, en: `--${name} ${value} is missing` });
  }
  const { least, most } = command.files;
  if (files < least && least === 1) throw new UserError({ zh: "缺少文件名", en: "a file name is missing" });
  if (files < least || files > most) throw wrongCount(command.files, files);
}

function wrongCount({ least, most }: Command["files"], files: number): UserError {
  if (most === 0) return new UserError({ zh: "这个命令不需要文件名", en: "this command takes no file name" });
  const [zh, en] = least === most ? [`${most}`, `${most}`] : [`${least} 到 ${most}`, `${least} to ${most}`];
  return new UserError({
    zh: `这个命令要 ${zh} 个文件名，这里有 ${files} 个`,
    en: `this command takes ${en} file name${most === 1 ? "" : "s"}, not ${files}`,
  });
}

function unknownOption(name: string, known: readonly string[]): UserError {
  const near = suggest(name.replace(/^-+/, ""), known);
  return new UserError({
    zh: `没有选项 ${name}${near === undefined ? "" : `；是不是 --${near}？`}`,
    en: `there is no option ${name}${near === undefined ? "" : `; did you mean --${near}?`}`,
  });
}

const repeatedOption = (name: string): UserError =>
  new UserError({ zh: `${name} 只能写一次`, en: `${name} can be given only once` });
