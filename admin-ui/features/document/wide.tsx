import { createSignal, type JSX, onCleanup, onMount } from "solid-js";
import grid from "./grid.module.css";

/** Scrolls sideways what is too wide for the page, and can then be reached by key. */
export function Wide(props: { readonly label: string; readonly children: JSX.Element }) {
  let box!: HTMLElement;
  const [overflows, setOverflows] = createSignal(false);
  onMount(() => {
    const observer = new ResizeObserver(() => setOverflows(box.scrollWidth > box.clientWidth));
    observer.observe(box);
    if (box.firstElementChild) observer.observe(box.firstElementChild);
    onCleanup(() => observer.disconnect());
  });
  return (
    <section ref={box} class={grid.scroll} aria-label={props.label} tabIndex={overflows() ? 0 : undefined}>
      {props.children}
    </section>
  );
}
