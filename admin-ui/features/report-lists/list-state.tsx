import type { ReportList } from "../../../server/api-types.ts";
import { Chip, type Tone } from "../../components/chip.tsx";
import { m } from "./messages.ts";

type State = ReportList["state"];

const TONES: Readonly<Record<State, Tone>> = { made: "warn", signed: "accent", filed: "up" };

export const ListState = (props: { readonly state: State }) => (
  <Chip tone={TONES[props.state]} dot>
    {m().states[props.state]}
  </Chip>
);
