import { For, type JSX, Show } from "solid-js";
import { divide, isZero, type Rational, rational, subtract } from "../../../engine/index.ts";
import { groupDigits, withSign } from "../../i18n/format.ts";
import { decimalText, percentText } from "../../kernel/compare/amounts.ts";
import type { SchemeAgainst, SchemeFigures } from "../../kernel/study/study-api.ts";
import { Change } from "./change.tsx";
import { type Compared, type ComparedVersion, currencyWord } from "./compared.ts";
import { m } from "./messages.ts";
import { SchemeMark } from "./scheme-mark.tsx";
import styles from "./tiles.module.css";

/** What it comes to, under each scheme. */
export function Tiles(props: { readonly compared: Compared }) {
  const base = (): SchemeFigures | undefined => props.compared.comparison.schemes[0];
  const sales = () => props.compared.comparison.sales;
  /** Of the base; `undefined` where that is 0 or is missing. */
  const ratio = (of: (figures: SchemeFigures) => Rational | undefined, figures: SchemeFigures) => {
    const first = base();
    const [was, is] = [first && of(first), of(figures)];
    return was && is && !isZero(was) ? divide(subtract(is, was), was) : undefined;
  };
  /** Agent-months that a scheme cannot compute are in none of its figures. */
  const lacking = (): string | undefined => {
    const counts = props.compared.versions.flatMap(({ short, place }) => {
      const without = props.compared.comparison.rows - (props.compared.comparison.schemes[place]?.counted ?? 0);
      return without > 0 ? [`${short} ${groupDigits(String(without))}`] : [];
    });
    return counts.length > 0 ? counts.join(m().tiles.separator) : undefined;
  };
  return (
    <div class={styles.tiles}>
      <Tile title={m().tiles.total} unit={currencyWord(props.compared)}>
        <Lines compared={props.compared}>
          {(figures, version) => (
            <Line
              version={version}
              detail={figures.pay}
              value={groupDigits(decimalText(figures.total, 0))}
              exact={groupDigits(decimalText(figures.total, 2))}
            >
              <Show when={version.place > 0} fallback={<span class={styles.quiet}>{m().base}</span>}>
                <Change value={ratio(({ total }) => total, figures)} text={(size) => percentText(size, 1)} />
              </Show>
            </Line>
          )}
        </Lines>
      </Tile>
      <Tile title={m().tiles.perHead} unit={m().tiles.perHeadUnit(currencyWord(props.compared))} lacks={lacking()}>
        <Lines compared={props.compared}>
          {(figures, version) => (
            <Line version={version} value={figures.perHead ? groupDigits(decimalText(figures.perHead, 2)) : "—"}>
              <Show
                when={version.place > 0}
                fallback={<span class={styles.quiet}>{m().tiles.baseRows(figures.counted)}</span>}
              >
                <Change value={ratio(({ perHead }) => perHead, figures)} text={(size) => percentText(size, 1)} />
              </Show>
            </Line>
          )}
        </Lines>
      </Tile>
      <Tile
        title={m().tiles.share(sales()?.metric ?? m().tiles.noSales)}
        unit={sales() ? groupDigits(decimalText(sales()?.total ?? rational(0), 0)) : ""}
      >
        <Show when={sales()} fallback={<p class={styles.none}>{m().tiles.noSales}</p>}>
          <Lines compared={props.compared}>
            {(figures, version) => (
              <Line version={version} value={figures.shareOfSales ? percentText(figures.shareOfSales, 2) : "—"}>
                <Show when={version.place > 0} fallback={<span class={styles.quiet}>{m().base}</span>}>
                  <Show when={base()?.shareOfSales}>
                    {(was) => (
                      <span class={styles.quiet}>
                        <Show when={figures.shareOfSales}>
                          {(is) => m().tiles.points(withSign(percentText(subtract(is(), was()), 2).replace("%", "")))}
                        </Show>
                      </span>
                    )}
                  </Show>
                </Show>
              </Line>
            )}
          </Lines>
        </Show>
      </Tile>
      <Tile title={m().tiles.changes} unit={m().tiles.changesUnit(props.compared.versions[0]?.short ?? "")}>
        <ul class={styles.lines}>
          <For each={props.compared.comparison.against}>
            {(against, at) => (
              <Show when={props.compared.versions[at() + 1]}>
                {(version) => <UpAndDown version={version()} against={against} />}
              </Show>
            )}
          </For>
        </ul>
        <p class={styles.hint}>{m().tiles.sameHint}</p>
      </Tile>
    </div>
  );
}

interface TileProps {
  readonly title: string;
  readonly unit: string;
  /** Agent-months that are in no figure. */
  readonly lacks?: string | undefined;
  readonly children: JSX.Element;
}

const Tile = (props: TileProps) => (
  <section class={styles.tile} aria-label={props.title}>
    <header class={styles.head}>
      <h2>{props.title}</h2>
      <Show when={props.lacks}>
        {(lacks) => (
          <span class={styles.lacks} title={m().tiles.lacks(lacks())}>
            {m().tiles.lacks(lacks())}
          </span>
        )}
      </Show>
      <span>{props.unit}</span>
    </header>
    {props.children}
  </section>
);

const Lines = (props: {
  readonly compared: Compared;
  readonly children: (figures: SchemeFigures, version: ComparedVersion) => JSX.Element;
}) => (
  <ul class={styles.lines}>
    <For each={props.compared.versions}>
      {(version) => (
        <Show when={props.compared.comparison.schemes[version.place]} keyed>
          {(figures) => props.children(figures, version)}
        </Show>
      )}
    </For>
  </ul>
);

interface LineProps {
  readonly version: ComparedVersion;
  /** What the figure is of, beside the name. */
  readonly detail?: string;
  readonly value: string;
  /** The figure in full, on hover. */
  readonly exact?: string;
  readonly children: JSX.Element;
}

const Line = (props: LineProps) => (
  <li class={styles.line} data-base={props.version.place === 0 ? "" : undefined}>
    <SchemeMark place={props.version.place} />
    <span class={styles.name} title={[props.version.label, props.detail].filter(Boolean).join(" · ")}>
      {props.version.short}
      <Show when={props.detail}>
        <span class={styles.detail}>{props.detail}</span>
      </Show>
    </span>
    <strong class={styles.value} title={props.exact}>
      {props.value}
    </strong>
    <span class={styles.beside}>{props.children}</span>
  </li>
);

function UpAndDown(props: { readonly version: ComparedVersion; readonly against: SchemeAgainst }) {
  const parts = () => [
    { kind: "up", count: props.against.up, text: `▲ ${m().tiles.up(props.against.up)}` },
    { kind: "same", count: props.against.same, text: groupDigits(String(props.against.same)) },
    { kind: "down", count: props.against.down, text: `▼ ${m().tiles.down(props.against.down)}` },
  ];
  return (
    <li class={styles.line}>
      <SchemeMark place={props.version.place} />
      <span class={styles.name} title={props.version.label}>
        {props.version.short}
      </span>
      <span class={styles.bar}>
        <For each={parts().filter(({ count }) => count > 0)}>
          {(part) => (
            <span
              class={styles.part}
              data-kind={part.kind}
              style={{ "flex-grow": part.count }}
              title={part.kind === "same" ? m().tiles.same(part.count) : part.text}
            >
              {part.text}
            </span>
          )}
        </For>
      </span>
    </li>
  );
}
