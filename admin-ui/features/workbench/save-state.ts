/**
 * Whether what is on the page is on the server, and what stands in the way: a pure machine, so that
 * every path can be tested. `Saved` is only ever said after the server has acknowledged.
 */
export type SaveState =
  | { readonly kind: "saved"; readonly at: Date }
  | { readonly kind: "edited" }
  /** `edited`: the text has changed again since it was sent. */
  | { readonly kind: "saving"; readonly edited: boolean }
  /** The server cannot be reached; it is tried again by itself. */
  | { readonly kind: "offline" }
  /** The server has said no; the next edit, or the person, tries again. */
  | { readonly kind: "refused"; readonly reason: string }
  /** Someone else has saved since; a person must decide. */
  | { readonly kind: "conflict" }
  | { readonly kind: "readonly" };

export type SaveEvent =
  | { readonly kind: "edited" }
  | { readonly kind: "sent" }
  | { readonly kind: "acknowledged"; readonly at: Date }
  | { readonly kind: "unreachable" }
  | { readonly kind: "refused"; readonly reason: string }
  | { readonly kind: "stale" }
  /** The person keeps their text and it may overwrite the server's. */
  | { readonly kind: "kept" }
  | { readonly kind: "locked" }
  /** It has become a draft again. */
  | { readonly kind: "returned"; readonly at: Date };

export function nextSaveState(state: SaveState, event: SaveEvent): SaveState {
  if (event.kind === "returned") return { kind: "saved", at: event.at };
  if (state.kind === "readonly") return state;
  switch (event.kind) {
    case "edited":
      if (state.kind === "saving") return { kind: "saving", edited: true };
      return state.kind === "conflict" ? state : { kind: "edited" };
    case "sent":
      return maySend(state) ? { kind: "saving", edited: false } : state;
    case "acknowledged":
      return state.kind === "saving" && state.edited ? { kind: "edited" } : { kind: "saved", at: event.at };
    case "unreachable":
      return { kind: "offline" };
    case "refused":
      return { kind: "refused", reason: event.reason };
    case "stale":
      return { kind: "conflict" };
    case "kept":
      return { kind: "edited" };
    case "locked":
      return { kind: "readonly" };
  }
}

/** Whether there is something to send that nothing stands in the way of. */
export const maySend = ({ kind }: SaveState): boolean => kind === "edited" || kind === "offline" || kind === "refused";
