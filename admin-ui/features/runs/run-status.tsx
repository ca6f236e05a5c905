import type { Run } from "../../../server/api-types.ts";
import { Chip, type Tone } from "../../components/chip.tsx";
import { m } from "./messages.ts";

type Status = Run["status"];

export const STATUSES: readonly Status[] = ["open", "computed", "reviewed", "locked", "published"];

const TONES: Readonly<Record<Status, Tone>> = {
  open: "warn",
  computed: "accent",
  reviewed: "accent",
  locked: "accent",
  published: "up",
};

export const RunStatus = (props: { readonly status: Status }) => (
  <Chip tone={TONES[props.status]} dot>
    {m().statuses[props.status]}
  </Chip>
);
