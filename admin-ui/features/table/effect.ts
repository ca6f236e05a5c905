import { type Accessor, createEffect, createSignal, on, onCleanup } from "solid-js";
import type { TextEdit } from "../../../engine/index.ts";
import type { EditEffect, EngineClient } from "../../kernel/workbench-api.ts";

/** What edits that are not made yet would do; `asking` until that is known, and where it cannot be. */
export type Foreseen = { readonly kind: "asking" } | { readonly kind: "known"; readonly effect: EditEffect };

/** Follows edits as somebody types: each makes the one before it of no interest. */
export function createForesight(
  client: EngineClient,
  edits: Accessor<readonly TextEdit[] | undefined>,
): Accessor<Foreseen | undefined> {
  const [foreseen, setForeseen] = createSignal<Foreseen>();
  createEffect(
    on(edits, (asked) => {
      if (!asked || asked.length === 0) {
        setForeseen(undefined);
        return;
      }
      const giveUp = new AbortController();
      onCleanup(() => giveUp.abort());
      // The last answer stays in sight until the next one is there.
      setForeseen((before) => before ?? { kind: "asking" });
      client.effectOf(asked, giveUp.signal).then((effect) => {
        if (effect && !giveUp.signal.aborted) setForeseen({ kind: "known", effect });
      });
    }),
  );
  return foreseen;
}
