import { hasErrors, type Language, payCliffs } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import { type CliffReport, cliffsAsJson, describeCliffs, unknownAsJson } from "./cliff-report.ts";
import type { Arguments, Command, ExitCode } from "./command.ts";
import { FileChecker } from "./file-checker.ts";
import { describeAssertions, describeFindings, type Findings, findingsAsJson } from "./findings.ts";
import { METRICS_OPTION } from "./shared-options.ts";

export const check: Command = {
  synopsis: "FILE… [--against OLDER] [--data CSV] [--report cliffs] [--format text|json] [--metrics FILE]",
  summary: {
    zh: "检查方案、制度或指标目录，列出全部问题",
    en: "check schemes, institutions or catalogues and list all findings",
  },
  files: { least: 1, most: Number.POSITIVE_INFINITY },
  options: {
    against: {
      value: "OLDER",
      summary: {
        zh: "与同一方案的旧版本比较，列出权重和分档的改动",
        en: "an older version of the scheme: list the weights and bands that change",
      },
    },
    data: {
      value: "CSV",
      summary: { zh: "查方案里是否写了其中员工的姓名", en: "find the names of these employees in the scheme" },
    },
    format: { value: "text|json", oneOf: ["text", "json"], summary: { zh: "输出格式", en: "output format" } },
    report: {
      value: "cliffs",
      summary: {
        zh: "另列出跳升点：跨过哪条档位边界时结果跳变，按跳幅排列",
        en: "list the pay cliffs besides: the edges at which a result jumps, by the jump",
      },
    },
    metrics: METRICS_OPTION,
  },
  run(args) {
    requireKnownReport(args.option("report"));
    const { all, unreadable, cliffs } = checkAll(args);
    for (const error of unreadable) process.stderr.write(`plumbline: ${error.in(args.language)}\n`);
    const failed = unreadable.length > 0 || all.some(({ diagnostics }) => hasErrors(diagnostics));
    const exitCode: ExitCode = failed ? 1 : 0;
    const { language } = args;
    const asked = args.has("report") ? cliffs : undefined;
    process.stdout.write(
      args.option("format") === "json" ? asJson(all, asked, language) : asText(all, asked, language),
    );
    return exitCode;
  },
};

/** @throws UserError where there is no such report */
function requireKnownReport(name: string | undefined): void {
  if (name === undefined || name === "cliffs") return;
  throw new UserError({
    zh: `--report 只有 cliffs，没有“${name}”`,
    en: `the only --report is cliffs; there is no "${name}"`,
  });
}

/** One unreadable file does not hide what is found in the others. */
function checkAll(args: Arguments): { all: Findings[]; unreadable: UserError[]; cliffs: CliffReport[] } {
  const checker = new FileChecker(args);
  const cliffs: CliffReport[] = [];
  const unreadable: UserError[] = [];
  for (const path of args.files) {
    try {
      const scheme = checker.check(path);
      if (scheme && args.has("report")) {
        cliffs.push({ path, text: scheme.text, program: scheme.program, ...payCliffs(scheme.program) });
      }
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      unreadable.push(error);
    }
  }
  return { all: checker.found, unreadable, cliffs };
}

/** A report makes it an object of findings and report. */
function asJson(all: readonly Findings[], cliffs: readonly CliffReport[] | undefined, language: Language): string {
  const findings = all.flatMap((found) => findingsAsJson(found, language));
  const content = cliffs
    ? { findings, cliffs: cliffs.flatMap(cliffsAsJson), unknown: cliffs.flatMap(unknownAsJson) }
    : findings;
  return `${JSON.stringify(content, null, 2)}\n`;
}

function asText(all: readonly Findings[], cliffs: readonly CliffReport[] = [], language: Language): string {
  const sections = all
    .filter(({ diagnostics }) => diagnostics.length > 0)
    .map((found) => describeFindings(found, language));
  const assertions = all
    .filter((found) => found.assertions?.length)
    .map((found) => describeAssertions(found, language));
  const reports = cliffs.map((report) => describeCliffs(report, language));
  return `${[...sections, ...assertions, ...reports, summarize(all, language)].join("\n\n")}\n`;
}

function summarize(all: readonly Findings[], language: Language): string {
  const count = (severity: string): number =>
    all.flatMap(({ diagnostics }) => diagnostics).filter((found) => found.severity === severity).length;
  const [errors, warnings, notes] = [count("error"), count("warning"), count("info")];
  if (language === "zh") return `${all.length} 个文件：${errors} 个错误，${warnings} 个警告，${notes} 个提示`;
  const many = (number: number, word: string): string => `${number} ${word}${number === 1 ? "" : "s"}`;
  return `${many(all.length, "file")}: ${many(errors, "error")}, ${many(warnings, "warning")}, ${many(notes, "note")}`;
}
