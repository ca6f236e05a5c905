import {
  type Compilation,
  front,
  type Goal,
  type Grid,
  type Measure,
  MOST_COMBINATIONS,
  readGoal,
  type Sought,
  type SoughtTogether,
  seek as seekOne,
  smallestChange,
  type Turn,
} from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import type { Arguments, Command, ExitCode } from "./command.ts";
import { deliver } from "./deliver.ts";
import { readLever } from "./lever-option.ts";
import { loadPopulation } from "./load-data.ts";
import { loadRunnable } from "./load-scheme.ts";
import { requireNumber } from "./output-option.ts";
import { readPeriod } from "./period-option.ts";
import { withProgress } from "./progress.ts";
import { noteRowsLeftOut } from "./rows-asked.ts";
import { renderSought, renderTogether, type SoughtReport } from "./seek-report.ts";
import {
  DATA_OPTION,
  FORMAT_OPTION,
  METRICS_OPTION,
  OUT_OPTION,
  PERIOD_OPTIONS,
  SET_OPTION,
} from "./shared-options.ts";

export const seek: Command = {
  synopsis:
    "FILE --data CSV --lever 'ADDRESS[=FROM .. TO [step STEP]]'… --keep GOAL… [--measure steps|relative] [--front] [--output NAME] [--month YYYY-MM | --from YYYY-MM --to YYYY-MM] [--set ADDRESS=VALUE]… [--format text|json|csv] [--out FILE] [--metrics FILE]",
  summary: {
    zh: "要守住一个总额，某个参数该是多少：逐个值试过，说没有、一个还是几段",
    en: "what a param would have to be for a bound on the population: every value is tried; none, one or several",
  },
  files: { least: 1, most: 1 },
  options: {
    data: DATA_OPTION,
    lever: {
      value: "ADDRESS",
      repeatable: true,
      required: true,
      summary: {
        zh: "动什么，如 提成比例 或 提成比例=0.5% .. 2% step 0.1%；写几个就一起动",
        en: "what is moved, as in 提成比例 or 提成比例=0.5% .. 2% step 0.1%; several are moved together",
      },
    },
    keep: {
      value: "GOAL",
      repeatable: true,
      required: true,
      summary: {
        zh: "要守住什么，如 'sum(应发工资) <= 500000'、'average(总分) each month >= 70'、'count(级别 = 高级) >= 10'",
        en: "what is to hold, as in 'sum(应发工资) <= 500000', 'average(总分) each month >= 70', 'count(级别 = 高级) >= 10'",
      },
    },
    measure: {
      value: "steps|relative",
      oneOf: ["steps", "relative"],
      summary: {
        zh: "几个一起动时怎样算动得少：步数之和，或占现值的比例之和",
        en: "what makes a change of several small: the sum of their steps, or of their shares of today's values",
      },
    },
    front: {
      summary: {
        zh: "两个一起动时列出全部取舍，而不只是动得最少的",
        en: "of two, list every trade-off between them, not only the smallest change",
      },
    },
    output: {
      value: "NAME",
      summary: {
        zh: "影响到谁看哪个输出；默认最后一个金额",
        en: "the output that tells who is affected; default the last amount of money",
      },
    },
    ...PERIOD_OPTIONS,
    set: SET_OPTION,
    format: FORMAT_OPTION,
    out: OUT_OPTION,
    metrics: METRICS_OPTION,
  },
  async run(args): Promise<ExitCode> {
    const { language } = args;
    const compilation = loadRunnable(args);
    const { program } = compilation;
    const goals = args.all("keep").map((text) => requireGoal(text, compilation));
    const grids = args.all("lever").map((text) => readLever(text, compilation));
    refuseOverlaps(grids, args);
    const output = requireNumber(program, args.option("output"));
    const path = args.option("data") ?? "";
    const file = loadPopulation(path, [program], new Set(), language);
    const { population } = file;
    const period = readPeriod(args);
    const names = [...goals.map(({ name }) => name), output];
    noteRowsLeftOut(program, file, period, names, path, language);
    const measure: Measure = args.option("measure") === "relative" ? "relative" : "steps";
    const options = { goals, output, measure, ...period };
    const report: SoughtReport = { program, goals, output, measure, language };
    const format = args.option("format") ?? "text";
    const [first, second] = grids;
    const find = (turn: Turn): Promise<Sought | SoughtTogether> => {
      if (first && grids.length === 1) return seekOne(compilation, population, first, options, turn);
      if (first && second && args.has("front")) return front(compilation, population, [first, second], options, turn);
      return smallestChange(compilation, population, grids, options, turn);
    };
    const found = await explaining(() => withProgress(find));
    deliver(
      "ranges" in found ? renderSought(found, report, format) : renderTogether(found, report, format),
      args.option("out"),
    );
    return 0;
  },
};

function requireGoal(text: string, { program }: Compilation): Goal {
  const goal = readGoal(text, program);
  if ("problem" in goal) throw new UserError({ zh: `--keep ${goal.problem.zh}`, en: `--keep ${goal.problem.en}` });
  return goal;
}

function refuseOverlaps(grids: readonly Grid[], args: Arguments): void {
  const names = grids.map(({ lever }) => lever.address);
  const scores = grids.flatMap(({ lever }) => (lever.others ? [lever.address.split("/")[0]] : []));
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined || new Set(scores).size < scores.length) {
    throw new UserError({
      zh: `--lever ${twice ?? scores[0]}：写了两次，或者是同一张评分表的两个权重，它们已经一起动`,
      en: `--lever ${twice ?? scores[0]}: given twice, or two weights of one score, which already move together`,
    });
  }
  if (args.has("front") && grids.length !== 2) {
    throw new UserError({ zh: "--front 用于两个 --lever", en: "--front is for two of --lever" });
  }
  const count = grids.reduce((product, { values }) => product * (values.length + 1), 1);
  if (grids.length > 1 && count > MOST_COMBINATIONS) {
    throw new UserError({
      zh: `一起动有 ${count} 种组合，超过 ${MOST_COMBINATIONS}；请缩小范围或加大步长`,
      en: `moved together they have ${count} combinations, more than ${MOST_COMBINATIONS}; narrow the bounds or state larger steps`,
    });
  }
}

/** What the engine cannot do with these values is the user's to change. */
async function explaining<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RangeError) throw new UserError({ zh: error.message, en: error.message });
    throw error;
  }
}
