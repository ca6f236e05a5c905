import { For, type JSX, Show } from "solid-js";
import type { Statement } from "../../../server/api-types.ts";
import { payApi } from "../../api/pay.ts";
import { language } from "../../app/preferences.ts";
import { Chip } from "../../components/chip.tsx";
import { formatDateTime, formatMonth, groupDigits } from "../../i18n/format.ts";
import { signedYuan, yuan } from "../../i18n/money.ts";
import { m } from "./messages.ts";
import styles from "./statement.module.css";
import { rootsOf } from "./statement-roots.ts";
import { StatementTree } from "./statement-tree.tsx";

/** One agent's pay of one month: how much first, then why. Readable on a phone. */
export function StatementView(props: { readonly statement: Statement; readonly children?: JSX.Element }) {
  const statement = () => props.statement;
  const who = () =>
    [statement().name, statement().agent, statement().department, statement().position].filter(Boolean).join(" · ");
  return (
    <article class={styles.statement} data-testid="statement">
      <header>
        <h2 class={styles.month}>{formatMonth(statement().month)}</h2>
        <p class={styles.quiet}>{who()}</p>
        <p class={styles.total}>
          <span class={styles.currency}>¥</span>
          <span data-testid="statement-total">{yuan(statement().total)}</span>
        </p>
        <p class={styles.chips}>
          <Show when={statement().publishedAt} fallback={<Chip tone="warn">{m().notPublished}</Chip>}>
            {(at) => (
              <Chip tone="up" dot>
                {m().publishedOn(formatDateTime(new Date(at())))}
              </Chip>
            )}
          </Show>
          <Show when={statement().lastDayToAppeal}>
            {(day) => <Chip tone="plain">{isOver(day()) ? m().appealOver(day()) : m().appealUntil(day())}</Chip>}
          </Show>
        </p>
      </header>

      <Show when={statement().problems.length > 0}>
        <Part title={m().why}>
          <For each={statement().problems}>{(problem) => <p class={styles.problem}>{problem[language()]}</p>}</For>
        </Part>
      </Show>

      <Part title={m().composition}>
        <dl class={styles.amounts}>
          <dt>{statement().pay.output ?? m().byScheme}</dt>
          <dd>{statement().pay.amount === undefined ? m().noResult : yuan(statement().pay.amount ?? 0)}</dd>
          <For each={statement().adjustments}>
            {({ amount, reason, at }) => (
              <>
                <dt>
                  {m().adjustments}
                  <small>
                    {reason} · {formatDateTime(new Date(at))}
                  </small>
                </dt>
                <dd>{signedYuan(amount)}</dd>
              </>
            )}
          </For>
          <For each={statement().corrections}>
            {({ month, amount, paid, owed, reason }) => (
              <>
                <dt>
                  {m().correctionOf(formatMonth(month))}
                  <small>
                    {m().paidOwed(yuan(paid), yuan(owed))} · {reason}
                  </small>
                </dt>
                <dd>{signedYuan(amount)}</dd>
              </>
            )}
          </For>
          <dt class={styles.sum}>{m().total}</dt>
          <dd class={styles.sum}>{yuan(statement().total)}</dd>
        </dl>
      </Part>

      <Show when={statement().explanation}>
        {(explanation) => (
          <Part title={m().steps}>
            <StatementTree
              label={m().steps}
              steps={explanation().steps}
              roots={rootsOf(explanation(), statement().pay.output)}
            />
          </Part>
        )}
      </Show>

      <Part title={m().inputs}>
        <Show when={statement().inputs.length > 0} fallback={<p class={styles.quiet}>{m().noInputs}</p>}>
          <dl class={styles.amounts}>
            <For each={statement().inputs}>
              {({ name, value }) => (
                <>
                  <dt>{name}</dt>
                  <dd>{/^-?\d+(\.\d+)?$/.test(value) ? groupDigits(value) : value}</dd>
                </>
              )}
            </For>
          </dl>
        </Show>
      </Part>

      <Part title={m().sources}>
        <Show when={statement().scheme}>
          {(scheme) => (
            <p>
              {m().scheme}: {scheme().title} {scheme().version}
            </p>
          )}
        </Show>
        <p class={styles.quiet}>
          {m().run(statement().revision)} · {m().data(statement().data.revision)}
        </p>
        <Show when={statement().scheme}>{(scheme) => <Hash name={m().schemeHash} hash={scheme().hash} />}</Show>
        <Show when={statement().lineHash}>{(hash) => <Hash name={m().lineHash} hash={hash()} />}</Show>
        <p>
          <a
            class="link"
            target="_blank"
            rel="noopener"
            href={payApi.printed(statement().run, statement().agent, language())}
          >
            {m().print}
          </a>
        </p>
      </Part>
      {props.children}
    </article>
  );
}

const Part = (props: { readonly title: string; readonly children: JSX.Element }) => (
  <section class={styles.section}>
    <h3>{props.title}</h3>
    {props.children}
  </section>
);

const Hash = (props: { readonly name: string; readonly hash: string }) => (
  <p class={styles.quiet}>
    {props.name} <code title={props.hash}>{props.hash.slice(0, 16).replaceAll(/(.{4})(?=.)/g, "$1 ")}</code>
  </p>
);

/** Days are those of China, wherever the browser is. */
export const isOver = (day: string, now: Date = new Date()): boolean =>
  now.toLocaleDateString("sv-SE", { timeZone: "Asia/Shanghai" }) > day;
