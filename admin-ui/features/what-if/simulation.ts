import { batch, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { Move } from "../../../engine/index.ts";
import { reason } from "../../api/reason.ts";
import type {
  Group,
  PopulationInfo,
  PopulationSource,
  SchemeProblem,
  StudyClient,
  StudyLever,
  StudyScheme,
  Surroundings,
  TornadoBar,
  WhatIf,
  WhyAnswer,
} from "../../kernel/study/study-api.ts";
import { known } from "../../kernel/what-if/turn.ts";

/** All that a simulation depends on besides the levers. */
export interface Subject {
  readonly source: PopulationSource;
  readonly around: Surroundings;
  /** Of the version whose levers are moved. */
  readonly text: string;
  /** What it is held against; absent: the text as it is written. */
  readonly baseline: StudyScheme | undefined;
  readonly group: Group;
}

/** An answer with the move that it is of. */
export interface OfMove<T> {
  readonly move: Move;
  readonly answer: T;
}

/** The text with the move in it, or why the scheme does not permit the move. */
export type Edited = NonNullable<Awaited<ReturnType<StudyClient["apply"]>>>;

export interface Simulation {
  readonly info: () => PopulationInfo | undefined;
  readonly levers: () => readonly StudyLever[] | undefined;
  /** The newest figures; they keep up with the levers. */
  readonly figures: () => OfMove<WhatIf> | undefined;
  /** The newest figures of each person; those of a large population come when the levers rest. */
  readonly details: () => OfMove<WhatIf> | undefined;
  readonly edited: () => OfMove<Edited> | undefined;
  /** `undefined` as an answer where nothing is moved. */
  readonly why: () => OfMove<WhyAnswer | undefined> | undefined;
  readonly tornado: () => OfMove<readonly TornadoBar[]> | undefined;
  /** Why the version or what it is held against cannot be computed. */
  readonly problem: () => SchemeProblem | undefined;
  readonly failure: () => string | undefined;
  /** How much of the population is read, in per cent; absent where nothing is being read. */
  readonly reading: () => number | undefined;
}

interface Question {
  readonly subject: Subject;
  readonly move: Move;
  readonly how: "quick" | "full";
}

/** Longest time in ms for which everybody's figures are computed at every movement of a lever. */
const QUICK = 24;
/** In ms without a movement: then everybody's figures are asked for, and after a while more the reasons. */
const REST = 120;
const LONG_REST = 350;

/** Asks for figures while levers move, one question at a time and the newest only, and for reasons when they rest. */
export function createSimulation(
  client: StudyClient,
  subject: () => Subject | undefined,
  move: () => Move,
): Simulation {
  const [info, setInfo] = createSignal<PopulationInfo>();
  const [ready, setReady] = createSignal<{ readonly subject: Subject; readonly levers: readonly StudyLever[] }>();
  const [figures, setFigures] = createSignal<OfMove<WhatIf>>();
  const [details, setDetails] = createSignal<OfMove<WhatIf>>();
  const [edited, setEdited] = createSignal<OfMove<Edited>>();
  const [why, setWhy] = createSignal<OfMove<WhyAnswer | undefined>>();
  const [tornado, setTornado] = createSignal<OfMove<readonly TornadoBar[]>>();
  const [problem, setProblem] = createSignal<SchemeProblem>();
  const [failure, setFailure] = createSignal<string>();
  const [reading, setReading] = createSignal<number>();
  onCleanup(() => client.dispose());

  createEffect(
    on(subject, (looked) => {
      let isNewest = true;
      onCleanup(() => {
        isNewest = false;
      });
      batch(() => {
        setReady(undefined);
        setFigures(undefined);
        setDetails(undefined);
        setEdited(undefined);
        setWhy(undefined);
        setTornado(undefined);
        setProblem(undefined);
        setFailure(undefined);
      });
      if (!looked) return;
      const begin = async (): Promise<void> => {
        const opened = await client.open(looked.source, looked.around, (done, total) => {
          if (isNewest) setReading(total > 0 ? Math.floor((100 * done) / total) : 0);
        });
        if (!isNewest) return;
        setReading(undefined);
        setInfo(opened);
        const levers = await client.levers(looked.text);
        if (!isNewest || levers === undefined) return;
        if ("problem" in levers) setProblem(levers.problem);
        else setReady({ subject: looked, levers });
      };
      begin().catch((error: unknown) => isNewest && setFailure(reason(error)));
    }),
  );

  let wanted: Question | undefined;
  let asking = false;
  /** How long the last answer with everybody's figures took; unknown counts as quick. */
  let lastFull = 0;
  let rest: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(rest));
  const isNewest = ({ subject, move }: Question): boolean => subject === ready()?.subject && move === newest;
  let newest: Move = new Map();

  createEffect(
    on([ready, move], ([begun, turned]) => {
      clearTimeout(rest);
      wanted = undefined;
      if (!begun) return;
      newest = known(turned, begun.levers);
      client.giveUp("why");
      client.giveUp("tornado");
      wanted = { subject: begun.subject, move: newest, how: lastFull <= QUICK ? "full" : "quick" };
      void pump();
    }),
  );

  async function pump(): Promise<void> {
    if (asking) return;
    asking = true;
    try {
      // The next one is computed while the page shows the last.
      while (wanted) {
        const question: Question = wanted;
        wanted = undefined;
        await ask(question);
        if (isNewest(question)) afterwards(question);
      }
    } catch (error) {
      setFailure(reason(error));
    } finally {
      asking = false;
    }
  }

  async function ask({ subject, move, how }: Question): Promise<void> {
    const { text, baseline, group } = subject;
    const answer = await client.whatIf({ text, move, group, ...(baseline && { baseline }) }, how);
    // An answer to a movement that was overtaken is still newer than what is on the screen.
    if (answer === undefined || subject !== ready()?.subject) return;
    if ("problem" in answer) return void setProblem(answer.problem);
    if (how === "full") lastFull = answer.milliseconds;
    batch(() => {
      setProblem(undefined);
      setFigures({ move, answer });
      if (how === "full") setDetails({ move, answer });
    });
  }

  function afterwards(question: Question): void {
    rest = setTimeout(
      () => {
        if (question.how === "full") {
          reasons(question).catch((error: unknown) => isNewest(question) && setFailure(reason(error)));
        } else {
          wanted = { ...question, how: "full" };
          void pump();
        }
      },
      question.how === "full" ? LONG_REST : REST,
    );
  }

  async function reasons(question: Question): Promise<void> {
    const { subject, move } = question;
    const { text, group } = subject;
    const made = move.size === 0 ? { text } : await client.apply(text, move);
    if (!made || !isNewest(question)) return;
    setEdited({ move, answer: made });
    const answer = move.size === 0 || "refused" in made ? undefined : await client.why(text, made.text, group);
    if (!isNewest(question)) return;
    if (!answer || !("problem" in answer)) setWhy({ move, answer });
    const bars = await client.tornado(text, move, group);
    if (bars && !("problem" in bars) && isNewest(question)) setTornado({ move, answer: bars });
  }

  return {
    info,
    levers: () => ready()?.levers,
    figures,
    details,
    edited,
    why,
    tornado,
    problem,
    failure,
    reading,
  };
}
