import styles from "./divider.module.css";

interface DividerProps {
  readonly label: string;
  /** `vertical` stands between columns, `horizontal` lies between rows. */
  readonly orientation: "vertical" | "horizontal";
  /** Size in px of the pane it sets, and its bounds. */
  readonly size: number;
  readonly bounds: readonly [least: number, most: number];
  /** True where the pane lies after the divider: it then grows as the divider moves back. */
  readonly after?: boolean;
  readonly onSize: (size: number) => void;
}

const STEP = 16;

/** A line that is dragged, or moved with the arrow keys, to size the pane beside it. */
export function Divider(props: DividerProps) {
  const direction = (): 1 | -1 => (props.after ? -1 : 1);
  const along = (event: PointerEvent): number => (props.orientation === "vertical" ? event.clientX : event.clientY);

  const drag = (down: PointerEvent & { currentTarget: HTMLElement }): void => {
    const handle = down.currentTarget;
    const [from, size] = [along(down), props.size];
    const move = (event: PointerEvent): void => props.onSize(size + direction() * (along(event) - from));
    handle.setPointerCapture(down.pointerId);
    handle.addEventListener("pointermove", move);
    handle.addEventListener("lostpointercapture", () => handle.removeEventListener("pointermove", move), {
      once: true,
    });
  };

  const press = (event: KeyboardEvent): void => {
    const [less, more] = props.orientation === "vertical" ? ["ArrowLeft", "ArrowRight"] : ["ArrowUp", "ArrowDown"];
    if (event.key !== less && event.key !== more) return;
    event.preventDefault();
    props.onSize(props.size + direction() * (event.key === more ? STEP : -STEP));
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: a separator that can be moved is a widget, <hr> is not
    <div
      class={styles.divider}
      role="separator"
      tabIndex={0}
      aria-label={props.label}
      aria-orientation={props.orientation}
      aria-valuenow={props.size}
      aria-valuemin={props.bounds[0]}
      aria-valuemax={props.bounds[1]}
      onPointerDown={drag}
      onKeyDown={press}
    />
  );
}
