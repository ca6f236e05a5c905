import { createEffect, createMemo, createSignal, Index, Match, on, onCleanup, Show, Switch } from "solid-js";
import type { ParamStatement, Span } from "../../../engine/index.ts";
import { Loading, Notice } from "../../components/notice.tsx";
import { t } from "../../i18n/i18n.ts";
import { baseFigures, type OpenGrid, openGrids } from "../../kernel/edit-live.ts";
import { shiftBetween } from "../../kernel/edit-shift.ts";
import type { Workbench } from "../../kernel/workbench.ts";
import { CurvePanel } from "./curve-panel.tsx";
import { GridSection } from "./grid-section.tsx";
import { m } from "./messages.ts";
import { ParamSection } from "./param-section.tsx";
import { type Editing, type TableContext, TableProvider } from "./table-context.ts";
import styles from "./table-view.module.css";

interface TableViewProps {
  readonly workbench: Workbench;
  readonly editing: Editing;
  /** What the text is called. */
  readonly ownLabel: string;
  /** What the text is held against. */
  readonly base: { readonly label: string; readonly text: string };
  /** Where to scroll to, in the text that was analysed. */
  readonly target: Span | undefined;
}

/** Grids in the order of the text, params where the first of them stands, examples last. */
type Section =
  | { readonly kind: "grid"; readonly grid: OpenGrid }
  | { readonly kind: "params"; readonly params: readonly ParamStatement[] };

/** The figures of a scheme as spreadsheets: everything that can be changed without writing rules. */
export default function TableView(props: TableViewProps) {
  let page!: HTMLDivElement;
  const { workbench, editing } = props;
  const analysis = () => workbench.analysis();
  const shift = createMemo(() => shiftBetween(analysis()?.text ?? "", editing.text()));
  const context: TableContext = {
    workbench,
    editing,
    shift,
    isCurrent: () => analysis()?.text === editing.text(),
    base: createMemo(() => baseFigures(props.base.text)),
    baseLabel: () => props.base.label,
    month: () => workbench.population()?.month,
  };
  const sections = createMemo((): readonly Section[] => {
    const read = analysis();
    if (!read) return [];
    const grids = openGrids(read).map((grid): Section => ({ kind: "grid", grid }));
    const params = read.statements.filter((statement) => statement.kind === "param");
    const isExample = (section: Section): boolean =>
      section.kind === "grid" && section.grid.statement.kind === "examples";
    return [
      ...grids.filter((section) => !isExample(section)),
      ...(params.length > 0 ? [{ kind: "params", params } as const] : []),
      ...grids.filter(isExample),
    ];
  });
  const [worked, setWorked] = createSignal<number>();

  /** What the grid that somebody works in asks first. */
  const figure = createMemo(() => {
    const statement = gridIn(sections()[worked() ?? -1])?.statement;
    if (statement?.kind === "table") return statement.inputs[0]?.name.name;
    return statement?.kind === "tiers" && statement.subject.kind === "name" ? statement.subject.name : undefined;
  });

  createEffect(
    on(
      () => props.target,
      (target) => {
        if (!target) return;
        const frame = requestAnimationFrame(() => scrollTo(page, target));
        onCleanup(() => cancelAnimationFrame(frame));
      },
    ),
  );

  return (
    <TableProvider value={context}>
      <div class={styles.view}>
        <div class={styles.page}>
          <div class={styles.grids} ref={page}>
            <Show when={analysis()} fallback={<Loading title={t().workbench.analysing} />}>
              <Show when={sections().length > 0} fallback={<Notice title={m().empty} hint={m().emptyHint} />}>
                <Index each={sections()}>
                  {(section, at) => (
                    <Switch>
                      <Match when={gridIn(section())}>
                        {(grid) => <GridSection grid={grid()} onFocus={() => setWorked(at)} />}
                      </Match>
                      <Match when={paramsIn(section())}>{(params) => <ParamSection params={params()} />}</Match>
                    </Switch>
                  )}
                </Index>
              </Show>
            </Show>
          </div>
          <Show when={workbench.population()}>
            <CurvePanel figure={figure()} ownLabel={props.ownLabel} />
          </Show>
        </div>
      </div>
    </TableProvider>
  );
}

const gridIn = (section: Section | undefined): OpenGrid | undefined =>
  section?.kind === "grid" ? section.grid : undefined;
const paramsIn = (section: Section): readonly ParamStatement[] | undefined =>
  section.kind === "params" ? section.params : undefined;

/** To the first grid that starts in or behind the stretch, unless it is in view. */
function scrollTo(page: HTMLElement, { start }: Span): void {
  const all = [...page.querySelectorAll<HTMLElement>("[data-start]")];
  const target = all.find(({ dataset }) => Number(dataset.start) >= start);
  target?.scrollIntoView({ block: "start" });
}
