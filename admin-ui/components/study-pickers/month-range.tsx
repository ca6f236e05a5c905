import { createMemo, createSignal, For, Show } from "solid-js";
import { formatMonth, formatMonthShort, formatMonths } from "../../i18n/format.ts";
import { Button } from "../button.tsx";
import { CalendarCheck } from "../icons.tsx";
import { Popover } from "../popover.tsx";
import { type Option, Select } from "../select.tsx";
import { m } from "./messages.ts";
import styles from "./study-pickers.module.css";

interface MonthRangeProps {
  /** That can be chosen, earliest first. */
  readonly months: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly onChange: (from: string, to: string) => void;
  /** To choose from where there is more than one. */
  readonly dataSets?: readonly Option[];
  readonly dataSet?: string | undefined;
  readonly onDataSet?: (id: string) => void;
}

const USUAL = [3, 6, 12] as const;

/** The first and the last month that are looked at. */
export function MonthRange(props: MonthRangeProps) {
  /** The end that was clicked first. */
  const [held, setHeld] = createSignal<string>();
  const years = createMemo(() => [...Map.groupBy(props.months, (month) => month.slice(0, 4))]);
  const choose = (one: string, other: string): void => {
    setHeld(undefined);
    props.onChange(one < other ? one : other, one < other ? other : one);
  };
  const click = (month: string): void => {
    const first = held();
    if (first === undefined) setHeld(month);
    else choose(first, month);
  };
  const isIn = (month: string): boolean =>
    held() === undefined ? month >= props.from && month <= props.to : month === held();
  const last = (count: number): void =>
    choose(props.months.at(-count) ?? props.months[0] ?? "", props.months.at(-1) ?? "");
  return (
    <Popover
      label={m().months}
      value={formatMonths(props.from, props.to)}
      icon={<CalendarCheck size={14} />}
      onOpenChange={() => setHeld(undefined)}
    >
      <div class={styles.panel}>
        <Show when={(props.dataSets?.length ?? 0) > 1}>
          <Select
            label={m().dataSet}
            options={props.dataSets ?? []}
            value={props.dataSet}
            onChange={(id) => props.onDataSet?.(id)}
          />
        </Show>
        <div class={styles.usual}>
          <For each={USUAL.filter((count) => count < props.months.length)}>
            {(count) => <Button onClick={() => last(count)}>{m().lastMonths(count)}</Button>}
          </For>
          <Button onClick={() => last(props.months.length)}>{m().allMonths}</Button>
        </div>
        <For each={years()}>
          {([year, months]) => (
            <fieldset class={styles.year}>
              <legend>{year}</legend>
              <div class={styles.months}>
                <For each={months}>
                  {(month) => (
                    <button
                      type="button"
                      class={styles.month}
                      aria-label={formatMonth(month)}
                      aria-pressed={isIn(month)}
                      onClick={() => click(month)}
                    >
                      {formatMonthShort(month)}
                    </button>
                  )}
                </For>
              </div>
            </fieldset>
          )}
        </For>
        <p class={styles.hint} role="status">
          {held() === undefined ? m().pickBoth : m().pickEnd}
        </p>
      </div>
    </Popover>
  );
}
