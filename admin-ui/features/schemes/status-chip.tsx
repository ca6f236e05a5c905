import type { VersionSummary } from "../../../server/api-types.ts";
import { Chip, type Tone } from "../../components/chip.tsx";
import { t } from "../../i18n/i18n.ts";

/** `broken`: a draft with errors, with which nothing can be run. */
type Standing = "published" | "draft" | "broken";

const TONES: Readonly<Record<Standing, Tone>> = { published: "up", draft: "warn", broken: "down" };

export function StatusChip(props: { readonly version: VersionSummary }) {
  const standing = (): Standing =>
    props.version.status === "draft" && props.version.findings.errors > 0 ? "broken" : props.version.status;
  return (
    <Chip tone={TONES[standing()]} dot>
      {t().status[standing()]}
    </Chip>
  );
}
