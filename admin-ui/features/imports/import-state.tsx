import type { Import } from "../../../server/api-types.ts";
import { Chip, type Tone } from "../../components/chip.tsx";
import { m } from "./messages.ts";

type State = Import["state"];

const TONES: Readonly<Record<State, Tone>> = {
  uploading: "plain",
  reading: "plain",
  unread: "down",
  read: "warn",
  checking: "plain",
  checked: "accent",
  applying: "plain",
  applied: "up",
  discarded: "plain",
};

export const ImportState = (props: { readonly state: State }) => (
  <Chip tone={TONES[props.state]} dot>
    {m().states[props.state]}
  </Chip>
);
