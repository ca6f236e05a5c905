import { createResource, createSignal, Show } from "solid-js";
import { reason } from "../api/reason.ts";
import { Button } from "./button.tsx";
import page from "./page.module.css";
import { notify } from "./toast.tsx";

interface Part {
  /** Where the next page begins; absent on the last. */
  readonly next?: string | undefined;
}

/** A list that is read page by page. */
export interface Pages<Page extends Part> {
  /** Those read so far; absent until the first is there, and where it cannot be read. */
  readonly pages: () => readonly Page[] | undefined;
  /** Why the first cannot be read. */
  readonly error: () => unknown;
  readonly next: () => string | undefined;
  /** Reads one more; where that fails it says why, and what is there stays. */
  more(): Promise<void>;
  /** Begins anew with the first. */
  refetch(): void;
}

/**
 * @param key what is listed; another one begins anew
 * @param read the page that begins after a `next`, or the first
 */
export function createPages<Key, Page extends Part>(
  key: () => Key,
  read: (key: Key, after?: string) => Promise<Page>,
): Pages<Page> {
  // Boxed: a key that is false or nothing is a key like others.
  const [first, { refetch }] = createResource(
    () => [key()] as const,
    ([of]) => read(of),
  );
  /** The pages after a first one; after another they are of no use. */
  const [later, setLater] = createSignal<{ readonly first: Page; readonly pages: readonly Page[] }>();
  const begun = (): Page | undefined => (first.error ? undefined : first.latest);
  const pages = (): readonly Page[] | undefined => {
    const [begin, follow] = [begun(), later()];
    return begin && [begin, ...(follow?.first === begin ? follow.pages : [])];
  };
  const last = (): Page | undefined => pages()?.at(-1);
  return {
    pages,
    error: () => first.error,
    next: () => last()?.next,
    refetch: () => void refetch(),
    async more() {
      const [begin, before] = [begun(), last()];
      // Until the first page of another list is there, the one on the screen cannot go on.
      if (!begin || first.loading || before?.next === undefined) return;
      try {
        const found = await read(key(), before.next);
        // Meanwhile another list may have been chosen, or the same page have come by another click.
        if (before === last() && !first.loading)
          setLater({ first: begin, pages: [...(pages() ?? []).slice(1), found] });
      } catch (error) {
        notify(reason(error), "down");
      }
    },
  };
}

/** Reads on, below a list that goes on. */
export const More = (props: { readonly of: Pick<Pages<Part>, "next" | "more">; readonly label: string }) => (
  <Show when={props.of.next()}>
    <div class={page.more}>
      <Button onClick={() => void props.of.more()}>{props.label}</Button>
    </div>
  </Show>
);
