import { For, Show } from "solid-js";
import type { Group, PopulationInfo } from "../../kernel/study/study-api.ts";
import { Button } from "../button.tsx";
import { CheckBox } from "../check-box.tsx";
import { User } from "../icons.tsx";
import { Popover } from "../popover.tsx";
import { m } from "./messages.ts";
import styles from "./study-pickers.module.css";

interface GroupPickerProps {
  readonly attributes: PopulationInfo["attributes"];
  readonly group: Group;
  /** How many people that is; absent while it is being counted. */
  readonly people: number | undefined;
  readonly onChange: (group: Group) => void;
}

/** Who counts: people with one of the ticked values in every attribute that has ticks. */
export function GroupPicker(props: GroupPickerProps) {
  const chosen = (metric: string): readonly string[] =>
    props.group.find((part) => part.metric === metric)?.values ?? [];
  const tick = (metric: string, value: string, isOn: boolean): void => {
    const rest = chosen(metric).filter((known) => known !== value);
    const values = isOn ? [...rest, value] : rest;
    const others = props.group.filter((part) => part.metric !== metric);
    props.onChange(values.length === 0 ? others : [...others, { metric, values }]);
  };
  const said = (): string => {
    const values = props.group.flatMap((part) => part.values);
    if (values.length > 0) return m().some(values.join(" "), props.people);
    return props.people === undefined ? m().everyone : m().everyoneOf(props.people);
  };
  return (
    <Popover label={m().people} value={said()} icon={<User size={14} />}>
      <div class={styles.panel}>
        <Show when={props.attributes.length > 0} fallback={<p class={styles.hint}>{m().noAttributes}</p>}>
          <Button disabled={props.group.length === 0} onClick={() => props.onChange([])}>
            {m().everyone}
          </Button>
          <For each={props.attributes}>
            {({ metric, values }) => (
              <fieldset class={styles.year}>
                <legend>{metric}</legend>
                <div class={styles.values}>
                  <For each={values}>
                    {(value) => (
                      <CheckBox checked={chosen(metric).includes(value)} onChange={(isOn) => tick(metric, value, isOn)}>
                        {value}
                      </CheckBox>
                    )}
                  </For>
                </div>
              </fieldset>
            )}
          </For>
        </Show>
      </div>
    </Popover>
  );
}
