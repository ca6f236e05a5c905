import {
  attributeSteadily,
  betweenVersions,
  type Compilation,
  diffVersions,
  editGroups,
  isValidScheme,
  type MeaningDiff,
  type Output,
  payNames,
  playersAmong,
  sameUnit,
} from "../../engine/index.ts";
import type { PopulationFile } from "../data/population.ts";
import { UserError } from "../user-error.ts";
import { type AttributionReport, attributionCsv, attributionJson } from "./attribution-report.ts";
import { attributionText } from "./attribution-text.ts";
import type { Arguments, Command } from "./command.ts";
import { refuseOtherCatalogues } from "./compare.ts";
import { deliver } from "./deliver.ts";
import { loadPopulation } from "./load-data.ts";
import { loadWritten } from "./load-scheme.ts";
import { withProgress } from "./progress.ts";
import { noRows } from "./rows-asked.ts";
import { DATA_OPTION, FORMAT_OPTION, METRICS_OPTION, OUT_OPTION } from "./shared-options.ts";

export const attribute: Command = {
  synopsis:
    "OLDER NEWER --data CSV [--agent ID] [--output NAME] [--format text|json|csv] [--out FILE] [--metrics FILE]",
  summary: {
    zh: "把两个版本之间的差额分摊到每一处改动，与改动的先后无关",
    en: "split the difference between two versions over their edits, whatever their order",
  },
  files: { least: 2, most: 2 },
  options: {
    data: DATA_OPTION,
    agent: { value: "ID", summary: { zh: "另外分摊这个工号的差额", en: "split this agent's difference as well" } },
    output: {
      value: "NAME",
      summary: {
        zh: "哪个输出的差额；默认为两个版本都有的最后一个金额",
        en: "the output whose difference it is; default the last amount of money that both put out",
      },
    },
    format: FORMAT_OPTION,
    out: OUT_OPTION,
    metrics: METRICS_OPTION,
  },
  async run(args) {
    const { language, files } = args;
    const dataPath = args.option("data") ?? "";
    const [olderPath = "", newerPath = ""] = files;
    const [older, newer] = [loadWritten(args, olderPath), loadWritten(args, newerPath)];
    refuseOtherCatalogues([
      { label: olderPath, compilation: older },
      { label: newerPath, compilation: newer },
    ]);
    const diff = diffVersions(older, newer);
    const output = outputOf(args, older, newer, diff);
    const file = loadPopulation(dataPath, [older.program, newer.program], new Set(), language);
    if (file.population.length === 0) throw noRows(dataPath);
    const agent = agentOf(args, file, dataPath);
    const players = playersAmong(
      diff,
      editGroups(diff, (text) => isValidScheme(text, older)),
    );
    const between = betweenVersions(diff, players.players, older.catalogue);
    const attribution = await withProgress((turn) =>
      attributeSteadily({ between, columns: file.population, output: output.name, agent }, turn),
    );
    const report: AttributionReport = { olderPath, newerPath, dataPath, file, output, older, players, attribution };
    deliver(render(report, args), args.option("out"));
    return attribution.apart.length + file.problems.length === 0 ? 0 : 2;
  },
};

function render(report: AttributionReport, { language, option }: Arguments): string {
  switch (option("format")) {
    case "json":
      return attributionJson(report, option("agent"), language);
    case "csv":
      return attributionCsv(report, option("agent"), language);
    default:
      return attributionText(report, option("agent"), language);
  }
}

/** As the older version puts it out. @throws UserError where the two share no such number */
function outputOf(args: Arguments, older: Compilation, newer: Compilation, diff: MeaningDiff): Output {
  const asked = args.option("output")?.normalize("NFKC");
  const [was, is] =
    asked === undefined ? (payNames([older.program, newer.program]) ?? []) : [asked, renamed(asked, diff)];
  const numbers = ({ program }: Compilation): readonly Output[] =>
    program.outputs.filter(({ type }) => type.kind === "number");
  const before = numbers(older).find(({ name }) => name === was);
  const after = numbers(newer).find(({ name }) => name === (is ?? was));
  const isOne = is === was || renamed(was ?? "", diff) === is;
  if (before && after && isOne && isSameUnit(before, after)) return before;
  const shared = numbers(older)
    .filter((output) => numbers(newer).some(({ name, type }) => name === output.name && isSameUnit({ type }, output)))
    .map(({ name }) => name);
  const [zh, en] =
    shared.length === 0
      ? ["两个版本没有共同的数值输出", "the two versions put out no number in common"]
      : [`两个版本都有的数值输出：${shared.join("、")}`, `numbers that both versions put out: ${shared.join(", ")}`];
  throw new UserError(
    asked === undefined
      ? { zh: `请用 --output 指明一个输出；${zh}`, en: `name an output with --output; ${en}` }
      : { zh: `--output ${asked}：${zh}`, en: `--output ${asked}: ${en}` },
  );
}

const isSameUnit = ({ type: a }: Pick<Output, "type">, { type: b }: Pick<Output, "type">): boolean =>
  a.kind === "number" && b.kind === "number" && sameUnit(a.unit, b.unit);

/** What the newer version calls it. */
function renamed(name: string, { edits }: MeaningDiff): string {
  const renames = edits.flatMap(({ changes }) => changes.filter((change) => change.kind === "rename"));
  return renames.find(({ from }) => from === name)?.to ?? name;
}

function agentOf(args: Arguments, { population }: PopulationFile, dataPath: string): number | undefined {
  const asked = args.option("agent");
  if (asked === undefined) return undefined;
  const place = population.agents.indexOf(asked);
  if (place >= 0) return place;
  throw new UserError({
    zh: `${dataPath}：没有工号 ${asked} 的数据`,
    en: `${dataPath}: there is no row of agent ${asked}`,
  });
}
