import { compile, hasErrors, type Language, readDocument } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import type { Arguments, Command, ExitCode } from "./command.ts";
import { describeFindings, type Findings, findingsAsJson } from "./findings.ts";
import { cataloguePathFor, type LoadedCatalogue, loadCatalogue, readScheme } from "./load-scheme.ts";
import { METRICS_OPTION } from "./shared-options.ts";

export const check: Command = {
  synopsis: "FILE… [--format text|json] [--metrics FILE]",
  summary: { zh: "检查方案或指标目录，列出全部问题", en: "check schemes or catalogues and list all findings" },
  files: { least: 1, most: Number.POSITIVE_INFINITY },
  options: {
    format: { value: "text|json", oneOf: ["text", "json"], summary: { zh: "输出格式", en: "output format" } },
    metrics: METRICS_OPTION,
  },
  run(args) {
    const { all, unreadable } = checkAll(args);
    for (const error of unreadable) process.stderr.write(`plumbline: ${error.in(args.language)}\n`);
    const failed = unreadable.length > 0 || all.some(({ diagnostics }) => hasErrors(diagnostics));
    const exitCode: ExitCode = failed ? 1 : 0;
    process.stdout.write(args.option("format") === "json" ? asJson(all, args.language) : asText(all, args.language));
    return exitCode;
  },
};

/** One unreadable file does not hide what is found in the others. */
function checkAll(args: Arguments): { all: Findings[]; unreadable: UserError[] } {
  const all: Findings[] = [];
  const unreadable: UserError[] = [];
  const catalogues = new Map<string, LoadedCatalogue>();
  for (const path of args.files) {
    try {
      const text = readScheme(path);
      if (readDocument(text).frontMatter.has("catalogue")) {
        all.push(loadCatalogue(path));
        continue;
      }
      const cataloguePath = cataloguePathFor(path, args.option("metrics"));
      let catalogue = catalogues.get(cataloguePath);
      if (catalogue === undefined) {
        catalogue = loadCatalogue(cataloguePath);
        catalogues.set(cataloguePath, catalogue);
        // Its errors may be the cause of the scheme's; unless it is asked for by itself, say so here.
        if (hasErrors(catalogue.diagnostics) && !args.files.includes(cataloguePath)) all.push(catalogue);
      }
      all.push({ path, text, diagnostics: compile(text, catalogue.catalogue).diagnostics });
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unreadable.push(error);
    }
  }
  return { all, unreadable };
}

const asJson = (all: readonly Findings[], language: Language): string =>
  `${JSON.stringify(
    all.flatMap((findings) => findingsAsJson(findings, language)),
    null,
    2,
  )}\n`;

function asText(all: readonly Findings[], language: Language): string {
  const sections = all
    .filter(({ diagnostics }) => diagnostics.length > 0)
    .map((found) => describeFindings(found, language));
  return `${[...sections, summarize(all, language)].join("\n\n")}\n`;
}

function summarize(all: readonly Findings[], language: Language): string {
  const count = (severity: string): number =>
    all.flatMap(({ diagnostics }) => diagnostics).filter((found) => found.severity === severity).length;
  const [errors, warnings, notes] = [count("error"), count("warning"), count("info")];
  if (language === "zh") return `${all.length} 个文件：${errors} 个错误，${warnings} 个警告，${notes} 个提示`;
  const many = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;
  return `${many(all.length, "file")}: ${many(errors, "error")}, ${many(warnings, "warning")}, ${many(notes, "note")}`;
}
