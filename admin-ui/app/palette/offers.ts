import { type Accessor, createSignal, type JSX, onCleanup } from "solid-js";

type Icon = (props: { readonly size: number; readonly strokeWidth: number }) => JSX.Element;

/** Something that can be done now. */
export interface Action {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly icon?: Icon;
  /** As `shortcuts.ts` reads it, such as `Mod+Shift+D`; the frame listens for it. */
  readonly keys?: string;
  readonly run: () => void;
}

/** Where one can go: `href` to another page, `run` within this one. */
export type Place = {
  readonly kind: "page" | "scheme" | "clause" | "agent" | "problem";
  readonly label: string;
  readonly hint?: string | undefined;
  /** The code of a problem, the id of an agent. */
  readonly tag?: string | undefined;
  readonly icon?: Icon;
} & ({ readonly href: string } | { readonly run: () => void });

/** What the open page adds to the command palette. */
export interface Offer {
  readonly actions?: readonly Action[];
  readonly places?: readonly Place[];
}

const [offers, setOffers] = createSignal<readonly Accessor<Offer>[]>([]);

/** Adds what a page offers for as long as its owner lives; `of` may read signals. */
export function offer(of: Accessor<Offer>): void {
  setOffers((before) => [...before, of]);
  onCleanup(() => setOffers((before) => before.filter((one) => one !== of)));
}

export const offeredActions = (): readonly Action[] => offers().flatMap((of) => of().actions ?? []);
export const offeredPlaces = (): readonly Place[] => offers().flatMap((of) => of().places ?? []);
