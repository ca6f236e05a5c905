import { createMemo, createSignal, For, Show } from "solid-js";
import { Select } from "../../components/select.tsx";
import { groupDigits } from "../../i18n/format.ts";
import { type Compared, pairOf } from "./compared.ts";
import { m } from "./messages.ts";
import styles from "./migration.module.css";

interface Matrix {
  readonly title: string;
  readonly from: readonly Named[];
  readonly to: readonly Named[];
  readonly counts: readonly (readonly number[])[];
  /** The place on the other side that is no move; −1 where there is none. */
  readonly still: (from: number) => number;
  /** Whether a place further on is lower. */
  readonly ordered: boolean;
}
interface Named {
  readonly label: string;
  readonly hint?: string;
}

const QUARTERS = "";

/** How many people, or agent-months, go from which quarter or grade to which. */
export function Migration(props: { readonly compared: Compared }) {
  const pair = createMemo(() => pairOf(props.compared));
  const [chosen, setChosen] = createSignal(QUARTERS);
  const grades = () => pair().against.grades.find(({ name }) => name === chosen());
  const matrix = createMemo((): Matrix => {
    const found = grades();
    if (!found) {
      const named: readonly Named[] = [
        { label: "A", hint: m().migration.top },
        { label: "B" },
        { label: "C" },
        { label: "D", hint: m().migration.bottom },
      ];
      return {
        title: m().migration.quarters,
        from: named,
        to: named,
        counts: pair().against.quarters,
        still: (from) => from,
        ordered: true,
      };
    }
    const named = (values: readonly string[]): Named[] =>
      values.map((label) => ({ label: label || m().migration.none }));
    return {
      title: found.name,
      from: named(found.from),
      to: named(found.to),
      counts: found.counts,
      still: (from) => found.to.indexOf(found.from[from] ?? ""),
      ordered: false,
    };
  });
  const rowSums = createMemo(() => matrix().counts.map(sum));
  const columnSums = createMemo(() => matrix().to.map((_, at) => sum(matrix().counts.map((row) => row[at] ?? 0))));
  const largest = createMemo(() => Math.max(1, ...matrix().counts.flat()));
  const moved = createMemo(() => {
    let [up, down, same] = [0, 0, 0];
    for (const [from, row] of matrix().counts.entries()) {
      for (const [to, count] of row.entries()) {
        const still = matrix().still(from);
        if (to === still) same += count;
        else if (to < still) up += count;
        else down += count;
      }
    }
    return { up, down, same };
  });
  const kindOf = (from: number, to: number): "up" | "down" | "moved" | "still" => {
    const still = matrix().still(from);
    if (to === still) return "still";
    return matrix().ordered ? (to < still ? "up" : "down") : "moved";
  };
  return (
    <section class={styles.card} aria-label={title()}>
      <header class={styles.head}>
        <h3 class={styles.title}>{title()}</h3>
        <Show when={pair().against.grades.length > 0}>
          <div class={styles.choice}>
            <Select
              label={m().migration.choose}
              options={[
                { value: QUARTERS, label: m().migration.quarters },
                ...pair().against.grades.map(({ name }) => ({ value: name, label: name })),
              ]}
              value={chosen()}
              onChange={setChosen}
            />
          </div>
        </Show>
      </header>
      <p class={styles.note}>
        <Show when={matrix().ordered} fallback={m().migration.gradeNote(moved().up + moved().down, sum(rowSums()))}>
          <Moved {...moved()} />
        </Show>
      </p>
      <div class={styles.scroller}>
        <table class={styles.matrix}>
          <thead>
            <tr>
              <td />
              <For each={matrix().to}>{({ label }) => <th scope="col">{label}</th>}</For>
              <th scope="col">{m().migration.total}</th>
            </tr>
          </thead>
          <tbody>
            <For each={matrix().from}>
              {({ label, hint }, from) => (
                <tr>
                  <th scope="row">
                    {label} <Show when={hint}>{hint}</Show>
                  </th>
                  <For each={matrix().counts[from()]}>
                    {(count, to) => (
                      <td
                        class={styles.cell}
                        data-kind={count > 0 ? kindOf(from(), to()) : "nobody"}
                        style={{ "--depth": `${Math.round((38 * count) / largest())}%` }}
                      >
                        <Show when={count > 0} fallback="·">
                          <Show when={matrix().ordered && kindOf(from(), to()) !== "still"}>
                            <span aria-hidden="true">{kindOf(from(), to()) === "up" ? "▲" : "▼"}</span>
                          </Show>
                          {groupDigits(String(count))}
                        </Show>
                      </td>
                    )}
                  </For>
                  <td class={styles.sum}>{groupDigits(String(rowSums()[from()] ?? 0))}</td>
                </tr>
              )}
            </For>
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">{m().migration.total}</th>
              <For each={columnSums()}>{(count) => <td class={styles.sum}>{groupDigits(String(count))}</td>}</For>
              <td class={`${styles.sum} ${styles.all}`}>{groupDigits(String(sum(rowSums())))}</td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );

  function title(): string {
    return m().migration.title(matrix().title, pair().base.short, pair().other.short);
  }
}

const Moved = (props: { readonly up: number; readonly down: number; readonly same: number }) => {
  const parts = () => m().migration.quarterNote(props.up, props.down, props.same);
  return (
    <>
      <span class={styles.up}>▲ {parts()[0]}</span> <span class={styles.down}>▼ {parts()[1]}</span> {parts()[2]}
    </>
  );
};

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
