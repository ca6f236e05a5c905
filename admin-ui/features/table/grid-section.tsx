import { createMemo, createSignal, For, type JSX, Show } from "solid-js";
import {
  add,
  type Diagnostic,
  editGrid,
  isZero,
  ONE,
  type QuickFix,
  type Rational,
  subtract,
  type TextEdit,
  ZERO,
} from "../../../engine/index.ts";
import { language } from "../../app/preferences.ts";
import { Button } from "../../components/button.tsx";
import { Chip } from "../../components/chip.tsx";
import { Check, Plus, TriangleAlert, X } from "../../components/icons.tsx";
import { Menu } from "../../components/menu.tsx";
import { formatMonthShort, groupDigits } from "../../i18n/format.ts";
import { liveGrid, nameOf, type OpenGrid } from "../../kernel/edit-live.ts";
import { type NextRows, sheetOf, typeInto } from "../../kernel/edit-sheet.ts";
import { headlineColumn } from "../../kernel/outcomes.ts";
import type { BandFigures, ExampleResult } from "../../kernel/workbench-api.ts";
import { paramValues } from "../document/constants.ts";
import { numberText } from "../document/readable.ts";
import { Difference } from "../population/difference.tsx";
import { createForesight } from "./effect.ts";
import { EffectBar, isMismatch } from "./effect-bar.tsx";
import { cellOf, gapsOf, inside } from "./gaps.ts";
import styles from "./grid-section.module.css";
import { m } from "./messages.ts";
import { scaledShares, shareIn } from "./shares.ts";
import { Sheet } from "./sheet.tsx";
import type { Aside, Between, CellNote, Pending, SheetHandle } from "./sheet-props.ts";
import { useTable } from "./table-context.ts";

interface GridSectionProps {
  readonly grid: OpenGrid;
  /** Somebody works in it. */
  readonly onFocus: () => void;
}

/** One table, tiers, score, distribution or list of examples, to be edited as a spreadsheet. */
export function GridSection(props: GridSectionProps) {
  const table = useTable();
  const { editing, workbench } = table;
  const name = (): string => nameOf(props.grid.statement);
  const title = (): string => name() || props.grid.statement.clause.title;

  // ── what stands in the text ────────────────────────────────────────────────────────────────────
  const found = createMemo(() => liveGrid(props.grid, editing.text(), table.shift()));
  /** Kept while the text is in a state in which the grid cannot be found: nothing may vanish under the hands. */
  const live = createMemo((before: ReturnType<typeof found>) => found() ?? before, undefined);
  const sheet = createMemo(() => {
    const grid = live();
    return grid && sheetOf(grid, props.grid.roles);
  });
  const readOnly = (): boolean => editing.readOnly() || found() === undefined;

  const editsFor = (next: NextRows): readonly TextEdit[] | undefined => {
    const grid = found();
    return grid && !("refused" in next) ? editGrid(editing.text(), grid, next) : undefined;
  };
  const change = (next: NextRows): void => {
    const edits = editsFor(next);
    if (edits && edits.length > 0) editing.apply(edits);
  };

  // ── what is about to be done ───────────────────────────────────────────────────────────────────
  const [pending, setPending] = createSignal<Pending>();
  const [offered, setOffered] = createSignal<QuickFix>();
  const edits = createMemo((): readonly TextEdit[] | undefined => {
    const typed = pending();
    return typed ? editsFor(typed.next) : offered()?.edits;
  });
  const foreseen = createForesight(workbench.client, edits);
  const announced = (): { before?: string; after: string } | undefined => {
    const [typed, fix] = [pending(), offered()];
    if (fix && !typed) return { after: fix.title[language()] };
    return typed && typed.before !== typed.after ? { before: typed.before, after: typed.after } : undefined;
  };
  const refused = (): string | undefined => {
    const typed = pending();
    if (!typed || !("refused" in typed.next)) return undefined;
    return typed.column.part === "whole" ? m().refused : m().refusedEnd;
  };

  // ── what has been found and computed ───────────────────────────────────────────────────────────
  const findings = createMemo((): readonly Diagnostic[] => {
    const analysis = table.isCurrent() ? workbench.analysis() : undefined;
    return (analysis?.diagnostics ?? []).filter(({ span }) => inside(props.grid.statement.span, span));
  });
  const constants = createMemo(() => paramValues(workbench.analysis()?.statements ?? []));
  const rowCount = (): number => sheet()?.rows.length ?? 0;
  const coverage = createMemo(() => {
    const grids = workbench.population()?.coverage.grids ?? [];
    const own = grids.find(({ address }) => address === name());
    return own?.rows.length === rowCount() ? own : undefined;
  });
  const bands = createMemo((): readonly BandFigures[] | undefined => {
    const rows = workbench.population()?.bands.grids.get(name())?.rows;
    return rows?.length === rowCount() ? rows : undefined;
  });
  const gaps = createMemo(() => {
    const { statement } = props.grid;
    return statement.kind === "table"
      ? gapsOf({
          table: statement,
          constants: constants(),
          findings: findings(),
          inputDecimals: workbench.analysis()?.inputDecimals ?? new Map(),
          counts: coverage(),
        })
      : [];
  });
  const problems = createMemo(() => {
    const [grid, byCell, others] = [live(), new Map<string, string>(), [] as Diagnostic[]];
    const shownAsGap = new Set(gaps().map(({ finding }) => finding));
    for (const finding of findings()) {
      // A row of examples shows by itself what came out instead.
      if (finding.severity === "info" || shownAsGap.has(finding) || isMismatch(finding)) continue;
      const cell = grid && finding.severity === "error" ? cellOf(grid, finding) : undefined;
      if (cell) byCell.set(`${cell.row} ${cell.cell}`, finding.message[language()]);
      else others.push(finding);
    }
    return { byCell, others };
  });
  const errors = (): number =>
    problems().byCell.size + problems().others.filter(({ severity }) => severity === "error").length;

  const results = createMemo((): readonly (ExampleResult | undefined)[] => {
    if (!table.isCurrent() || props.grid.statement.kind !== "examples") return [];
    const byStart = new Map((workbench.analysis()?.examples ?? []).map((result) => [result.span.start, result]));
    return (live()?.rows ?? []).map(({ span }) => byStart.get(span.start));
  });

  // ── columns beside those of the text ───────────────────────────────────────────────────────────
  const headline = createMemo(() => {
    const columns = workbench.population()?.columns ?? [];
    return columns[headlineColumn(columns) ?? -1];
  });
  const asides = createMemo((): readonly Aside[] => {
    const [rows, month, paid] = [bands(), table.month(), headline()];
    if (!rows || !month) return [];
    const people: Aside = {
      key: "people",
      title: m().people(formatMonthShort(month)),
      width: 64,
      cell: (row) => <span data-none={rows[row]?.people === 0}>{rows[row]?.people}</span>,
    };
    const sum: Aside | undefined = paid && {
      key: "paid",
      title: m().paid(formatMonthShort(month), paid.name),
      width: 104,
      cell: (row) => (
        <>
          <span>{groupDigits(rows[row]?.paid?.text ?? "")}</span>
          <Difference change={rows[row]?.paid?.difference} column={paid} />
        </>
      ),
    };
    return sum ? [people, sum] : [people];
  });
  const shares = createMemo((): readonly (Rational | undefined)[] => {
    const data = sheet();
    const at = data?.columns.findIndex(({ role }) => role === "weight" || role === "share") ?? -1;
    return at < 0 || !data ? [] : data.rows.map(({ cells }) => shareIn(cells[at] ?? ""));
  });
  const total = createMemo((): Rational | undefined => {
    const known = shares();
    return known.length > 0 && known.every((share) => share !== undefined) ? known.reduce(add, ZERO) : undefined;
  });
  /** With 100% as their sum; absent where it is that already. */
  const scaled = createMemo((): NextRows | undefined => {
    const [data, sum] = [sheet(), total()];
    const at = data?.columns.findIndex(({ role }) => role === "weight" || role === "share") ?? -1;
    if (!data || !sum || isZero(subtract(sum, ONE))) return undefined;
    const texts = scaledShares(data.rows.map(({ cells }) => cells[at] ?? ""));
    return (
      texts &&
      typeInto(
        data,
        texts.map((text, row) => ({ row, column: at, text })),
      )
    );
  });
  const noteOf = (row: number, column: number): CellNote => {
    const data = sheet();
    const about = data?.columns[column];
    if (!data || !about) return {};
    const text = data.rows[row]?.cells[column] ?? "";
    const before = table.base().cell(props.grid, data, row, column);
    const share = about.role === "weight" || about.role === "share" ? shares()[row] : undefined;
    return {
      problem: problems().byCell.get(`${row} ${about.cell}`),
      base: before === undefined || before === text ? undefined : m().base(table.baseLabel(), before),
      share: share && Math.min(1, Math.max(0, Number(share.numerator) / Number(share.denominator))),
      actual: about.role === "expected" ? actualOf(results()[row], about.title) : undefined,
    };
  };
  const betweens = createMemo((): readonly Between[] =>
    gaps().map(({ after, region, people, finding }) => ({
      after,
      content: () => (
        <>
          <TriangleAlert size={14} />
          <span class={styles.gap}>{m().gap(region, people)}</span>
          <Fixes finding={finding} readOnly={readOnly()} onOffer={setOffered} />
        </>
      ),
    })),
  );

  const [handle, setHandle] = createSignal<SheetHandle>();
  const actions = () => [
    ...(readOnly()
      ? []
      : [
          { label: m().moveUp, onSelect: () => handle()?.move(-1) },
          { label: m().moveDown, onSelect: () => handle()?.move(1) },
          { label: m().remove, onSelect: () => handle()?.remove() },
        ]),
    { label: m().copyAll, onSelect: () => handle()?.copyAll() },
  ];
  const isBands = (): boolean => props.grid.statement.kind === "table" || props.grid.statement.kind === "tiers";

  return (
    <section class={styles.section} aria-label={title()} data-start={props.grid.statement.span.start}>
      <header class={styles.heading}>
        <h3 class={styles.title}>
          <Show when={props.grid.statement.clause.number}>
            {(number) => <span class={styles.clause}>{number()}</span>}
          </Show>
          {title()}
        </h3>
        <KindChips grid={props.grid} />
        <Show when={total()}>{(sum) => <TotalChip total={sum()} kind={props.grid.statement.kind} />}</Show>
        <Show when={readOnly() ? undefined : scaled()}>
          {(next) => <Button onClick={() => change(next())}>{m().scale}</Button>}
        </Show>
        <Show when={results().some((result) => result?.passes)}>
          <Chip tone="up">{m().passed(results().filter((result) => result?.passes).length)}</Chip>
        </Show>
        <Show when={results().some((result) => result?.passes === false)}>
          <Chip tone="down">{m().failed(results().filter((result) => result?.passes === false).length)}</Chip>
        </Show>
        <Show when={gaps().length > 0}>
          <Chip tone="down">{m().gaps(gaps().length)}</Chip>
        </Show>
        <Show when={errors() > 0}>
          <Chip tone="down">{m().problems(errors())}</Chip>
        </Show>
        <span class={styles.actions}>
          <Show when={!readOnly()}>
            <Button onClick={() => handle()?.insert()}>
              <Plus size={14} />
              {isBands() ? m().insertBand : m().insert}
            </Button>
          </Show>
          <Menu label={m().more(title())} items={actions()} />
        </span>
      </header>
      <Show when={sheet()}>
        {(data) => (
          <Sheet
            label={title()}
            sheet={data()}
            readOnly={readOnly()}
            asides={asides()}
            betweens={betweens()}
            mark={
              props.grid.statement.kind === "examples" ? (row) => <ExampleMark result={results()[row]} /> : undefined
            }
            noteOf={noteOf}
            toneOf={(row) => (results()[row]?.passes === false ? "down" : undefined)}
            onRows={change}
            onPending={setPending}
            onUndo={editing.undo}
            onRedo={editing.redo}
            onFocus={props.onFocus}
            ref={setHandle}
          />
        )}
      </Show>
      <EffectBar
        pending={announced()}
        foreseen={foreseen()}
        refused={refused()}
        keys={pending() ? m().confirm : m().take}
      />
      <Show when={problems().others.length > 0}>
        <ul class={styles.findings}>
          <For each={problems().others}>
            {(finding) => (
              <li data-severity={finding.severity}>
                <TriangleAlert size={13} />
                <span>{finding.message[language()]}</span>
                <Fixes finding={finding} readOnly={readOnly()} onOffer={setOffered} />
              </li>
            )}
          </For>
        </ul>
      </Show>
    </section>
  );
}

interface FixesProps {
  readonly finding: Diagnostic;
  readonly readOnly: boolean;
  /** The one under the pointer or the focus: what it costs is then said. */
  readonly onOffer: (fix: QuickFix | undefined) => void;
}

/** Ways to put a finding right, each with what it costs before it is taken. */
function Fixes(props: FixesProps) {
  const table = useTable();
  const fixes = (): readonly QuickFix[] => (props.readOnly || !table.isCurrent() ? [] : (props.finding.fixes ?? []));
  return (
    <span class={styles.fixes}>
      <For each={fixes()}>
        {(fix) => (
          <button
            type="button"
            class={styles.fix}
            title={fix.title[language()]}
            onPointerEnter={() => props.onOffer(fix)}
            onPointerLeave={() => props.onOffer(undefined)}
            onFocus={() => props.onOffer(fix)}
            onBlur={() => props.onOffer(undefined)}
            onClick={() => {
              props.onOffer(undefined);
              table.editing.apply(fix.edits);
            }}
          >
            {labelOf(fix)}
          </button>
        )}
      </For>
    </span>
  );
}

/** Of a fix of one cell what would stand there; the whole sentence is its tooltip. */
function labelOf({ title, edits }: QuickFix): string {
  const [edit, ...others] = edits;
  return edit && others.length === 0 && !/[|\n]/.test(edit.text) ? `→ ${edit.text.trim()}` : title[language()];
}

function KindChips(props: { readonly grid: OpenGrid }): JSX.Element {
  const text = (): string => {
    const { statement } = props.grid;
    switch (statement.kind) {
      case "table":
        return statement.policy === "first" ? m().first : m().unique;
      case "tiers":
        return m().method[statement.method];
      default:
        return m().kinds[statement.kind];
    }
  };
  return (
    <>
      <Chip tone="plain">{text()}</Chip>
      <Show when={props.grid.statement.assumed}>
        {(assumed) => (
          <span title={assumed().reason}>
            <Chip tone="warn">{m().assumed}</Chip>
          </span>
        )}
      </Show>
    </>
  );
}

/** Weights and shares must come to a whole. */
function TotalChip(props: { readonly total: Rational; readonly kind: OpenGrid["statement"]["kind"] }) {
  const off = (): Rational => subtract(props.total, ONE);
  const sum = (): string => numberText(props.total, true);
  return (
    <Chip tone={isZero(off()) ? "up" : "down"}>
      <Show when={isZero(off())}>
        <Check size={12} />
      </Show>
      {props.kind === "score" ? m().weights(sum()) : m().shares(sum())}
      <Show when={!isZero(off())}>{` · ${m().off(numberText(off(), true))}`}</Show>
    </Chip>
  );
}

function ExampleMark(props: { readonly result: ExampleResult | undefined }) {
  return (
    <Show when={props.result}>
      {(result) => (
        <Show when={result().passes} fallback={<X class={styles.fails} size={13} label={m().failed(1)} />}>
          <Check class={styles.passes} size={13} label={m().passed(1)} />
        </Show>
      )}
    </Show>
  );
}

/** What came out instead of what an example expects. */
function actualOf(result: ExampleResult | undefined, name: string): string | undefined {
  const check = result?.checks.find((each) => each.name === name);
  if (!check || check.passes) return undefined;
  return check.actual.error ? check.actual.error.message[language()] : groupDigits(check.actual.text);
}

/** `35%` as 7/20; `undefined` for what is no plain percentage. */
