import { LANGUAGE_VERSION } from "../../engine/index.ts";
import packageFile from "../../package.json" with { type: "json" };
import { canonicalJson, sha256 } from "../canonical-json.ts";
import type { ListedVersion } from "../store/version-store.ts";

/**
 * Everything that the findings of a version depend on, as one hash: as long as it is the same, so are they.
 * @param current the hash of the current catalogue
 * @param institutions all that a scheme may be held to
 */
export const findingState = (
  { revision, catalogue }: Pick<ListedVersion, "revision" | "catalogue">,
  current: string,
  institutions: readonly { readonly hash: string }[],
): string =>
  sha256(
    canonicalJson([
      packageFile.version,
      LANGUAGE_VERSION,
      revision,
      catalogue ?? current,
      institutions.map(({ hash }) => hash),
    ]),
  );
