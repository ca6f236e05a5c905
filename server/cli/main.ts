import { type Language, suggest } from "../../engine/index.ts";
import packageFile from "../../package.json" with { type: "json" };
import { UserError } from "../user-error.ts";
import { anchor } from "./anchor.ts";
import { attribute } from "./attribute.ts";
import { backup } from "./backup.ts";
import { check } from "./check.ts";
import type { Command } from "./command.ts";
import { compare } from "./compare.ts";
import { coverage } from "./coverage.ts";
import { diff } from "./diff.ts";
import { explain } from "./explain.ts";
import { fmt } from "./fmt.ts";
import { helpFor, overview } from "./help.ts";
import { localeLanguage } from "./language.ts";
import { readArguments } from "./read-arguments.ts";
import { report } from "./report.ts";
import { restore } from "./restore.ts";
import { run } from "./run.ts";
import { sample } from "./sample.ts";
import { seek } from "./seek.ts";
import { sensitivity } from "./sensitivity.ts";
import { serve } from "./serve.ts";
import { sql } from "./sql.ts";
import { verify } from "./verify.ts";
import { whatif } from "./whatif.ts";

const COMMANDS: ReadonlyMap<string, Command> = new Map(
  Object.entries({
    check,
    run,
    explain,
    compare,
    diff,
    attribute,
    whatif,
    sensitivity,
    seek,
    coverage,
    report,
    sql,
    fmt,
    serve,
    sample,
    backup,
    restore,
    verify,
    anchor,
  }),
);

/**
 * Runs one command and sets the exit code of the process. What the user can put right is said in a
 * sentence on standard error; a fault of the program itself is thrown.
 */
export async function main(args: readonly string[]): Promise<void> {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    // The reader has seen enough (`… | head`): no fault, but nothing more to do either.
    if (error.code === "EPIPE") process.exit();
    throw error;
  });
  const language = languageOf(args);
  try {
    await dispatch(args, language);
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    process.exitCode = 1;
    process.stderr.write(`plumbline: ${error.in(language)}\n`);
  }
}

async function dispatch([name, ...rest]: readonly string[], language: Language): Promise<void> {
  switch (name) {
    case "--version":
      process.stdout.write(`${packageFile.version}\n`);
      return;
    case "--help":
    case "-h":
    case "help":
      process.stdout.write(overview(COMMANDS, language));
      return;
    case undefined:
      process.exitCode = 1;
      process.stderr.write(overview(COMMANDS, language));
      return;
  }
  const command = COMMANDS.get(name);
  if (command === undefined) throw unknownCommand(name);
  const args = readArguments(command, rest, language);
  if (args.has("help")) process.stdout.write(helpFor(name, command, language));
  else process.exitCode = await command.run(args);
}

/** Found before the arguments are read, so that what is wrong with them is said in it as well. */
function languageOf(args: readonly string[]): Language {
  const at = args.findIndex((arg) => arg === "--lang" || arg.startsWith("--lang="));
  const wanted = args[at]?.startsWith("--lang=") ? args[at].slice("--lang=".length) : args[at + 1];
  return at >= 0 && (wanted === "zh" || wanted === "en") ? wanted : localeLanguage(process.env);
}

function unknownCommand(name: string): UserError {
  const known = [...COMMANDS.keys()];
  const near = suggest(name, known);
  return new UserError({
    zh: `没有命令“${name}”${near === undefined ? "" : `；是不是 ${near}？`}；可用：${known.join(", ")}`,
    en: `there is no command "${name}"${near === undefined ? "" : `; did you mean ${near}?`} Known are ${known.join(", ")}.`,
  });
}
