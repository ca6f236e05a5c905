import { createMemo, Index, Show } from "solid-js";
import { compare, type EdgeCoverage, subtract, type TableStatement } from "../../../engine/index.ts";
import { groupDigits } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { justBelowText } from "./head-notes.tsx";
import { positionOf, type Segment } from "./number-line.ts";
import styles from "./number-line-view.module.css";
import { PlumbLine, PlumbName } from "./plumb-line.tsx";
import { numberText, readable, regionText, usesPercent } from "./readable.ts";
import { useScheme } from "./scheme-context.ts";

interface NumberLineProps {
  readonly table: TableStatement;
  readonly segments: readonly Segment[];
  /** Edges of the table with those who stand just below them. */
  readonly edges: readonly EdgeCoverage[];
}

const percent = (share: number): string => `${(share * 100).toFixed(2)}%`;

/** The bands of one number side by side; the plumb line hangs where the sample agent stands. */
export function NumberLine(props: NumberLineProps) {
  const scheme = useScheme();
  const column = (): string => props.table.inputs[0]?.name.name ?? "";
  const bands = createMemo(() => props.segments.filter(({ kind }) => kind === "band"));
  const asPercent = (): boolean => usesPercent(props.table);
  const plumb = createMemo(() => {
    const sample = scheme.sample;
    const found = sample?.value(column());
    const at = found && positionOf(found.value, props.segments);
    return found && at !== undefined && sample
      ? { at, text: `${sample.agent} ${groupDigits(found.shown)}` }
      : undefined;
  });
  const result = ({ rows: [row] }: Segment): string => {
    const written = row === undefined ? undefined : props.table.rows[row]?.results[0];
    return written ? readable(written) : "";
  };
  const describe = (segment: Segment): string => {
    const region = regionText(segment, asPercent());
    if (segment.kind === "gap") return t().document.gapAt(region);
    if (segment.kind === "overlap") return t().document.overlapAt(region);
    return `${region}: ${result(segment)}`;
  };
  /** Where somebody stands just below an edge: from as far below as counts, up to it. */
  const near = createMemo(() =>
    props.edges.flatMap((edge) => {
      const at = props.segments.find(({ from }) => from && compare(from, edge.value) === 0)?.start;
      const from = positionOf(subtract(edge.value, edge.margin), props.segments);
      return edge.justBelow > 0 && at !== undefined && from !== undefined
        ? [{ edge, from: Math.min(from, at), to: at }]
        : [];
    }),
  );
  /** From light to strong, in the order of the line. */
  const tint = (segment: Segment): string => {
    const at = bands().indexOf(segment) / Math.max(1, bands().length - 1);
    return `color-mix(in srgb, var(--accent) ${Math.round(10 + at * 34)}%, var(--surface))`;
  };
  return (
    <figure class={styles.figure} aria-label={t().document.numberLine(column())}>
      <PlumbName plumb={plumb()} />
      <div class={styles.line}>
        <Index each={props.segments}>
          {(segment) => (
            <div
              class={styles.segment}
              data-kind={segment().kind}
              style={{
                left: percent(segment().start),
                width: percent(segment().end - segment().start),
                ...(segment().kind === "band" && { background: tint(segment()) }),
              }}
              title={describe(segment())}
            >
              <span class="visually-hidden">{describe(segment())}</span>
              <span aria-hidden="true">{segment().kind === "band" ? result(segment()) : ""}</span>
            </div>
          )}
        </Index>
        <Index each={near()}>
          {(zone) => (
            <span class={styles.near} style={{ left: percent(zone().from), width: percent(zone().to - zone().from) }} />
          )}
        </Index>
        <PlumbLine plumb={plumb()} />
      </div>
      <div class={styles.ticks} aria-hidden="true">
        <Index each={ticksOf(props.segments)}>
          {(tick) => (
            <span
              class={styles.tick}
              data-edge={tick().edge}
              data-side={tick().side}
              style={{ left: percent(tick().at) }}
            >
              {numberText(tick().value, asPercent())}
            </span>
          )}
        </Index>
      </div>
      <Show when={near().length > 0}>
        <ul class={styles.heads}>
          <Index each={near()}>
            {(zone) => (
              <li style={{ left: percent((zone().from + zone().to) / 2) }} title={justBelowText(zone().edge)}>
                <span class="visually-hidden">{justBelowText(zone().edge)}</span>
                <span aria-hidden="true">{t().document.heads.people(zone().edge.justBelow)}</span>
              </li>
            )}
          </Index>
        </ul>
        <figcaption class={styles.legend}>{t().document.heads.legend}</figcaption>
      </Show>
    </figure>
  );
}

/** A label at each inner border; those of a gap or overlap are marked and stand outside it. A single point has one. */
function ticksOf(segments: readonly Segment[]) {
  return segments.flatMap((segment, index) => {
    const before = segments[index - 1];
    if (!segment.from || (before && isPoint(before))) return [];
    const [opens, closes] = [segment.kind !== "band", before !== undefined && before.kind !== "band"];
    const at = isPoint(segment) ? (segment.start + segment.end) / 2 : segment.start;
    const side = isPoint(segment) || opens === closes ? "centre" : opens ? "left" : "right";
    return [{ value: segment.from, at, edge: opens || closes, side }];
  });
}

const isPoint = ({ from, to }: Segment): boolean => from !== undefined && from === to;
