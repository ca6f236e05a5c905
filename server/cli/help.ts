import type { Language } from "../../engine/index.ts";
import type { Command, Option } from "./command.ts";
import { optionsOf } from "./read-arguments.ts";

/** All commands, one a line. */
export function overview(commands: ReadonlyMap<string, Command>, language: Language): string {
  const width = Math.max(...[...commands.keys()].map((name) => name.length));
  const lines = [...commands].map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary[language]}`);
  return language === "zh"
    ? `用法：plumbline 命令 …\n\n${lines.join("\n")}\n\n每个命令的用法：plumbline 命令 --help\n`
    : `usage: plumbline COMMAND …\n\n${lines.join("\n")}\n\nmore on each: plumbline COMMAND --help\n`;
}

/** One command with its options. */
export function helpFor(name: string, command: Command, language: Language): string {
  const options = [...optionsOf(command)].map(
    ([option, rest]) => [flag(option, rest), rest.summary[language]] as const,
  );
  const width = Math.max(...options.map(([left]) => left.length));
  const lines = options.map(([left, summary]) => `  ${left.padEnd(width)}  ${summary}`);
  const usage = `plumbline ${name} ${command.synopsis}`.trimEnd();
  return language === "zh"
    ? `用法：${usage}\n${command.summary.zh}\n\n${lines.join("\n")}\n`
    : `usage: ${usage}\n${command.summary.en}\n\n${lines.join("\n")}\n`;
}

const flag = (name: string, { value }: Option): string => (value === undefined ? `--${name}` : `--${name} ${value}`);
