import { createResource, Match, Switch } from "solid-js";
import { payApi } from "../../api/pay.ts";
import { reason } from "../../api/reason.ts";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { t } from "../../i18n/i18n.ts";
import { m } from "./messages.ts";
import { StatementView } from "./statement-view.tsx";

/** Somebody's statement, as HR looks at it. */
export function AgentStatement(props: { readonly run: string; readonly agent: string }) {
  const [statement, { refetch }] = createResource(
    () => ({ run: props.run, agent: props.agent }),
    ({ run, agent }) => payApi.statement(run, agent),
  );
  return (
    <Switch fallback={<Loading title={m().loading} />}>
      <Match when={statement.error}>
        <Notice role="alert" title={reason(statement.error)}>
          <Button onClick={() => refetch()}>{t().app.retry}</Button>
        </Notice>
      </Match>
      <Match when={statement()}>{(found) => <StatementView statement={found()} />}</Match>
    </Switch>
  );
}
