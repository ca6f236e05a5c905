/** What a new catalogue may not do: give another meaning to a name that approved versions use. */
import { type Catalogue, type Metric, readCatalogue } from "../../engine/index.ts";
import { canonicalJson } from "../canonical-json.ts";
import { diagnosticsJson } from "../diagnostic-json.ts";
import type { Diagnostic } from "../http/schemas.ts";
import { catalogueOf } from "./library.ts";

/** An approved version and what it reads. */
export interface Use {
  /** As people know it: scheme and version. */
  readonly version: string;
  /** Names of metrics. */
  readonly metrics: readonly string[];
}

/** Plain texts, so that another thread can be given it. */
export interface CatalogueChange {
  readonly before: string;
  readonly after: string;
  readonly uses: readonly Use[];
}

export interface CatalogueVerdict {
  /** The findings of the new text. */
  readonly diagnostics: readonly Diagnostic[];
  /** The first metric that is gone or means something else, and a version that uses it; absent: there is none. */
  readonly changed?: { readonly metric: string; readonly version: string };
}

/** Never throws, whatever the text is. */
export function judgeCatalogue({ before, after, uses }: CatalogueChange): CatalogueVerdict {
  const { catalogue, diagnostics } = readCatalogue(after);
  const changed = changedInUse(catalogueOf(before), catalogue, uses);
  return { diagnostics: diagnosticsJson(after, diagnostics), ...(changed && { changed }) };
}

function changedInUse(before: Catalogue, after: Catalogue, uses: readonly Use[]): CatalogueVerdict["changed"] {
  for (const { version, metrics } of uses) {
    const metric = metrics.find((name) => meaningOf(before.metrics.get(name)) !== meaningOf(after.metrics.get(name)));
    if (metric !== undefined) return { metric, version };
  }
  return undefined;
}

/** Unit, values and how it is computed; other words for it and where it comes from may change. */
const meaningOf = (metric: Metric | undefined): string =>
  metric === undefined
    ? ""
    : canonicalJson({
        type: metric.type,
        decimals: metric.decimals,
        permitted: metric.permitted,
        rate: metric.rate,
      });
