import { TextField } from "../../components/text-field.tsx";
import { t } from "../../i18n/i18n.ts";

/** In characters; the server refuses what is shorter. */
export const SHORTEST_PASSWORD = 10;

interface NewPasswordFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** Why the server refused it. */
  readonly failure: string | undefined;
  readonly autofocus?: boolean;
}

/** A password that is being chosen: says what is missing while it is typed. */
export function NewPasswordField(props: NewPasswordFieldProps) {
  const missing = () => SHORTEST_PASSWORD - props.value.length;
  const error = () => (props.value !== "" && missing() > 0 ? t().session.tooShort(missing()) : props.failure);
  return (
    <TextField
      label={t().session.next}
      hint={t().session.passwordHint(SHORTEST_PASSWORD)}
      error={error()}
      value={props.value}
      onChange={props.onChange}
      type="password"
      autocomplete="new-password"
      autofocus={props.autofocus ?? false}
    />
  );
}
