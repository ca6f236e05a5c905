import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import { Notice } from "../../components/notice.tsx";
import { formatUnitWord } from "../../i18n/format.ts";
import { extremes, type PersonMoved } from "../../kernel/what-if/people-moved.ts";
import { Change } from "../compare/change.tsx";
import card from "./cards.module.css";
import { EveryoneDialog } from "./everyone-dialog.tsx";
import { m } from "./messages.ts";
import { type Shown, sizeOf, toFen } from "./shown.ts";

interface PeopleCardProps {
  readonly shown: Shown;
  /** Who gains most first. */
  readonly people: readonly PersonMoved[];
  readonly up: number;
  readonly down: number;
  /** Place of the person who is marked in every chart. */
  readonly picked: number | undefined;
  readonly onPick: (person: number) => void;
}

const MOST = 9;

/** Those who gain and those who lose most; everybody behind one press. */
export function PeopleCard(props: PeopleCardProps) {
  const [open, setOpen] = createSignal(false);
  const shown = createMemo(() => extremes(props.people, MOST));
  const row = (moved: PersonMoved): JSX.Element => {
    const person = () => props.shown.info.people[moved.person];
    return (
      <tr data-picked={moved.person === props.picked ? "" : undefined}>
        <td class={card.name}>
          <button type="button" aria-pressed={moved.person === props.picked} onClick={() => props.onPick(moved.person)}>
            {person()?.name || person()?.agent}
          </button>
        </td>
        <td class={card.place}>{person()?.attributes.find((value) => value !== undefined)}</td>
        <td class={card.number}>
          <span class={card.arrow}>{toFen(moved.before)} →</span> {toFen(moved.after)}
        </td>
        <td class={card.change}>
          <Change value={moved.change} text={sizeOf} />
        </td>
      </tr>
    );
  };
  return (
    <section class={card.card} aria-label={m().who}>
      <header class={card.head}>
        <h3>{m().who}</h3>
        <span class={card.up}>▲ {props.up}</span>
        <span class={card.down}>▼ {props.down}</span>
        <span class={card.note}>{m().whoNote(props.shown.base, formatUnitWord(props.shown.currency))}</span>
      </header>
      <Show
        when={shown().gains.length + shown().losses.length > 0}
        fallback={
          <Notice title={m().nobodyChanges}>
            <button type="button" class={card.see} onClick={() => setOpen(true)}>
              {m().seeAll}
            </button>
          </Notice>
        }
      >
        <table class={card.list}>
          <thead class="visually-hidden">
            <tr>
              <th scope="col">{m().agent}</th>
              <th scope="col">{props.shown.info.attributes[0]?.metric}</th>
              <th scope="col">{`${m().before(props.shown.base)} → ${m().after}`}</th>
              <th scope="col">{m().change}</th>
            </tr>
          </thead>
          <tbody>
            <For each={shown().gains}>{row}</For>
            <tr>
              <td colSpan={4} class={card.middle}>
                <button type="button" class={card.see} onClick={() => setOpen(true)}>
                  {shown().rest > 0 ? m().between(shown().rest) : m().seeAll}
                </button>
              </td>
            </tr>
            <For each={shown().losses}>{row}</For>
          </tbody>
        </table>
      </Show>
      <EveryoneDialog
        open={open()}
        onClose={() => setOpen(false)}
        shown={props.shown}
        people={props.people}
        onPick={props.onPick}
      />
    </section>
  );
}
