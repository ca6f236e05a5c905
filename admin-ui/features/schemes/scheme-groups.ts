import type { Scheme, SchemeFigures, SchemeList, VersionSummary } from "../../../server/api-types.ts";

/** What versions have in common that stand together in the list. */
const STATUSES = {
  effective: ["effective"],
  approved: ["approved"],
  inApproval: ["reviewed", "submitted"],
  draft: ["draft"],
  past: ["superseded", "withdrawn"],
} as const satisfies Record<string, readonly VersionSummary["status"][]>;
export type Group = keyof typeof STATUSES;
const GROUPS = Object.keys(STATUSES) as readonly Group[];

export type VersionFigures = SchemeFigures["versions"][number];

export interface ListedVersion {
  readonly scheme: Scheme;
  readonly version: VersionSummary;
  /** Name of the version that this one was copied from. */
  readonly basedOn?: string;
  /** Absent for what has never paid anybody. */
  readonly figures?: VersionFigures;
}

export const SORTS = ["title", "version", "effective", "people", "payout", "authors"] as const;
export type SortKey = (typeof SORTS)[number];

export interface Order {
  /** By the last change where absent, the newest first. */
  readonly by?: SortKey;
  readonly descending: boolean;
}

export interface Chosen {
  /** Part of a title, a version's name or an author's; empty for all. */
  readonly typed: string;
  readonly order: Order;
}

/** Every version that matches under its group, in the order asked for; groups without versions are left out. */
export function groupVersions(
  { schemes }: SchemeList,
  figures: readonly VersionFigures[],
  { typed, order }: Chosen,
): { group: Group; versions: ListedVersion[] }[] {
  const figuresOf = new Map(figures.map((found) => [found.version, found]));
  const listed = schemes.flatMap((scheme) =>
    scheme.versions.map((version): ListedVersion => {
      const base = scheme.versions.find(({ id }) => id === version.basedOn);
      const found = figuresOf.get(version.id);
      return { scheme, version, ...(base && { basedOn: base.version }), ...(found && { figures: found }) };
    }),
  );
  const wanted = typed.trim().toLowerCase();
  const shown = listed.filter((each) => wanted === "" || searchText(each).includes(wanted)).sort(ordered(order));
  return GROUPS.map((group) => ({
    group,
    versions: shown.filter(({ version }) => STATUSES[group].some((status) => status === version.status)),
  })).filter(({ versions }) => versions.length > 0);
}

const searchText = ({ scheme, version, basedOn }: ListedVersion): string =>
  [version.title, scheme.title, scheme.id, version.version, basedOn, ...version.authors.map(({ name }) => name)]
    .join("\n")
    .toLowerCase();

type Comparison = (a: ListedVersion, b: ListedVersion) => number;

const byUpdate: Comparison = (a, b) => b.version.updatedAt.localeCompare(a.version.updatedAt);
const byText = (text: (listed: ListedVersion) => string): Comparison => {
  const collator = new Intl.Collator("zh-CN", { numeric: true });
  return (a, b) => collator.compare(text(a), text(b));
};

const COMPARISONS: Readonly<Record<SortKey, Comparison>> = {
  title: byText(({ version, scheme }) => version.title || scheme.title),
  version: byText(({ version }) => version.version),
  effective: byText(({ version }) => version.effectiveFrom ?? ""),
  people: (a, b) => (a.figures?.assigned ?? 0) - (b.figures?.assigned ?? 0),
  payout: (a, b) => lastPayout(a) - lastPayout(b),
  authors: byText(({ version }) => version.authors.map(({ name }) => name).join(" ")),
};

/** In fen; below all others where nothing has been paid. */
const lastPayout = ({ figures }: ListedVersion): number => figures?.payouts.at(-1)?.payout ?? Number.NEGATIVE_INFINITY;

/** Equal ones stand by their last change. */
function ordered({ by, descending }: Order): Comparison {
  if (by === undefined) return byUpdate;
  const compare = COMPARISONS[by];
  return (a, b) => {
    const found = compare(a, b);
    return Number.isNaN(found) || found === 0 ? byUpdate(a, b) : descending ? -found : found;
  };
}

/** The page of a version. */
export const versionPath = (scheme: string, version: string): string =>
  `/schemes/${encodeURIComponent(scheme)}/${encodeURIComponent(version)}`;
