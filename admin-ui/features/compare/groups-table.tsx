import { For, Show } from "solid-js";
import { withSign } from "../../i18n/format.ts";
import { decimalText } from "../../kernel/compare/amounts.ts";
import { Change } from "./change.tsx";
import { type Compared, currencyWord, pairOf } from "./compared.ts";
import styles from "./groups-table.module.css";
import { m } from "./messages.ts";

/** Who gains and who loses by department, grade or the like. */
export function GroupsTable(props: { readonly compared: Compared; readonly attribute: number }) {
  const metric = () => props.compared.info.attributes[props.attribute]?.metric ?? "";
  const groups = () =>
    pairOf(props.compared).against.attributes.find((attribute) => attribute.metric === metric())?.groups ?? [];
  return (
    <section class={styles.card} aria-label={m().groups.title(metric())}>
      <header class={styles.head}>
        <h3>{m().groups.title(metric())}</h3>
        <span>{m().groups.note}</span>
      </header>
      <div class={styles.scroller}>
        <table class={styles.table}>
          <thead>
            <tr>
              <th scope="col">{metric()}</th>
              <th scope="col" data-number="">
                {m().columns.up}
              </th>
              <th scope="col" data-number="">
                {m().columns.same}
              </th>
              <th scope="col" data-number="">
                {m().columns.down}
              </th>
              <th scope="col">
                <span class="visually-hidden">{m().tiles.changes}</span>
              </th>
              <th scope="col" data-number="">
                {m().columns.amount} ({currencyWord(props.compared)})
              </th>
            </tr>
          </thead>
          <tbody>
            <For each={groups()}>
              {({ value, up, same, down, change }) => (
                <tr>
                  <th scope="row">{value ?? m().groups.blank}</th>
                  <td data-number="">{up}</td>
                  <td data-number="">{same}</td>
                  <td data-number="">{down}</td>
                  <td class={styles.bars} aria-hidden="true">
                    <span class={styles.bar}>
                      <Show when={up}>
                        <span data-kind="up" style={{ "flex-grow": up }} />
                      </Show>
                      <Show when={same}>
                        <span data-kind="same" style={{ "flex-grow": same }} />
                      </Show>
                      <Show when={down}>
                        <span data-kind="down" style={{ "flex-grow": down }} />
                      </Show>
                    </span>
                  </td>
                  <td data-number="" title={withSign(decimalText(change, 2))}>
                    <Change value={change} text={(size) => decimalText(size, 2)} />
                  </td>
                </tr>
              )}
            </For>
          </tbody>
        </table>
      </div>
    </section>
  );
}
