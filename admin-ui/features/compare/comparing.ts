import { createEffect, createSignal, on, onCleanup } from "solid-js";
import { reason } from "../../api/reason.ts";
import type {
  Comparison,
  Group,
  PopulationInfo,
  PopulationSource,
  SchemeProblem,
  StudyClient,
  Surroundings,
} from "../../kernel/study/study-api.ts";
import type { ComparedVersion } from "./compared.ts";

/** All that a comparison depends on. */
export interface Asked {
  readonly source: PopulationSource;
  readonly around: Surroundings;
  readonly versions: readonly ComparedVersion[];
  readonly group: Group;
  readonly pay: readonly string[] | undefined;
}

export interface Answered {
  readonly versions: readonly ComparedVersion[];
  readonly pay: readonly string[] | undefined;
  readonly info: PopulationInfo;
  readonly comparison: Comparison;
}

export interface Comparing {
  /** The last answer: stays while the next one is computed. */
  readonly answer: () => Answered | undefined;
  /** Of the population that was opened last. */
  readonly info: () => PopulationInfo | undefined;
  readonly problem: () => (SchemeProblem & { readonly version: ComparedVersion | undefined }) | undefined;
  readonly failure: () => string | undefined;
  readonly busy: () => boolean;
  /** How much of the population is read, in per cent; absent where nothing is being read. */
  readonly progress: () => number | undefined;
}

/** Asks the study whenever what is asked changes; only the newest question counts. */
export function createComparing(asked: () => Asked | undefined, client: StudyClient): Comparing {
  const [answer, setAnswer] = createSignal<Answered>();
  const [info, setInfo] = createSignal<PopulationInfo>();
  const [problem, setProblem] = createSignal<ReturnType<Comparing["problem"]>>();
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  const [progress, setProgress] = createSignal<number>();
  onCleanup(() => client.dispose());

  const ask = async ({ source, around, versions, group, pay }: Asked, isNewest: () => boolean): Promise<void> => {
    const opened = await client.open(source, around, (done, total) => {
      if (isNewest()) setProgress(total > 0 ? Math.floor((100 * done) / total) : 0);
    });
    if (!isNewest()) return;
    setProgress(undefined);
    setInfo(opened);
    if (versions.length < 2) return;
    const found = await client.compare({
      schemes: versions.map(({ text }) => ({ kind: "version", text })),
      group,
      ...(pay && { pay }),
    });
    if (!isNewest() || found === undefined) return;
    if ("problem" in found) setProblem({ ...found.problem, version: versions[found.problem.scheme] });
    else setAnswer({ versions, pay, info: opened, comparison: found });
  };

  createEffect(
    on(asked, (question) => {
      let isNewest = true;
      onCleanup(() => {
        isNewest = false;
      });
      setProblem(undefined);
      setFailure(undefined);
      if (!question) return void setAnswer(undefined);
      setBusy(true);
      ask(question, () => isNewest)
        .catch((error: unknown) => isNewest && setFailure(reason(error)))
        .finally(() => isNewest && setBusy(false));
    }),
  );
  return { answer, info, problem, failure, busy, progress };
}
