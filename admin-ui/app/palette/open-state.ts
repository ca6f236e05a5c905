import { createSignal } from "solid-js";

/** Whether the palette or the list of shortcuts is open; the frame shows them. */
export const [opened, setOpened] = createSignal<"palette" | "shortcuts">();
