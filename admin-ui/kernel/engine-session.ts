import {
  type Compilation,
  compile,
  createExplainer,
  createLanguageService,
  type Institutions,
  isRunnable,
  type Program,
  readCatalogue,
  readInstitution,
} from "../../engine/index.ts";
import { readAgentMonths } from "./agent-months.ts";
import { exampleResults } from "./examples.ts";
import { type Evaluated, evaluate, personOf, summarise, upTo } from "./population.ts";
import { remember } from "./remember.ts";
import type { FromWorker, ToWorker, WorkbenchState } from "./workbench-api.ts";

export interface EngineSessionPorts {
  readonly post: (message: FromWorker) => void;
  /** Resolves when messages that have arrived meanwhile have been received. */
  readonly pause: () => Promise<void>;
  /** Called with what should never happen: the session is then of no more use. */
  readonly fail: (cause: unknown) => void;
}

/**
 * The worker's side: takes state and texts, works off the newest, and gives up what it is computing
 * as soon as something newer has arrived. Results that did not change are not computed again.
 */
export class EngineSession {
  readonly #ports: EngineSessionPorts;
  #state: WorkbenchState = {
    catalogue: "",
    institutions: [],
    data: { columns: [], rows: [] },
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

  readonly #catalogue = remember((text: string) => readCatalogue(text).catalogue);
  readonly #institutions = remember(
    (texts: readonly string[]): Institutions =>
      new Map(texts.map((text) => readInstitution(text).institution).map((found) => [found.id, found])),
  );
  readonly #months = remember(readAgentMonths);
  readonly #compiled = remember(compile);
  readonly #compiledBase = remember(compile);
  readonly #language = remember(createLanguageService);
  readonly #explainer = remember(createExplainer);
  #own: Evaluated | undefined;
  #base: Evaluated | undefined;
  /** What was posted last, so that nothing is posted twice. */
  #posted: { readonly analysis?: readonly unknown[]; readonly population?: readonly unknown[] } = {};

  constructor(ports: EngineSessionPorts) {
    this.#ports = ports;
  }

  receive(message: ToWorker): void {
    this.#received += 1;
    switch (message.kind) {
      case "text":
        this.#text = message;
        this.#changes += 1;
        break;
      case "state":
        this.#state = { ...this.#state, ...message.state };
        this.#changes += 1;
        break;
      case "ask":
        if (this.#text !== undefined) this.#answer(message, this.#compile(this.#text.text));
        break;
    }
    this.#work().catch(this.#ports.fail);
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
    const { catalogue, institutions } = this.#state;
    return this.#compiled(text, this.#catalogue(catalogue), this.#institutions(institutions));
  }

  /** Makes passes until all changes are in the results; only one call runs at a time. */
  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    while (this.#handled < this.#received) {
      await this.#ports.pause();
      this.#handled = this.#received;
      if (this.#done === this.#changes) continue;
      const changes = this.#changes;
      await this.#pass(() => this.#changes !== changes);
      this.#done = changes;
    }
    this.#working = false;
    this.#ports.post({ kind: "idle", handled: this.#handled });
  }

  async #pass(outdated: () => boolean): Promise<void> {
    if (this.#text === undefined || this.#state.catalogue === "") return;
    const { text, revision } = this.#text;
    const { month, data, base } = this.#state;
    const catalogue = this.#catalogue(this.#state.catalogue);
    const institutions = this.#institutions(this.#state.institutions);
    const pause = (): Promise<void> => {
      this.#ports.post({ kind: "alive" });
      return this.#ports.pause();
    };
    const turn = { pause, outdated };

    const { program } = this.#analyse(text, revision);
    await pause();
    if (outdated()) return;

    const started = performance.now();
    const months = this.#months(data, catalogue);
    this.#own = await evaluate(program, months, month, turn, this.#own);
    if (outdated()) return;
    this.#base =
      base &&
      (await evaluate(this.#compiledBase(base.text, catalogue, institutions).program, months, month, turn, this.#base));
    if (this.#own === undefined || outdated()) return;
    const present = months.filter((each) => each.month === month);
    if (this.#isNew("population", [revision, this.#own, this.#base])) {
      const summary = summarise(present.map(personOf), this.#own, this.#base);
      const { coverage } = this.#own;
      const milliseconds = performance.now() - started;
      this.#ports.post({ kind: "population", population: { revision, month, ...summary, coverage, milliseconds } });
    }

    const at = present.find(({ agent }) => agent === this.#state.agent) ?? present[0];
    if (at === undefined) return;
    await pause();
    if (outdated()) return;
    const explanation = await this.#explainer(program).explain(at, upTo(months, month));
    this.#ports.post({ kind: "sample", sample: { revision, text, agent: at.agent, month, explanation } });
  }

  #analyse(text: string, revision: number): Compilation {
    const started = performance.now();
    const compilation = this.#compile(text);
    if (!this.#isNew("analysis", [revision, compilation])) return compilation;
    const { program, document, statements, heldTo } = compilation;
    const isInstitution = document.frontMatter.has("institution");
    const diagnostics = isInstitution ? readInstitution(text).diagnostics : compilation.diagnostics;
    const analysis = {
      revision,
      text,
      header: program.header,
      document,
      statements,
      heldTo: new Map(heldTo.map(({ id, title }) => [id, title])),
      outputs: program.outputs,
      actions: program.actions,
      inputDecimals: inputDecimals(program),
      diagnostics,
      examples: exampleResults(program),
      assertions: compilation.assertions,
      runnable: isRunnable(compilation),
    };
    this.#ports.post({ kind: "analysis", analysis: { ...analysis, milliseconds: performance.now() - started } });
    return compilation;
  }

  #isNew(result: "analysis" | "population", madeFrom: readonly unknown[]): boolean {
    if (this.#posted[result]?.every((part, at) => part === madeFrom[at])) return false;
    this.#posted = { ...this.#posted, [result]: madeFrom };
    return true;
  }
}

const inputDecimals = ({ definitions }: Program): ReadonlyMap<string, number> =>
  new Map(
    [...definitions.values()].flatMap((definition) =>
      definition.kind === "input" && definition.metric.decimals !== undefined
        ? [[definition.name, definition.metric.decimals] as const]
        : [],
    ),
  );
