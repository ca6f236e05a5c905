import {
  divide,
  type Effect,
  exactText,
  type Language,
  type LeverEffect,
  leversOf,
  type MoveEffect,
  type Program,
  parseDecimal,
  type Rational,
  rational,
  type Sensitivity,
  sensitivity as sensitivityOf,
  showValue,
  type Type,
} from "../../engine/index.ts";
import { formatCsv } from "../data/write-csv.ts";
import { UserError } from "../user-error.ts";
import type { Command, ExitCode } from "./command.ts";
import { deliver } from "./deliver.ts";
import { leverNamed, leverValue } from "./lever-option.ts";
import { loadPopulation } from "./load-data.ts";
import { loadRunnable } from "./load-scheme.ts";
import { requireNumber } from "./output-option.ts";
import { readPeriod } from "./period-option.ts";
import { withProgress } from "./progress.ts";
import { noteRowsLeftOut } from "./rows-asked.ts";
import {
  DATA_OPTION,
  FORMAT_OPTION,
  METRICS_OPTION,
  OUT_OPTION,
  PERIOD_OPTIONS,
  SET_OPTION,
} from "./shared-options.ts";
import { textTable } from "./text-table.ts";

export const sensitivity: Command = {
  synopsis:
    "FILE --data CSV [--lever ADDRESS]… [--share SHARE%] [--output NAME] [--month YYYY-MM | --from YYYY-MM --to YYYY-MM] [--set ADDRESS=VALUE]… [--format text|json|csv] [--out FILE] [--metrics FILE]",
  summary: {
    zh: "每个参数、档位、单价、权重各动一点，总额和人数会变多少，影响大的在前",
    en: "what moving each param, edge, cell and weight a little does to the total and to people, the largest effect first",
  },
  files: { least: 1, most: 1 },
  options: {
    data: DATA_OPTION,
    lever: {
      value: "ADDRESS",
      repeatable: true,
      summary: { zh: "只看这个地址；可以写多次", en: "only this address; may be repeated" },
    },
    share: {
      value: "SHARE%",
      summary: {
        zh: "各动自身的百分之几；默认按参数写明的步长，没有步长的动 10%",
        en: "by which share of itself each is moved; default the step that a param states, else 10%",
      },
    },
    output: {
      value: "NAME",
      summary: { zh: "看哪个输出；默认最后一个金额", en: "the output to look at; default the last amount of money" },
    },
    ...PERIOD_OPTIONS,
    set: SET_OPTION,
    format: FORMAT_OPTION,
    out: OUT_OPTION,
    metrics: METRICS_OPTION,
  },
  async run(args): Promise<ExitCode> {
    const { language } = args;
    const share = readShare(args.option("share"));
    const compilation = loadRunnable(args);
    const { program } = compilation;
    const levers = args.all("lever").map((address) => leverNamed(address, leversOf(program)).address);
    const output = requireNumber(program, args.option("output"));
    const path = args.option("data") ?? "";
    const file = loadPopulation(path, [program], new Set(), language);
    const period = readPeriod(args);
    noteRowsLeftOut(program, file, period, [output], path, language);
    const options = {
      ...period,
      output,
      ...(levers.length > 0 && { levers }),
      ...(share && { share }),
    };
    const found = await withProgress((turn) => sensitivityOf(compilation, file.population, options, turn));
    const format = args.option("format");
    const text =
      format === "json"
        ? asJson(found, language)
        : format === "csv"
          ? asCsv(found, language)
          : asText(found, program, language);
    deliver(text, args.option("out"));
    return 0;
  },
};

function readShare(text: string | undefined): Rational | undefined {
  if (text === undefined) return undefined;
  const share = /^(\d{1,3}(?:\.\d{1,6})?)[%％]$/.exec(text)?.[1];
  const value = share === undefined ? undefined : parseDecimal(share);
  if (value && value.numerator > 0n) return divide(value, rational(100));
  throw new UserError({
    zh: `--share 应是大于 0% 的百分数，如 5%，不能是“${text}”`,
    en: `--share should be a percentage above 0%, as in 5%, not "${text}"`,
  });
}

const WORDS = {
  zh: {
    title: (output: string, total: string) => `${output} 合计 ${total}`,
    head: ["动什么", "现在", "改为", "合计变化", "多（人）", "少（人）"],
    refused: (reason: string) => `不可：${reason}`,
    none: "没有可以动的数",
  },
  en: {
    title: (output: string, total: string) => `${output}, total ${total}`,
    head: ["what is moved", "now", "to", "change of total", "people up", "down"],
    refused: (reason: string) => `refused: ${reason}`,
    none: "there is nothing to move",
  },
} as const;

function asText({ output, total, levers }: Sensitivity, program: Program, language: Language): string {
  const words = WORDS[language];
  const type = program.outputs.find(({ name }) => name === output)?.type ?? { kind: "unknown" };
  const show = (value: Rational | undefined, of: Type, signed = false): string => {
    if (!value) return "–";
    const text = showValue(value, of, { currency: program.header.currency, unit: false, language });
    return signed && value.numerator > 0n ? `+${text}` : text;
  };
  const rows = levers.flatMap(({ lever, down, up }) =>
    [down, up].map(({ value, outcome }, at) => [
      at === 0 ? lever.address : "",
      at === 0 ? leverValue(lever, lever.value) : "",
      leverValue(lever, value),
      ...("refused" in outcome
        ? [words.refused(outcome.refused.message[language])]
        : [show(outcome.change, type, true), String(outcome.winners), String(outcome.losers)]),
    ]),
  );
  if (rows.length === 0) return `${words.none}\n`;
  return `${words.title(output, show(total, type))}\n\n${textTable([words.head, ...rows], "")}\n`;
}

function asCsv({ levers }: Sensitivity, language: Language): string {
  const head = ["address", "kind", "value", "to", "change", "up", "down", "winners", "losers", "unmatched", "refused"];
  const line = ({ lever }: LeverEffect, { value, outcome }: MoveEffect): string[] => [
    lever.address,
    lever.kind,
    exactText(lever.value),
    exactText(value),
    ...("refused" in outcome
      ? ["", "", "", "", "", "", outcome.refused.message[language]]
      : [...effectCells(outcome), ""]),
  ];
  return formatCsv([head, ...levers.flatMap((each) => [line(each, each.down), line(each, each.up)])]);
}

const effectCells = ({ change, up, down, winners, losers, unmatched }: Effect): string[] => [
  exactText(change),
  ...[up, down, winners, losers, unmatched].map(String),
];

function asJson({ output, total, levers }: Sensitivity, language: Language): string {
  const moved = ({ value, move, outcome }: MoveEffect) => ({
    value: exactText(value),
    set: Object.fromEntries([...move].map(([address, to]) => [address, exactText(to)])),
    ...("refused" in outcome
      ? { refused: outcome.refused.message[language] }
      : { ...outcome, change: exactText(outcome.change) }),
  });
  const content = {
    output,
    total: total ? exactText(total) : null,
    levers: levers.map(({ lever, down, up }) => ({
      address: lever.address,
      kind: lever.kind,
      value: exactText(lever.value),
      down: moved(down),
      up: moved(up),
    })),
  };
  return `${JSON.stringify(content, null, 2)}\n`;
}
