import { type Accessor, createMemo, createResource } from "solid-js";
import type { AgentInMonth, AgentList, SchemeList } from "../../../server/api-types.ts";
import { api, read } from "../../api/client.ts";
import { FileText, User } from "../../components/icons.tsx";
import { versionPath } from "../../features/schemes/scheme-groups.ts";
import { t } from "../../i18n/i18n.ts";
import { entries, maySee } from "../navigation.ts";
import { m } from "./messages.ts";
import { offeredPlaces, type Place } from "./offers.ts";

/** Pages of the roster that are read at most: those of 2,000 people; the open page offers everybody it shows. */
const MOST_PAGES = 10;

interface Places {
  readonly all: Accessor<readonly Place[]>;
  readonly loading: Accessor<boolean>;
}

/**
 * Everywhere one can go: what the open page offers, then pages, versions and people. What the server
 * refuses or cannot say now is left out.
 * @param wantsAgents whether people are looked for: they are read only then
 */
export function createPlaces(wantsAgents: Accessor<boolean>): Places {
  const [schemes] = createResource(
    () => maySee("/schemes"),
    () => api.schemes().catch((): SchemeList => ({ schemes: [] })),
  );
  const offersAgents = createMemo(() => offeredPlaces().some(({ kind }) => kind === "agent"));
  const [roster] = createResource(
    () => wantsAgents() && !offersAgents() && maySee("/schemes"),
    () => readRoster().catch(() => []),
  );
  const all = createMemo((): readonly Place[] => [
    ...offeredPlaces(),
    ...entries().map(({ path, label, icon }): Place => ({ kind: "page", label: label(), icon, href: path })),
    ...versions(schemes.latest),
    ...agents(roster.latest ?? [], schemes.latest),
  ]);
  return { all, loading: () => schemes.loading || roster.loading };
}

async function readRoster(): Promise<readonly AgentInMonth[]> {
  const found: AgentInMonth[] = [];
  let after: string | undefined = "";
  for (let page = 0; page < MOST_PAGES && after !== undefined; page++) {
    const list: AgentList = await read(`/agents?limit=200${after && `&after=${encodeURIComponent(after)}`}`);
    found.push(...list.agents);
    after = list.next;
  }
  return found;
}

const versions = (list: SchemeList | undefined): Place[] =>
  (list?.schemes ?? []).flatMap(({ id, versions }) =>
    versions.map(
      ({ title, version, status }): Place => ({
        kind: "scheme",
        label: title,
        hint: version === status ? t().status[status] : `${version} ${t().status[status]}`,
        icon: FileText,
        href: versionPath(id, version),
      }),
    ),
  );

/** A person is looked at under the version in force. */
function agents(roster: readonly AgentInMonth[], list: SchemeList | undefined): Place[] {
  const all = (list?.schemes ?? []).flatMap(({ id, versions }) => versions.map((version) => ({ id, version })));
  const shown = all.find(({ version }) => version.status === "effective") ?? all[0];
  if (!shown) return [];
  const { title, version } = shown.version;
  return roster.map(({ agent, name, department, position }) => ({
    kind: "agent",
    label: name,
    hint: [department, position, m().paidUnder(`${title} ${version}`)].filter(Boolean).join(" · "),
    tag: agent,
    icon: User,
    href: `${versionPath(shown.id, version)}?agent=${encodeURIComponent(agent)}`,
  }));
}
