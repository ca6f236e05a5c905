import type { Scheme, SchemeList, VersionSummary } from "../../../server/api-types.ts";

export const GROUPS = [
  "effective",
  "approved",
  "reviewed",
  "submitted",
  "draft",
  "superseded",
  "withdrawn",
] as const satisfies readonly VersionSummary["status"][];
export type Group = (typeof GROUPS)[number];

export interface ListedVersion {
  readonly scheme: Scheme;
  readonly version: VersionSummary;
  /** Name of the version that this one was copied from. */
  readonly basedOn?: string;
}

/** Every version under its group; groups without versions are left out, the last change comes first. */
export function groupVersions({ schemes }: SchemeList): { group: Group; versions: ListedVersion[] }[] {
  const listed = schemes.flatMap((scheme) =>
    scheme.versions.map((version): ListedVersion => {
      const base = scheme.versions.find(({ id }) => id === version.basedOn);
      return { scheme, version, ...(base && { basedOn: base.version }) };
    }),
  );
  listed.sort((a, b) => (a.version.updatedAt < b.version.updatedAt ? 1 : -1));
  return GROUPS.map((group) => ({
    group,
    versions: listed.filter(({ version }) => version.status === group),
  })).filter(({ versions }) => versions.length > 0);
}

/** The page of a version. */
export const versionPath = (scheme: string, version: string): string =>
  `/schemes/${encodeURIComponent(scheme)}/${encodeURIComponent(version)}`;
