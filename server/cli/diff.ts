import {
  type BehaviouralDiff,
  behaviouralDiff,
  countDifferences,
  diffVersions,
  isComputable,
  type Language,
  type MeaningDiff,
} from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import type { Arguments, Command, ExitCode } from "./command.ts";
import { deliver } from "./deliver.ts";
import { type DiffReport, diffAsCsv, diffAsJson, diffAsText } from "./diff-report.ts";
import { loadPopulation } from "./load-data.ts";
import { loadUnchecked } from "./load-scheme.ts";
import { withProgress } from "./progress.ts";
import { noteUnreadable } from "./rows-asked.ts";
import { FORMAT_OPTION, METRICS_OPTION, OUT_OPTION } from "./shared-options.ts";

export const diff: Command = {
  synopsis: "OLDER NEWER [--data CSV] [--format text|json|csv] [--out FILE] [--metrics FILE]",
  summary: {
    zh: "列出两个版本的规则有哪些不同，以及哪些情形下结果可能不同；排版和注释不算",
    en: "list what the rules of two versions say differently, and where results can differ; layout does not count",
  },
  files: { least: 2, most: 2 },
  options: {
    data: {
      value: "CSV",
      summary: { zh: "数出各种情形各有多少人月", en: "count the agent-months for which the results can and do differ" },
    },
    format: FORMAT_OPTION,
    out: OUT_OPTION,
    metrics: METRICS_OPTION,
  },
  async run(args): Promise<ExitCode> {
    const [olderPath = "", newerPath = ""] = args.files;
    const [older, newer] = [loadUnchecked(args, olderPath), loadUnchecked(args, newerPath)];
    const found = diffVersions(older, newer);
    const behaviour = isComputable(older) && isComputable(newer) ? behaviouralDiff(found) : undefined;
    const data = args.option("data");
    if (data !== undefined && !behaviour) {
      const path = isComputable(older) ? newerPath : olderPath;
      throw new UserError({
        zh: `${path} 有错误，算不出结果；去掉 --data 只比较规则`,
        en: `${path} has errors and gives no results; leave out --data to compare the rules alone`,
      });
    }
    const count = data === undefined || !behaviour ? undefined : await countIn(data, found, behaviour, args.language);
    const report: DiffReport = {
      olderPath,
      newerPath,
      older,
      newer,
      diff: found,
      ...(behaviour && { behaviour }),
      ...(count && { count }),
    };
    deliver(render(report, args), args.option("out"));
    return 0;
  },
};

function countIn(path: string, diff: MeaningDiff, behaviour: BehaviouralDiff, language: Language) {
  const file = loadPopulation(path, [behaviour.program], new Set(), language);
  noteUnreadable(file, path, language);
  return withProgress((turn) => countDifferences(diff, behaviour, file.population, turn));
}

function render(report: DiffReport, { language, option }: Arguments): string {
  switch (option("format")) {
    case "json":
      return diffAsJson(report, language);
    case "csv":
      return diffAsCsv(report, language);
    default:
      return diffAsText(report, language);
  }
}
