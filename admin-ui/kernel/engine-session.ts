import {
  applyEdits,
  ColumnHistory,
  type Columns,
  type Compilation,
  checkProgram,
  compile,
  createExplainer,
  createLanguageService,
  type Institutions,
  isRowError,
  readCatalogue,
  readInstitution,
  readProgram,
  type TextEdit,
  type Turn,
} from "../../engine/index.ts";
import { readAgentMonths } from "./agent-months-arrow.ts";
import { analysisOf } from "./analysis.ts";
import { curveOf } from "./curve.ts";
import { effectBetween } from "./edit-effect.ts";
import { type Evaluated, Evaluator } from "./evaluator.ts";
import { summarise, totalsOf } from "./figures.ts";
import { knownHistory } from "./known-history.ts";
import { peopleIn } from "./people.ts";
import { remember } from "./remember.ts";
import type { Curve, EditEffect, FromWorker, Reasons, ToWorker, WorkbenchState } from "./workbench-api.ts";

export interface EngineSessionPorts {
  readonly post: (message: FromWorker) => void;
  /** Resolves when messages that have arrived meanwhile have been received. */
  readonly pause: () => Promise<void>;
  /** Called with what should never happen: the session is then of no more use. */
  readonly fail: (cause: unknown) => void;
}

/** Milliseconds of computing after which newer messages get their turn. */
const CHUNK = 12;

/** Questions about results, which wait until these are there. */
type Question = Extract<ToWorker, { kind: "effect" | "reasons" | "curve" }>;

/**
 * The worker's side: takes state and texts, works off the newest, and gives up what it is computing
 * as soon as something newer has arrived. Results that did not change are not computed again.
 */
export class EngineSession {
  readonly #ports: EngineSessionPorts;
  #state: WorkbenchState = {
    catalogue: "",
    institutions: [],
    data: undefined,
    month: "",
    agent: undefined,
    base: undefined,
  };
  #text: { readonly text: string; readonly revision: number } | undefined;
  #received = 0;
  /** Messages that change results; questions do not. */
  #changes = 0;
  /** Of `#received` and `#changes`, how many are in what was posted. */
  #handled = 0;
  #done = 0;
  #working = false;
  #questions: readonly Question[] = [];
  /** Gives up what is being computed. */
  #outdated = new AbortController();

  readonly #catalogue = remember((text: string) => readCatalogue(text).catalogue);
  readonly #institutions = remember(
    (texts: readonly string[]): Institutions =>
      new Map(texts.map((text) => readInstitution(text).institution).map((found) => [found.id, found])),
  );
  readonly #columns = remember(
    async (data: Blob, catalogue: Compilation["catalogue"]): Promise<Columns> =>
      readAgentMonths(new Uint8Array(await data.arrayBuffer()), catalogue),
  );
  readonly #read = remember(readProgram);
  readonly #checked = remember(checkProgram);
  readonly #readBase = remember(readProgram);
  readonly #language = remember(createLanguageService);
  readonly #explainer = remember(createExplainer);
  readonly #history = remember((columns: Columns) => new ColumnHistory(columns));
  /** Of the base, which may look back further than the text does. */
  readonly #baseHistory = remember((columns: Columns) => new ColumnHistory(columns));
  readonly #people = remember(peopleIn);
  readonly #evaluators = { own: new Evaluator(), base: new Evaluator(), edited: new Evaluator() };
  /** The newest results, of the newest text unless that is still being computed. */
  #own: Evaluated | undefined;
  #base: Evaluated | undefined;
  /** What was posted last, so that nothing is posted twice. */
  #posted: {
    readonly analysis?: readonly unknown[];
    readonly people?: readonly unknown[];
    readonly population?: readonly unknown[];
  } = {};

  constructor(ports: EngineSessionPorts) {
    this.#ports = ports;
  }

  receive(message: ToWorker): void {
    this.#received += 1;
    switch (message.kind) {
      case "text":
        this.#text = message;
        this.#change();
        break;
      case "state":
        this.#state = { ...this.#state, ...message.state };
        this.#change();
        break;
      case "ask":
        if (this.#text !== undefined) this.#answer(message, this.#compile(this.#text.text));
        break;
      case "effect":
      case "reasons":
      case "curve":
        this.#questions = [...this.#questions, message];
        break;
      case "give-up":
        this.#questions = this.#questions.filter(({ id }) => id !== message.id);
        if (this.#answering === message.id) this.#outdated.abort();
        break;
    }
    this.#work().catch(this.#ports.fail);
  }

  #answering: number | undefined;

  #change(): void {
    this.#changes += 1;
    this.#outdated.abort();
  }

  #answer({ id, request, args }: Extract<ToWorker, { kind: "ask" }>, compilation: Compilation): void {
    const service = this.#language(compilation.catalogue, compilation.institutions);
    // The client's types tie the arguments to the request; the border between threads forgets them.
    const answer = (service[request] as (about: Compilation, ...args: readonly unknown[]) => unknown)(
      compilation,
      ...args,
    );
    this.#ports.post({ kind: "answer", id, answer });
  }

  #compile(text: string): Compilation {
    const [catalogue, institutions] = this.#around();
    return this.#checked(this.#read(text, catalogue), institutions);
  }

  #around(): readonly [Compilation["catalogue"], Institutions] {
    return [this.#catalogue(this.#state.catalogue), this.#institutions(this.#state.institutions)];
  }

  /** Makes passes until all changes are in the results and all questions answered; only one call runs at a time. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    while (this.#handled < this.#received || this.#questions.length > 0) {
      await this.#ports.pause();
      this.#handled = this.#received;
      this.#outdated = new AbortController();
      const changes = this.#changes;
      if (this.#done !== changes) {
        await this.#pass(this.#turn());
        this.#done = changes;
      } else await this.#nextQuestion();
    }
    this.#working = false;
    this.#ports.post({ kind: "idle", handled: this.#handled });
  }

  /** Work gives way now and then, which is also a sign of life. */
  #turn(): Turn & { readonly signal: AbortSignal } {
    const { signal } = this.#outdated;
    let start = performance.now();
    const pause = async (): Promise<void> => {
      if (performance.now() - start < CHUNK) return;
      this.#ports.post({ kind: "alive" });
      await this.#ports.pause();
      start = performance.now();
    };
    return { pause, signal };
  }

  /** Totals first: they are what a key press is waited for. */
  async #pass(turn: Turn & { readonly signal: AbortSignal }): Promise<void> {
    if (this.#text === undefined || this.#state.catalogue === "") return;
    const { text, revision } = this.#text;
    const { program } = this.#read(text, this.#catalogue(this.#state.catalogue));
    await turn.pause();
    if (turn.signal.aborted) return;
    const own = await this.#evaluate(program, revision, turn);
    await turn.pause();
    if (turn.signal.aborted) return;
    this.#analyse(text, revision);

    const row = own && this.#rowOf(own);
    if (own === undefined || row === undefined) return;
    await turn.pause();
    if (turn.signal.aborted) return;
    const history = this.#history(own.columns);
    const at = history.at(row);
    const { agent } = at;
    const explanation = await this.#explainer(program).explain(at, knownHistory(own, history, agent));
    this.#ports.post({ kind: "sample", sample: { revision, text, agent, month: own.month, explanation } });
  }

  /** Resolves with `undefined` where there are no data, or the work was given up. */
  async #evaluate(
    program: Compilation["program"],
    revision: number,
    turn: Turn & { readonly signal: AbortSignal },
  ): Promise<Evaluated | undefined> {
    const { month, data, base } = this.#state;
    if (data === undefined || month === "") return undefined;
    const catalogue = this.#catalogue(this.#state.catalogue);
    const columns = await this.#columns(data, catalogue);
    const started = performance.now();
    const { own: evaluator, base: baseEvaluator } = this.#evaluators;
    const own = await evaluator.evaluate(program, columns, month, turn);
    if (own === undefined) return undefined;
    this.#own = own;
    this.#base = undefined;
    const before =
      base && (await baseEvaluator.evaluate(this.#readBase(base.text, catalogue).program, columns, month, turn));
    if (turn.signal.aborted) return undefined;
    this.#base = before;
    if (!this.#isNew("population", [revision, own, before])) return own;
    const totals = { revision, ...totalsOf(own, before) };
    this.#ports.post({ kind: "totals", totals });
    const people = this.#people(own.columns, own.rows);
    if (this.#isNew("people", [people])) this.#ports.post({ kind: "people", people });
    const population = { ...totals, ...summarise(own, before) };
    this.#ports.post({
      kind: "population",
      population: { ...population, milliseconds: performance.now() - started },
    });
    return own;
  }

  #analyse(text: string, revision: number): void {
    const started = performance.now();
    const compilation = this.#compile(text);
    if (!this.#isNew("analysis", [revision, compilation])) return;
    const analysis = { revision, text, ...analysisOf(text, compilation) };
    this.#ports.post({ kind: "analysis", analysis: { ...analysis, milliseconds: performance.now() - started } });
  }

  /** The pinned agent's, else the first of the month. */
  #rowOf({ columns, rows }: Evaluated): number | undefined {
    const people = this.#people(columns, rows);
    return rows[
      Math.max(
        0,
        people.findIndex(({ agent }) => agent === this.#state.agent),
      )
    ];
  }

  // ── questions about results ────────────────────────────────────────────────────────────────────

  async #nextQuestion(): Promise<void> {
    const [question, ...others] = this.#questions;
    if (question === undefined) return;
    this.#questions = others;
    this.#answering = question.id;
    const answer = await this.#answerTo(question);
    this.#answering = undefined;
    this.#ports.post({ kind: "answer", id: question.id, answer });
  }

  #answerTo(question: Question): unknown {
    switch (question.kind) {
      case "effect":
        return this.#effectOf(question.edits, this.#turn());
      case "reasons":
        return this.#reasons(question.places);
      case "curve":
        return this.#curve(question.figure, this.#turn());
    }
  }

  async #curve(figure: string | undefined, turn: Turn): Promise<Curve | undefined> {
    const [own, base] = [this.#own, this.#base];
    if (own === undefined) return undefined;
    const [history, baseHistory] = [this.#history(own.columns), base && this.#baseHistory(base.columns)];
    const source = {
      program: own.program,
      rows: history.month(own.month),
      history: (except: string) => knownHistory(own, history, except),
      ...(base &&
        baseHistory && {
          base: { program: base.program, history: (except: string) => knownHistory(base, baseHistory, except) },
        }),
    };
    return curveOf(source, figure, turn);
  }

  async #effectOf(edits: Extract<Question, { kind: "effect" }>["edits"], turn: Turn): Promise<EditEffect | undefined> {
    const { data, month } = this.#state;
    const present = this.#own;
    if (this.#text === undefined || data === undefined || present === undefined) return undefined;
    const [catalogue, institutions] = this.#around();
    const text = edited(this.#text.text, edits);
    if (text === undefined) return undefined;
    const compilation = compile(text, catalogue, institutions);
    await turn.pause();
    const columns = await this.#columns(data, catalogue);
    const evaluated = await this.#evaluators.edited.evaluate(compilation.program, columns, month, turn);
    return evaluated && effectBetween(compilation, evaluated, present);
  }

  #reasons(places: readonly number[]): readonly Reasons[] | undefined {
    const own = this.#own;
    if (own === undefined) return undefined;
    const errorsOf = (named: readonly { readonly name: string }[], row: number) =>
      named.map(({ name }) => {
        const outcome = own.evaluation.results.get(name)?.at(row);
        return outcome !== undefined && isRowError(outcome) ? outcome : undefined;
      });
    return places.map((place) => {
      const row = own.rows[place] ?? -1;
      return { columns: errorsOf(own.outputs, row), actions: errorsOf(own.program.actions, row) };
    });
  }

  #isNew(result: "analysis" | "people" | "population", madeFrom: readonly unknown[]): boolean {
    if (this.#posted[result]?.every((part, at) => part === madeFrom[at])) return false;
    this.#posted = { ...this.#posted, [result]: madeFrom };
    return true;
  }
}

/** `undefined` where the edits do not fit the text. */
function edited(text: string, edits: readonly TextEdit[]): string | undefined {
  try {
    return applyEdits(text, edits);
  } catch (cause) {
    if (cause instanceof RangeError) return undefined;
    throw cause;
  }
}
