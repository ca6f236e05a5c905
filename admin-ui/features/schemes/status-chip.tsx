import type { VersionSummary } from "../../../server/api-types.ts";
import { Chip, type Tone } from "../../components/chip.tsx";
import { t } from "../../i18n/i18n.ts";

type Status = VersionSummary["status"];

export const STATUS_TONES: Readonly<Record<Status, Tone>> = {
  draft: "warn",
  submitted: "accent",
  reviewed: "accent",
  approved: "up",
  effective: "up",
  superseded: "plain",
  withdrawn: "plain",
};

export function StatusChip(props: { readonly version: VersionSummary }) {
  // A draft with errors, with which nothing can be run.
  const isBroken = (): boolean => props.version.status === "draft" && props.version.findings.errors > 0;
  return (
    <Chip tone={isBroken() ? "down" : STATUS_TONES[props.version.status]} dot>
      {t().status[isBroken() ? "broken" : props.version.status]}
    </Chip>
  );
}
