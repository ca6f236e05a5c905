import { createMemo, createSignal, For, Show } from "solid-js";
import { diffLines, type LinePair, type NumberedLine, type Stretch } from "../../kernel/compare/line-diff.ts";
import type { ComparedVersion } from "./compared.ts";
import { m } from "./messages.ts";
import styles from "./rules-view.module.css";
import { SchemeMark } from "./scheme-mark.tsx";

/** Lines of the same that stay beside a difference. */
const CONTEXT = 3;

/** Two texts line by line beside each other; long stretches of the same are folded. */
export function TextDiff(props: { readonly left: ComparedVersion; readonly right: ComparedVersion }) {
  const stretches = createMemo(() => diffLines(props.left.text, props.right.text));
  return (
    <table class={styles.diff} aria-label={m().rules.textOf(props.left.label, props.right.label)}>
      <colgroup>
        <col class={styles.numbers} />
        <col />
        <col class={styles.numbers} />
        <col />
      </colgroup>
      <thead>
        <tr>
          <For each={[props.left, props.right]}>
            {({ label, place }) => (
              <th scope="col" colSpan={2}>
                <span class={styles.version}>
                  <SchemeMark place={place} /> {label}
                </span>
              </th>
            )}
          </For>
        </tr>
      </thead>
      <tbody>
        <For each={stretches()}>
          {(stretch, at) => <Lines stretch={stretch} isFirst={at() === 0} isLast={at() === stretches().length - 1} />}
        </For>
      </tbody>
    </table>
  );
}

function Lines(props: { readonly stretch: Stretch; readonly isFirst: boolean; readonly isLast: boolean }) {
  const [isOpen, setOpen] = createSignal(false);
  const [before, after] = [() => (props.isFirst ? 0 : CONTEXT), () => (props.isLast ? 0 : CONTEXT)];
  const hidden = (): number => props.stretch.lines.length - before() - after();
  const isFolded = (): boolean => props.stretch.same && !isOpen() && hidden() > 1;
  return (
    <Show when={isFolded()} fallback={<For each={props.stretch.lines}>{(pair) => <Line pair={pair} />}</For>}>
      <For each={props.stretch.lines.slice(0, before())}>{(pair) => <Line pair={pair} />}</For>
      <tr>
        <td colSpan={4}>
          <button type="button" class={styles.fold} onClick={() => setOpen(true)}>
            ⋯ {m().rules.folded(hidden())}
          </button>
        </td>
      </tr>
      <For each={props.stretch.lines.slice(props.stretch.lines.length - after())}>{(pair) => <Line pair={pair} />}</For>
    </Show>
  );
}

const Line = (props: { readonly pair: LinePair }) => (
  <tr>
    <Half line={props.pair.left} kind={props.pair.same ? undefined : "gone"} />
    <Half line={props.pair.right} kind={props.pair.same ? undefined : "new"} />
  </tr>
);

const Half = (props: { readonly line: NumberedLine | undefined; readonly kind: "gone" | "new" | undefined }) => (
  <>
    <td class={styles.number}>{props.line?.number}</td>
    <td class={styles.line} data-kind={props.line ? props.kind : "none"}>
      <Show when={props.line && props.kind}>
        <span class={styles.sign}>{props.kind === "gone" ? "−" : "+"}</span>
      </Show>
      {props.line?.text}
    </td>
  </>
);
