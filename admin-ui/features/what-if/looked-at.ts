import { useSearchParams } from "@solidjs/router";
import { createEffect, createMemo, createSignal, on, onCleanup } from "solid-js";
import { type Move, type Rational, toExact } from "../../../engine/index.ts";
import type { DataSet, Scenario, SchemeList } from "../../../server/api-types.ts";
import { groupText, readGroup, readMonths } from "../../kernel/compare/compare-address.ts";
import type { Group } from "../../kernel/study/study-api.ts";
import { moveText, readBudget, readMove, readMoves } from "../../kernel/what-if/what-if-address.ts";
import { groupVersions, type ListedVersion, type VersionFigures } from "../schemes/scheme-groups.ts";

type Search = {
  version?: string;
  against?: string;
  data?: string;
  from?: string;
  to?: string;
  group?: string;
  set?: string;
  budget?: string;
  scenario?: string;
};

/** What the address says is looked at; whoever has it sees the same. */
export interface LookedAt {
  readonly versions: readonly ListedVersion[];
  readonly version: () => ListedVersion | undefined;
  /** `runs`, or the id of a version; absent: the version as it is written. */
  readonly against: () => string | undefined;
  readonly dataSet: () => DataSet | undefined;
  readonly months: () => { readonly from: string; readonly to: string } | undefined;
  readonly group: () => Group;
  readonly budget: () => Rational | undefined;
  /** Follows levers at once; the address follows when they rest. */
  readonly move: () => Move;
  /** Id of the scenario that was opened. */
  readonly scenario: () => string | undefined;
  setMove(move: Move): void;
  setBudget(budget: Rational | undefined): void;
  change(search: Search): void;
  open(scenario: Scenario): void;
  /** The address of all that is looked at, the newest movement of a lever included. */
  link(): string;
}

/** In ms; browsers permit only so many changes of the address in a while. */
const REST = 400;

export interface Offered {
  readonly schemes: SchemeList;
  /** What versions pay, so that the one that pays most people is proposed. */
  readonly figures: readonly VersionFigures[];
  readonly dataSets: readonly DataSet[];
}

export function createLookedAt({ schemes, figures, dataSets }: Offered): LookedAt {
  const [search, setSearch] = useSearchParams<Search>();
  const [move, setMove] = createSignal<Move>(readMove(search.set));
  const versions = groupVersions(schemes, figures, { typed: "", order: { by: "people", descending: true } }).flatMap(
    (group) => group.versions,
  );
  const computable = versions.filter(({ version }) => version.findings.errors === 0);
  const dataSet = createMemo(
    () => dataSets.find(({ id }) => id === search.data) ?? dataSets.find(({ rows }) => rows > 0),
  );
  let rest: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(rest));
  // The address changes by itself where somebody goes back, or follows a link to this page.
  createEffect(
    on(
      () => search.set,
      (set) => {
        if (set !== moveText(move())) setMove(readMove(set));
      },
      { defer: true },
    ),
  );
  const change = (changed: Search): void => setSearch(changed, { replace: true });
  return {
    versions,
    version: createMemo(() =>
      search.version === undefined ? computable[0] : versions.find(({ version }) => version.id === search.version),
    ),
    against: () => search.against,
    dataSet,
    months: createMemo(() => readMonths(dataSet()?.months ?? [], search.from, search.to), undefined, {
      equals: (a, b) => a?.from === b?.from && a?.to === b?.to,
    }),
    group: createMemo(() => readGroup(search.group)),
    budget: createMemo(() => readBudget(search.budget)),
    move,
    scenario: () => search.scenario,
    setMove(next) {
      setMove(next);
      clearTimeout(rest);
      rest = setTimeout(() => change({ set: moveText(next) ?? "" }), REST);
    },
    setBudget: (budget) => change({ budget: budget ? toExact(budget) : "" }),
    change,
    open(scenario) {
      setSearch({
        version: scenario.version,
        against: scenario.baseline ?? "",
        data: scenario.dataSet,
        from: scenario.from,
        to: scenario.to,
        group: groupText(scenario.group) ?? "",
        set: moveText(readMoves(scenario.moves)) ?? "",
        budget: scenario.budget ?? "",
        scenario: scenario.id,
      });
    },
    link() {
      const url = new URL(location.href);
      const set = moveText(move());
      if (set === undefined) url.searchParams.delete("set");
      else url.searchParams.set("set", set);
      return url.href;
    },
  };
}
