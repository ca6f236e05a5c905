import type { PhrasingContent, RootContent } from "mdast";
import { Index, type JSX, Match, Switch } from "solid-js";
import { Dynamic } from "solid-js/web";
import styles from "./document-view.module.css";
import { useScheme } from "./scheme-context.ts";

/** One block of Markdown as policy text; a click goes to its line. */
export function Prose(props: { readonly node: RootContent }) {
  const scheme = useScheme();
  const follow = (): void => {
    // A click that ends a selection is for copying.
    if (!getSelection()?.isCollapsed) return;
    const { position } = props.node;
    const start = position?.start.offset;
    if (start !== undefined) scheme.follow({ start, end: position?.end.offset ?? start });
  };
  const isCurrent = (): boolean => {
    const { position } = props.node;
    return (
      position?.start.offset !== undefined &&
      position.start.offset <= scheme.cursor &&
      scheme.cursor <= (position.end.offset ?? 0)
    );
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a convenience for the pointer; the outline is the way for keys
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div class={styles.block} data-current={isCurrent()} onClick={follow}>
      <Block node={props.node} />
    </div>
  );
}

const HEADINGS = ["h1", "h2", "h3", "h4", "h4", "h4"] as const;

function Block(props: { readonly node: RootContent }): JSX.Element {
  const as = <T extends RootContent["type"]>(type: T) =>
    props.node.type === type ? (props.node as Extract<RootContent, { type: T }>) : undefined;
  return (
    <Switch>
      <Match when={as("heading")}>
        {(node) => (
          <Dynamic component={HEADINGS[node().depth - 1] ?? "h4"} class={styles.heading}>
            <Phrases nodes={node().children} />
          </Dynamic>
        )}
      </Match>
      <Match when={as("paragraph")}>
        {(node) => (
          <p class={styles.paragraph}>
            <Phrases nodes={node().children} />
          </p>
        )}
      </Match>
      <Match when={as("list")}>
        {(node) => (
          <Dynamic component={node().ordered ? "ol" : "ul"} class={styles.list} start={node().start ?? undefined}>
            <Index each={node().children}>
              {(item) => (
                <li>
                  <Index each={item().children}>{(child) => <Block node={child()} />}</Index>
                </li>
              )}
            </Index>
          </Dynamic>
        )}
      </Match>
      <Match when={as("blockquote")}>
        {(node) => (
          <blockquote class={styles.quote}>
            <Index each={node().children}>{(child) => <Block node={child()} />}</Index>
          </blockquote>
        )}
      </Match>
      <Match when={as("code")}>{(node) => <pre class={styles.code}>{node().value}</pre>}</Match>
      <Match when={as("thematicBreak")}>
        <hr class={styles.rule} />
      </Match>
    </Switch>
  );
}

const Phrases = (props: { readonly nodes: readonly PhrasingContent[] }): JSX.Element => (
  <Index each={props.nodes}>{(node) => <Phrase node={node()} />}</Index>
);

function Phrase(props: { readonly node: PhrasingContent }): JSX.Element {
  const as = <T extends PhrasingContent["type"]>(type: T) =>
    props.node.type === type ? (props.node as Extract<PhrasingContent, { type: T }>) : undefined;
  return (
    <Switch>
      <Match when={as("text")}>{(node) => node().value}</Match>
      <Match when={as("strong")}>
        {(node) => (
          <strong>
            <Phrases nodes={node().children} />
          </strong>
        )}
      </Match>
      <Match when={as("emphasis")}>
        {(node) => (
          <em>
            <Phrases nodes={node().children} />
          </em>
        )}
      </Match>
      <Match when={as("inlineCode")}>{(node) => <code>{node().value}</code>}</Match>
      <Match when={as("break")}>
        <br />
      </Match>
    </Switch>
  );
}
