import { useSearchParams } from "@solidjs/router";
import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";
import { persistedNumber } from "../../app/preferences.ts";

export const VIEWS = ["doc", "table", "text", "people"] as const;
/** `doc`, `table` and `text` are sources of the same scheme, side by side; `people` lies below them. */
export type View = (typeof VIEWS)[number];

/** Least and greatest sizes of the panes, in px. */
export const BOUNDS = {
  outline: [140, 360],
  document: [280, 900],
  sample: [240, 480],
  people: [120, 640],
} as const;

export interface Layout {
  readonly views: Accessor<readonly View[]>;
  setViews(views: readonly View[]): void;
  shows(view: View): boolean;
  /** Whether the view has been open since the page was. */
  wasShown(view: View): boolean;
  /** Opens a view beside what is open, or instead of it where there is only room for one. */
  show(view: View): void;
  /** Room for document and text side by side. */
  readonly isWide: Accessor<boolean>;
  readonly outlineShown: Accessor<boolean>;
  /** Else it opens over the page: where there is little room, and beside the table view, which has a curve. */
  readonly sampleIsColumn: Accessor<boolean>;
  readonly outline: Accessor<number>;
  readonly document: Accessor<number>;
  readonly sample: Accessor<number>;
  readonly people: Accessor<number>;
  setOutline(size: number): void;
  setDocument(size: number): void;
  setSample(size: number): void;
  setPeople(size: number): void;
}

/** Which views are open (in the address) and how large the panes are (kept in the browser). */
export function createLayout(): Layout {
  const [search, setSearch] = useSearchParams<{ view?: string }>();
  const isWide = mediaQuery("(min-width: 1024px)");
  const isVeryWide = mediaQuery("(min-width: 1280px)");
  const [outline, setOutline] = persistedNumber("layout.outline", 196, BOUNDS.outline);
  const [document, setDocument] = persistedNumber("layout.document", 446, BOUNDS.document);
  const [sample, setSample] = persistedNumber("layout.sample", 300, BOUNDS.sample);
  const [people, setPeople] = persistedNumber("layout.people", 260, BOUNDS.people);

  const wanted = (): readonly View[] => {
    const named = search.view?.split(",") ?? [];
    const known = VIEWS.filter((view) => named.includes(view));
    return known.length > 0 ? known : ["doc", "text"];
  };
  const views = (): readonly View[] => {
    const open = wanted();
    if (isWide()) return open;
    const [source] = open.filter((view) => view !== "people").reverse();
    return open.filter((view) => view === source || view === "people");
  };
  const setViews = (next: readonly View[]): void => setSearch({ view: next.join(",") }, { replace: true });
  const shows = (view: View): boolean => views().includes(view);

  const [shown, setShown] = createSignal<ReadonlySet<View>>(new Set());
  createEffect(() => {
    const open = views();
    setShown((before) => (open.every((view) => before.has(view)) ? before : new Set([...before, ...open])));
  });

  return {
    views,
    setViews,
    shows,
    wasShown: (view) => shown().has(view),
    show(view) {
      if (shows(view)) return;
      const open = isWide() ? views() : views().filter((other) => other === "people");
      setViews(VIEWS.filter((other) => other === view || open.includes(other)));
    },
    isWide,
    outlineShown: isWide,
    sampleIsColumn: () => isVeryWide() && !shows("table"),
    outline,
    document,
    sample,
    people,
    setOutline,
    setDocument,
    setSample,
    setPeople,
  };
}

function mediaQuery(query: string): Accessor<boolean> {
  const list = matchMedia(query);
  const [matches, setMatches] = createSignal(list.matches);
  const update = (event: MediaQueryListEvent): void => void setMatches(event.matches);
  list.addEventListener("change", update);
  onCleanup(() => list.removeEventListener("change", update));
  return matches;
}
