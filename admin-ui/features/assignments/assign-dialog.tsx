import { createEffect, createMemo, createSignal, on, Show } from "solid-js";
import type { AgentInMonth, Assignment, Scheme } from "../../../server/api-types.ts";
import { assignmentsApi } from "../../api/assignments.ts";
import { reason } from "../../api/reason.ts";
import { Button } from "../../components/button.tsx";
import { Combobox } from "../../components/combobox.tsx";
import { Dialog, DialogActions } from "../../components/dialog.tsx";
import { Labelled } from "../../components/labelled.tsx";
import { MonthField } from "../../components/month-field.tsx";
import page from "../../components/page.module.css";
import { Segmented } from "../../components/segmented.tsx";
import { type Option, Select } from "../../components/select.tsx";
import { notify } from "../../components/toast.tsx";
import { t } from "../../i18n/i18n.ts";
import { m } from "./messages.ts";

/** What stands for no scheme among the options of a list, whose values are texts. */
const NONE = "";

interface AssignDialogProps {
  /** What its fields begin with; closed where absent. */
  readonly given: Partial<Assignment> | undefined;
  readonly schemes: readonly Scheme[];
  readonly roster: readonly AgentInMonth[];
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

export function AssignDialog(props: AssignDialogProps) {
  const [kind, setKind] = createSignal<Assignment["kind"]>("department");
  const [subject, setSubject] = createSignal<string>();
  const [from, setFrom] = createSignal("");
  const [scheme, setScheme] = createSignal<string>();
  const [failure, setFailure] = createSignal<string>();
  const [busy, setBusy] = createSignal(false);
  createEffect(
    on(
      () => props.given,
      (given) => {
        setKind(given?.kind ?? "department");
        setSubject(given?.subject);
        setFrom(given?.from ?? "");
        setScheme(given?.scheme === null ? NONE : given?.scheme);
        setFailure(undefined);
      },
    ),
  );
  const subjects = createMemo((): readonly Option[] => {
    if (kind() === "agent") return props.roster.map(({ agent, name }) => ({ value: agent, label: name, hint: agent }));
    const departments = [...new Set(props.roster.flatMap(({ department }) => department ?? []))];
    return departments.map((department) => ({ value: department, label: department }));
  });
  const schemes = (): readonly Option[] => [
    ...props.schemes.map(({ id, title }) => ({ value: id, label: title })),
    { value: NONE, label: m().noScheme[kind()] },
  ];
  const isComplete = () => subject() !== undefined && from() !== "" && scheme() !== undefined;
  const save = async (): Promise<void> => {
    const [whom, by] = [subject(), scheme()];
    if (whom === undefined || by === undefined) return;
    setBusy(true);
    try {
      await assignmentsApi.put({ kind: kind(), subject: whom, from: from(), scheme: by === NONE ? null : by });
      notify(m().saved(subjects().find(({ value }) => value === whom)?.label ?? whom));
      props.onSaved();
      props.onClose();
    } catch (error) {
      setFailure(reason(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <Dialog
      open={props.given !== undefined}
      onClose={props.onClose}
      title={m().dialogTitle}
      description={m().dialogHint}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Segmented
          label={m().kind}
          segments={(["department", "agent"] as const).map((value) => ({ value, label: m().kinds[value] }))}
          value={kind()}
          onChange={(value) => {
            setKind(value);
            setSubject(undefined);
          }}
        />
        <Labelled label={m().subject}>
          <Combobox label={m().subject} options={subjects()} value={subject()} onChange={setSubject} />
        </Labelled>
        <MonthField label={m().from} value={from()} onChange={setFrom} />
        <Labelled label={m().scheme}>
          <Select label={m().scheme} options={schemes()} value={scheme()} onChange={setScheme} />
        </Labelled>
        <Show when={failure()}>
          <p class={page.failure} role="alert">
            {failure()}
          </p>
        </Show>
        <DialogActions>
          <Button onClick={props.onClose}>{t().app.cancel}</Button>
          <Button variant="primary" type="submit" disabled={busy() || !isComplete()}>
            {m().save}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
