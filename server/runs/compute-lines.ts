import { createHash, hash } from "node:crypto";
import {
  agentAt,
  ColumnsBuilder,
  createBatch,
  type Evaluation,
  earliestMonth,
  exactText,
  isRational,
  isRowError,
  type Month,
  monthIndex,
  namesPutOut,
  type Program,
  type Turn,
} from "../../engine/index.ts";
import { metricsRead } from "../schemes/metrics-read.ts";
import { byAgent, type LineError, lineHash, type Member, type RunLine } from "./line.ts";
import { inFen, payoutOf } from "./payout.ts";

/** A version that somebody in the run is assigned to. */
export interface RunVersion {
  readonly id: string;
  /** The content hash. */
  readonly hash: string;
  readonly program: Program;
}

/** What a run keeps of a version, so that it can be computed again and seen to be the same. */
export interface UsedVersion {
  readonly id: string;
  readonly hash: string;
  /** The output that is paid; null where the version pays nothing. */
  readonly payout: string | null;
  /** SHA-256 of every agent-month that the version's lines were computed from, in no order. */
  readonly inputs: string;
}

/** Agent-months of a data set as of one revision, in any order. */
export interface RunData {
  /** Metric names, in the order of `values`. */
  readonly columns: readonly string[];
  readonly rows: Iterable<DataRow> | AsyncIterable<DataRow>;
}
interface DataRow {
  readonly month: Month;
  readonly agent: string;
  /** Null or absent where blank. */
  readonly values: readonly (string | null)[];
}

export interface ComputedLines {
  /** One for each member, by agent. */
  readonly lines: readonly RunLine[];
  /** By id. */
  readonly versions: readonly UsedVersion[];
}

export interface LinesOptions {
  readonly month: Month;
  /** Each agent once. */
  readonly members: readonly Member[];
  /** At least those that members are assigned to. */
  readonly versions: readonly RunVersion[];
}

/** The first month whose rows a run needs; `undefined` where it needs all before its own as well. */
export function firstMonthNeeded(versions: readonly RunVersion[], month: Month): Month | undefined {
  const firsts = versions.map(({ program }) => earliestMonth(program, namesPutOut(program), month));
  return firsts.includes(undefined) ? undefined : [...firsts, month].sort()[0];
}

/**
 * What everyone in a month's run comes to. The peers of an agent (ranks, averages, forced distributions) are the
 * members who are assigned to the same version, in earlier months too: a window over ranks ranks them among
 * those who are paid by the version now.
 *
 * @param data of the months from `firstMonthNeeded` to the run's; of agents who are no members nothing is used
 * @throws RangeError where a member's version is not given; the signal's reason where the work is given up
 */
export async function computeLines(
  { month, members, versions }: LinesOptions,
  data: RunData,
  turn: Turn,
): Promise<ComputedLines> {
  const assigned = new Set(members.map(({ version }) => version));
  const used = versions.filter(({ id }) => assigned.has(id));
  const groups = new Map(used.map((version) => [version.id, new Group(version, month, data.columns)]));
  const groupOf = new Map<string, Group>();
  for (const { agent, version } of members) {
    const group = version === null ? undefined : groups.get(version);
    if (version !== null && !group) throw new RangeError(`the version ${version} of ${agent} is not given`);
    if (group) groupOf.set(agent, group);
  }
  for await (const row of data.rows) groupOf.get(row.agent)?.take(row);

  const results = new Map<string, Result>();
  const inOrder = [...groups.values()].sort((a, b) => (a.version.id < b.version.id ? -1 : 1));
  for (const [at, group] of inOrder.entries()) {
    const onProgress = (share: number): void => turn.onProgress?.((at + share) / inOrder.length);
    await group.compute(results, { ...turn, onProgress });
  }
  const lines = members.map((member) => lineOf(member, groupOf.get(member.agent), results.get(member.agent)));
  return {
    lines: lines.sort(byAgent),
    versions: inOrder.map((group) => group.used()),
  };
}

type Result = Omit<RunLine, keyof Member | "hash">;

const NOTHING = { inputs: [], outputs: [], payout: null, errors: [] } as const;
const NO_SCHEME: Result = { outcome: "no-scheme", ...NOTHING };
const NO_ROW: Result = { outcome: "missing-data", ...NOTHING };

function lineOf(member: Member, group: Group | undefined, result: Result | undefined): RunLine {
  const line = { ...member, ...(group ? (result ?? NO_ROW) : NO_SCHEME) };
  return { ...line, hash: lineHash(line, group?.version.hash ?? null) };
}

/** Everyone who is paid by one version. */
class Group {
  readonly version: RunVersion;
  readonly #month: Month;
  readonly #first: Month | undefined;
  readonly #builder: ColumnsBuilder;
  /** Metrics that the version reads and the data has, with their places in `values`. */
  readonly #metrics: readonly { readonly name: string; readonly place: number }[];
  readonly #rows: string[] = [];
  readonly #inputs = new Map<string, Result["inputs"]>();

  constructor(version: RunVersion, month: Month, columns: readonly string[]) {
    const { program } = version;
    this.version = version;
    this.#month = month;
    this.#first = earliestMonth(program, namesPutOut(program), month);
    const places = new Map(columns.map((name, place) => [name, place]));
    const read = [...metricsRead(program)].sort().flatMap((name) => {
      const [metric, place] = [program.catalogue.metrics.get(name), places.get(name)];
      return metric && place !== undefined ? [{ metric, place }] : [];
    });
    this.#metrics = read.map(({ metric: { name }, place }) => ({ name, place }));
    this.#builder = new ColumnsBuilder(read.map(({ metric }) => metric));
  }

  take({ month, agent, values }: DataRow): void {
    if (month > this.#month || (this.#first !== undefined && month < this.#first)) return;
    this.#builder.row(agent, month);
    const inputs: (readonly [string, string])[] = [];
    for (const [metric, { name, place }] of this.#metrics.entries()) {
      const cell = values[place] ?? "";
      if (cell === "") continue;
      this.#builder.cell(metric, cell);
      inputs.push([name, cell]);
    }
    this.#rows.push(hash("sha256", JSON.stringify([agent, month, inputs])));
    if (month === this.#month) this.#inputs.set(agent, inputs);
  }

  async compute(results: Map<string, Result>, turn: Turn): Promise<void> {
    const { program } = this.version;
    const columns = this.#builder.finish();
    const evaluation = await createBatch(program, columns).evaluateSteadily(turn);
    const month = monthIndex(this.#month);
    for (let row = 0; row < columns.length; row += 1) {
      if (columns.month[row] !== month) continue;
      const agent = agentAt(columns, row);
      results.set(agent, { inputs: this.#inputs.get(agent) ?? [], ...resultAt(evaluation, row) });
    }
  }

  used(): UsedVersion {
    const { id, hash, program } = this.version;
    const inputs = createHash("sha256");
    for (const row of this.#rows.sort()) inputs.update(row);
    return { id, hash, payout: payoutOf(program) ?? null, inputs: inputs.digest("hex") };
  }
}

/** An error of an output or of an action leaves the row without a result; one of a list's column does not. */
function resultAt({ program, results }: Evaluation, row: number): Omit<Result, "inputs"> {
  const needed = new Set([...program.outputs, ...program.actions].map(({ name }) => name));
  const pay = payoutOf(program);
  const outputs: (readonly [string, string])[] = [];
  const errors: LineError[] = [];
  let payout: number | null = null;
  for (const [output, column] of results) {
    const outcome = column.at(row);
    if (isRowError(outcome)) {
      const { code, name, message } = outcome;
      errors.push({ output, code, name, message });
      continue;
    }
    outputs.push([output, exactText(outcome)]);
    if (output !== pay || !isRational(outcome)) continue;
    payout = inFen(outcome) ?? null;
    if (payout === null) errors.push(tooLarge(output));
  }
  const failed = errors.filter(({ output }) => needed.has(output));
  if (failed.length === 0) return { outcome: "computed", outputs, payout, errors };
  const outcome = failed.every(({ code }) => code === "missing-value") ? "missing-data" : "error";
  return { outcome, outputs, payout: null, errors };
}

const tooLarge = (output: string): LineError => ({
  output,
  code: "payout-too-large",
  name: output,
  message: {
    zh: `“${output}”超过 10 亿元，不能发放；请核对数据和方案`,
    en: `"${output}" is more than a billion yuan and cannot be paid; check the data and the scheme`,
  },
});
