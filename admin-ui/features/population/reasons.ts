import { type Accessor, createEffect, createSignal, on } from "solid-js";
import type { EngineClient, Population, Reasons } from "../../kernel/workbench-api.ts";

/**
 * Why people have no result, asked for as they come into view and kept until the population is another. Until new ones
 * have come, the old stay, so that nothing flickers while somebody types.
 */
export function createReasons(
  client: Accessor<EngineClient>,
  population: Accessor<Population>,
  wanted: Accessor<readonly number[]>,
): (place: number) => Reasons | undefined {
  const [known, setKnown] = createSignal<ReadonlyMap<number, Reasons>>(new Map());
  let knownFor: Population | undefined;
  let asked = new Set<number>();
  createEffect(
    on([population, () => wanted().join(" ")], async ([current]) => {
      if (current !== knownFor) asked = new Set();
      knownFor = current;
      const asking = asked;
      const places = wanted().filter((place) => !asking.has(place));
      if (places.length === 0) return;
      for (const place of places) asking.add(place);
      const found = await client().reasons(places);
      // What was asked of an earlier population says nothing of this one.
      if (found === undefined || asking !== asked) return;
      const isFirst = asking.size === places.length;
      setKnown(
        (before) =>
          new Map([...(isFirst ? [] : before), ...places.map((place, at) => [place, found[at] ?? NONE] as const)]),
      );
    }),
  );
  return (place) => known().get(place);
}

const NONE: Reasons = { columns: [], actions: [] };
