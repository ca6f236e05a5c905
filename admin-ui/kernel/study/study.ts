import {
  type Catalogue,
  type Columns,
  type Compilation,
  compile,
  createBatch,
  type Diagnostic,
  type Evaluation,
  earliestMonth,
  errorsOfWhatIf,
  type Institutions,
  joinColumns,
  type Localized,
  type Month,
  namesPutOut,
  type PaidAs,
  type PaidEvaluation,
  type Program,
  paidEvaluation,
  parseDecimal,
  type Rational,
  readCatalogue,
  readInstitution,
  type Turn,
} from "../../../engine/index.ts";
import { Newest } from "./newest.ts";
import type { PaidMonth, PopulationInfo, PopulationSource, SchemeProblem, Surroundings } from "./study-api.ts";
import { StudyPopulation } from "./study-population.ts";

/** Texts whose compilation and results are kept: four that are compared, and what is made of them. */
const KEPT = 8;

/** Months that are loaded side by side: one is read while the server makes ready the next. */
const AT_ONCE = 2;

/** Reads the agent-months of data sets. What it gives does not change: it is of one revision. */
export interface StudyData {
  /** The newest revision, and the months that have rows. @throws Error where the server does not say */
  extent(dataset: string): Promise<DataExtent>;
  /** @throws Error where the server does not give them */
  load(asked: AskedMonth, catalogue: Catalogue): Promise<Columns>;
}

export interface DataExtent {
  readonly revision: number;
  readonly months: readonly Month[];
}

export interface AskedMonth {
  readonly dataset: string;
  readonly revision: number;
  readonly month: Month;
}

/** A population, and what schemes come to over it: what was computed once is kept. */
export class Study {
  readonly source: PopulationSource;
  readonly #catalogue: Catalogue;
  readonly #institutions: Institutions;
  readonly #data: StudyData;
  readonly #extent: DataExtent;
  readonly #months = new Map<Month, Promise<Columns>>();
  readonly #compiled = new Newest<string, Compilation>(KEPT);
  readonly #paid = new WeakMap<readonly PaidMonth[], PaidOver>();
  #population: StudyPopulation | undefined;
  #evaluated = new Newest<string, Promise<Evaluation>>(KEPT);

  private constructor(
    source: PopulationSource,
    around: { readonly catalogue: Catalogue; readonly institutions: Institutions },
    data: StudyData,
    extent: DataExtent,
  ) {
    this.source = source;
    this.#catalogue = around.catalogue;
    this.#institutions = around.institutions;
    this.#data = data;
    this.#extent = extent;
  }

  /** @throws Error where the server does not give the agent-months */
  static async open(
    source: PopulationSource,
    around: Surroundings,
    data: StudyData,
    onProgress?: (share: number) => void,
  ): Promise<Study> {
    const { catalogue } = readCatalogue(around.catalogue);
    const found = around.institutions.map((text) => readInstitution(text).institution);
    const institutions: Institutions = new Map(found.map((each) => [each.id, each]));
    const study = new Study(source, { catalogue, institutions }, data, await data.extent(source.dataset));
    await study.#from(source.from, onProgress);
    return study;
  }

  /** What is said of it does not depend on which earlier months were loaded. */
  async info(): Promise<Omit<PopulationInfo, "milliseconds">> {
    const population = await this.#from(this.source.from);
    return population.info(this.#catalogue, this.source, this.#extent.revision);
  }

  compiled(text: string): Compilation {
    return this.#compiled.get(text, () => compile(text, this.#catalogue, this.#institutions));
  }

  /** The population with all earlier months that the programs look back on. */
  reaching(programs: readonly Program[]): Promise<StudyPopulation> {
    const { from } = this.source;
    const wanted = programs.map((program) => earliestMonth(program, namesPutOut(program), from));
    return this.#from(wanted.reduce(earlier, from));
  }

  /** With all months from this one on that have rows; `undefined`: all there are. Never fewer than before. */
  async #from(first: Month | undefined, onProgress?: (share: number) => void): Promise<StudyPopulation> {
    const { to } = this.source;
    const months = this.#extent.months.filter((month) => month <= to && (first === undefined || month >= first));
    const known = this.#population;
    if (known && months.length <= known.loaded) return known;
    const parts = await this.#load(months, onProgress);
    // Somebody else may have gone as far back meanwhile.
    if (this.#population && months.length <= this.#population.loaded) return this.#population;
    this.#population = new StudyPopulation(joinColumns(parts), this.source, months.length, known?.attributes);
    this.#evaluated = new Newest(KEPT);
    return this.#population;
  }

  async #load(months: readonly Month[], onProgress?: (share: number) => void): Promise<readonly Columns[]> {
    const { dataset } = this.source;
    const { revision } = this.#extent;
    const missing = months.filter((month) => !this.#months.has(month));
    const due = [...missing];
    let done = 0;
    const next = async (): Promise<void> => {
      for (let month = due.shift(); month !== undefined; month = due.shift()) {
        const loading = this.#data.load({ dataset, revision, month }, this.#catalogue);
        this.#months.set(month, loading);
        await loading;
        done += 1;
        onProgress?.(done / missing.length);
      }
    };
    try {
      await Promise.all(Array.from({ length: AT_ONCE }, next));
    } catch (cause) {
      // What could not be had now may be had later.
      for (const month of missing) this.#months.delete(month);
      throw cause;
    }
    return Promise.all(months.flatMap((month) => this.#months.get(month) ?? []));
  }

  /** All that the scheme puts out, over the population as it was when this was asked for. */
  evaluated(
    { text, program }: Compilation,
    { columns }: StudyPopulation,
    { pause, onProgress }: Turn,
  ): Promise<Evaluation> {
    const kept = this.#population?.columns === columns ? this.#evaluated : new Newest<string, Promise<Evaluation>>(1);
    // It is not given up with the question: the next one will ask for it again.
    const turn: Turn = { pause, ...(onProgress && { onProgress }) };
    return kept.get(text, () => createBatch(program, columns).evaluateSteadily(turn));
  }

  /** What runs pay, as an evaluation: found once for the same list. @throws RangeError for what is no amount */
  paid(paid: readonly PaidMonth[], as: PaidAs, { columns }: StudyPopulation): PaidEvaluation {
    const known = this.#paid.get(paid);
    const { name } = as.output;
    if (known?.columns === columns && known.name === name) return known.found;
    const amounts = paid.map(({ amount, ...whose }) => ({ ...whose, amount: amountOf(amount) }));
    const found = paidEvaluation(amounts, as, columns);
    this.#paid.set(paid, { columns, name, found });
    return found;
  }
}

interface PaidOver {
  readonly columns: Columns;
  readonly name: string;
  readonly found: PaidEvaluation;
}

function amountOf(text: string): Rational {
  const amount = parseDecimal(text);
  if (!amount) throw new RangeError(`${text} is no amount`);
  return amount;
}

/** `undefined` is before all months. */
const earlier = (a: Month | undefined, b: Month | undefined): Month | undefined =>
  a === undefined || b === undefined ? undefined : a < b ? a : b;

/** A scheme that cannot be studied; thrown by a question and answered by the session. */
export class NotStudied extends Error {
  readonly problem: SchemeProblem;

  constructor(scheme: number, reason: Localized, diagnostics: readonly Diagnostic[] = []) {
    super(reason.en);
    this.problem = { scheme, reason, diagnostics };
  }
}

/** @throws NotStudied where the text has errors; examples that fail do not keep it from being computed */
export function requireComputable(compilation: Compilation, scheme = 0): Compilation {
  const errors = errorsOfWhatIf(compilation);
  if (errors.length === 0) return compilation;
  const [zh, en] = [
    `方案有 ${errors.length} 处错误，不能计算`,
    `the scheme has ${errors.length} errors and cannot be computed`,
  ];
  throw new NotStudied(scheme, { zh, en }, errors);
}
