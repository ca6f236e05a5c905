import { createMemo, Index } from "solid-js";
import type { TableStatement } from "../../../engine/index.ts";
import { groupDigits } from "../../i18n/format.ts";
import { t } from "../../i18n/i18n.ts";
import { positionOf, type Segment } from "./number-line.ts";
import styles from "./number-line-view.module.css";
import { PlumbLine, PlumbName } from "./plumb-line.tsx";
import { numberText, readable, regionText, usesPercent } from "./readable.ts";
import { useScheme } from "./scheme-context.ts";

interface NumberLineProps {
  readonly table: TableStatement;
  readonly segments: readonly Segment[];
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
