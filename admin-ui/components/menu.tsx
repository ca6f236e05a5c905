import { DropdownMenu } from "@kobalte/core/dropdown-menu";
import { For } from "solid-js";
import icon from "./icon-button.module.css";
import { Ellipsis } from "./icons.tsx";
import popup from "./popup.module.css";

interface MenuProps {
  readonly label: string;
  readonly items: readonly { readonly label: string; readonly onSelect: () => void }[];
}

/** What can be done with the thing beside it, behind three dots. */
export function Menu(props: MenuProps) {
  return (
    <DropdownMenu gutter={4} placement="bottom-end">
      <DropdownMenu.Trigger class={icon.button} aria-label={props.label}>
        <Ellipsis size={16} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content class={popup.menu}>
          <For each={props.items}>
            {(item) => (
              <DropdownMenu.Item class={popup.item} onSelect={item.onSelect}>
                {item.label}
              </DropdownMenu.Item>
            )}
          </For>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu>
  );
}
