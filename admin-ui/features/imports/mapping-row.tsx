import { For, Show } from "solid-js";
import type { ColumnUse } from "../../../server/api-types.ts";
import { language } from "../../app/preferences.ts";
import { Chip } from "../../components/chip.tsx";
import { Combobox } from "../../components/combobox.tsx";
import { Select } from "../../components/select.tsx";
import styles from "./imports.module.css";
import {
  DATE_ORDERS,
  datesOf,
  hasDates,
  keyOf,
  type Reading,
  unitsOf,
  useByName,
  type Vocabulary,
} from "./mapping-draft.ts";
import { m } from "./messages.ts";

/** Of days as they are written when nothing is said. */
const PLAIN = "plain";
const SAMPLES = 3;

interface MappingRowProps {
  /** The column, from 0. */
  readonly at: number;
  readonly use: ColumnUse | null;
  readonly uses: readonly ColumnUse[];
  readonly reading: Reading;
  readonly vocabulary: Vocabulary;
  readonly log: string | undefined;
  /** Something has still to be said. */
  readonly open: boolean;
  /** It is the same as an earlier column. */
  readonly repeated: boolean;
  readonly onUse: (use: ColumnUse) => void;
}

/** What one column is. */
export function MappingRow(props: MappingRowProps) {
  const header = () => props.reading.headers[props.at] ?? "";
  const name = () => (header() === "" ? m().columnNumber(props.at + 1) : header());
  const questions = () => props.reading.questions.filter(({ column }) => column === props.at);
  const samples = () =>
    props.reading.sample
      .map(({ cells }) => cells[props.at] ?? "")
      .filter((cell) => cell !== "")
      .slice(0, SAMPLES);
  const units = () => unitsOf(props.use, props.vocabulary);
  /** A word that was perhaps meant, where the catalogue knows it. */
  const meant = () =>
    questions()
      .filter(({ about }) => about === "misspelt")
      .flatMap(({ options }) => options)
      .flatMap((word) => {
        const use = useByName(word, props.vocabulary, props.log);
        return use ? [{ word, use }] : [];
      });

  return (
    <tr class={props.open || props.repeated ? styles.open : undefined}>
      <td class={styles.number}>{props.at + 1}</td>
      <td>
        {header() === "" ? m().noHeader : header()}{" "}
        <Show when={props.open}>
          <Chip tone="warn">{m().open}</Chip>
        </Show>
        <For each={questions()}>{({ message }) => <span class={styles.question}>{message[language()]}</span>}</For>
        <Show when={props.repeated}>
          <span class={styles.question}>{m().repeated}</span>
        </Show>
        <Show when={props.open}>
          <For each={meant()}>
            {({ word, use }) => (
              <button type="button" class={styles.accept} onClick={() => props.onUse(use)}>
                {m().accept(word)}
              </button>
            )}
          </For>
        </Show>
      </td>
      <td>
        <div class={styles.sample}>{samples().join(" · ")}</div>
      </td>
      <td class={styles.use}>
        <Combobox
          label={m().useOf(name())}
          options={props.uses.map((use) => ({ value: keyOf(use), label: useLabel(use, props.vocabulary) }))}
          value={props.use === null ? undefined : keyOf(props.use)}
          onChange={(key) => {
            const chosen = props.uses.find((use) => keyOf(use) === key);
            if (chosen && (props.use === null || keyOf(props.use) !== key)) props.onUse(chosen);
          }}
        />
      </td>
      <td class={styles.detail}>
        <Show when={units().length > 1}>
          <Select
            label={m().detailOf(name())}
            options={units().map((unit) => ({ value: unit, label: unitLabel(unit, units()) }))}
            value={unitShown(props.use, units(), props.open)}
            onChange={(unit) => {
              if (props.use?.use === "metric") props.onUse({ ...props.use, unit });
            }}
          />
        </Show>
        <Show when={hasDates(props.use, props.vocabulary, props.log)}>
          <Select
            label={m().detailOf(name())}
            options={[
              { value: PLAIN, label: props.use?.use === "month" ? m().dates.months : m().dates.plain },
              ...DATE_ORDERS.filter((order) => order !== "ymd" || props.use?.use === "month" || props.open).map(
                (order) => ({ value: order, label: m().dates[order] }),
              ),
            ].filter(({ value }) => value !== PLAIN || !asksDates())}
            value={datesOf(props.use) ?? (props.open ? undefined : PLAIN)}
            onChange={(value) => props.onUse(withDates(props.use, value))}
          />
        </Show>
      </td>
    </tr>
  );

  /** Whether the form of the dates was asked for, so that leaving it out is no answer. */
  function asksDates(): boolean {
    return questions().some(({ about }) => about === "dates");
  }
}

/** Without a unit said, a figure is in the metric's own, unless that was the question. */
function unitShown(use: ColumnUse | null, units: readonly string[], open: boolean): string | undefined {
  if (use?.use !== "metric") return undefined;
  return use.unit ?? (open ? undefined : units[0]);
}

function withDates(use: ColumnUse | null, value: string): ColumnUse {
  const dates = DATE_ORDERS.find((order) => order === value);
  if (use?.use === "month") return { use: "month", ...(dates && { dates }) };
  if (use?.use === "metric") return { use: "metric", metric: use.metric, ...(dates && { dates }) };
  if (use?.use === "fact") return { use: "fact", fact: use.fact, ...(dates && { dates }) };
  if (use?.use === "field") return { use: "field", field: use.field, ...(dates && { dates }) };
  return { use: "ignored" };
}

function useLabel(use: ColumnUse, { kind }: Vocabulary): string {
  switch (use.use) {
    case "metric":
      return use.metric;
    case "field":
      return use.field;
    case "fact":
      return m().facts[use.fact];
    case "month":
      return kind === "roster" ? m().fromMonth : m().uses.month;
    default:
      return m().uses[use.use];
  }
}

/** A percentage is written in two ways, and neither is a word. */
function unitLabel(unit: string, units: readonly string[]): string {
  if (!units.includes("%")) return unit;
  return unit === "%" ? m().percent : m().fraction;
}
