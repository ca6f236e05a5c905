import { Index, Match, Switch } from "solid-js";
import type {
  ExamplesStatement,
  FormulaStatement,
  OutputStatement,
  ParamStatement,
  Statement,
} from "../../../engine/index.ts";
import { DeductView, VetoView } from "./adjustments.tsx";
import { AssertView } from "./assertion.tsx";
import { ActionView, BudgetView, ReportView } from "./consequences.tsx";
import { DecisionTableView } from "./decision-table.tsx";
import { DistributionView } from "./distribution.tsx";
import { ExamplesView } from "./examples.tsx";
import { FormulaView } from "./formula.tsx";
import { DeadlineView, HeldView, RequireView, WaiveView } from "./governance.tsx";
import { OutputNames } from "./output-names.tsx";
import { ParamTable } from "./param-table.tsx";
import { ChoiceView, ExceptView, InputView, UnreadableView } from "./plain-rules.tsx";
import { ScoreView } from "./score.tsx";
import { TiersView } from "./tiers.tsx";

/** Params in a row make one table, and so do outputs that are only named. */
type Item =
  | { readonly kind: "params"; readonly params: readonly ParamStatement[] }
  | { readonly kind: "outputs"; readonly outputs: readonly OutputStatement[] }
  | { readonly kind: "single"; readonly statement: Statement };

function itemsOf(statements: readonly Statement[]): readonly Item[] {
  const items: Item[] = [];
  for (const statement of statements) {
    const last = items.at(-1);
    if (statement.kind === "param") {
      if (last?.kind === "params") items[items.length - 1] = { kind: "params", params: [...last.params, statement] };
      else items.push({ kind: "params", params: [statement] });
    } else if (statement.kind === "output" && statement.body === undefined) {
      if (last?.kind === "outputs")
        items[items.length - 1] = { kind: "outputs", outputs: [...last.outputs, statement] };
      else items.push({ kind: "outputs", outputs: [statement] });
    } else {
      items.push({ kind: "single", statement });
    }
  }
  return items;
}

/** The rules of one block. */
export const RuleList = (props: { readonly statements: readonly Statement[] }) => (
  <Index each={itemsOf(props.statements)}>{(item) => <ItemView item={item()} />}</Index>
);

function ItemView(props: { readonly item: Item }) {
  const params = () => (props.item.kind === "params" ? props.item.params : undefined);
  const outputs = () => (props.item.kind === "outputs" ? props.item.outputs : undefined);
  const single = <K extends Statement["kind"]>(kind: K) =>
    props.item.kind === "single" && props.item.statement.kind === kind
      ? (props.item.statement as Extract<Statement, { kind: K }>)
      : undefined;
  const formula = (): FormulaStatement | OutputStatement | undefined => single("formula") ?? single("output");
  const examples = (): ExamplesStatement | undefined => single("examples");
  return (
    <Switch>
      <Match when={params()}>{(found) => <ParamTable params={found()} />}</Match>
      <Match when={outputs()}>{(found) => <OutputNames outputs={found()} />}</Match>
      <Match when={formula()}>{(found) => <FormulaView statement={found()} />}</Match>
      <Match when={single("table")}>{(found) => <DecisionTableView table={found()} />}</Match>
      <Match when={single("score")}>{(found) => <ScoreView score={found()} />}</Match>
      <Match when={single("deduct")}>{(found) => <DeductView deduction={found()} />}</Match>
      <Match when={single("veto")}>{(found) => <VetoView veto={found()} />}</Match>
      <Match when={single("distribute")}>{(found) => <DistributionView distribution={found()} />}</Match>
      <Match when={single("tiers")}>{(found) => <TiersView tiers={found()} />}</Match>
      <Match when={examples()}>{(found) => <ExamplesView examples={found()} />}</Match>
      <Match when={single("input")}>{(found) => <InputView input={found()} />}</Match>
      <Match when={single("choice")}>{(found) => <ChoiceView choice={found()} />}</Match>
      <Match when={single("except")}>{(found) => <ExceptView exception={found()} />}</Match>
      <Match when={single("action")}>{(found) => <ActionView action={found()} />}</Match>
      <Match when={single("report")}>{(found) => <ReportView report={found()} />}</Match>
      <Match when={single("budget")}>{(found) => <BudgetView budget={found()} />}</Match>
      <Match when={single("assert")}>{(found) => <AssertView assertion={found()} />}</Match>
      <Match when={single("require")}>{(found) => <RequireView requirement={found()} />}</Match>
      <Match when={single("deadline")}>{(found) => <DeadlineView deadline={found()} />}</Match>
      <Match when={single("held")}>{(found) => <HeldView held={found()} />}</Match>
      <Match when={single("waive")}>{(found) => <WaiveView waiver={found()} />}</Match>
      <Match when={single("unreadable")}>{(found) => <UnreadableView statement={found()} />}</Match>
    </Switch>
  );
}
