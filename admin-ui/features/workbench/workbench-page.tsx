import { useNavigate, useParams } from "@solidjs/router";
import { createEffect, createResource, createSignal, Match, Switch } from "solid-js";
import { api, type Tagged } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { t } from "../../i18n/i18n.ts";
import { versionPath } from "../schemes/scheme-groups.ts";
import { Workbench, type WorkbenchMaterial } from "./workbench.tsx";

/** Finds the version that the address names and opens it. */
export default function WorkbenchPage() {
  const params = useParams<{ scheme: string; version: string }>();
  const navigate = useNavigate();
  /** The address follows a draft that is renamed in its front matter; that is no reason to open it anew. */
  const [opened, setOpened] = createSignal<string>();
  const address = () => versionPath(params.scheme, params.version);

  const [material, { refetch }] = createResource(
    () => (address() === opened() ? undefined : { scheme: params.scheme, version: params.version }),
    ({ scheme, version }) => gather(scheme, version),
  );
  createEffect(() => {
    const found = material.error ? undefined : material();
    if (found) setOpened(versionPath(found.opened.version.scheme, found.opened.version.version));
  });
  const renamed = (version: string): void => {
    const path = versionPath(params.scheme, version);
    setOpened(path);
    navigate(`${path}${location.search}`, { replace: true });
  };

  return (
    <Switch fallback={<Notice title={t().app.notFound} hint={t().app.notFoundHint} />}>
      <Match when={material.loading}>
        <Loading title={t().workbench.loading} />
      </Match>
      <Match when={material.error}>
        <Notice role="alert" title={reason(material.error)} hint={t().app.serverUnreachableHint}>
          <Button onClick={() => refetch()}>{t().app.retry}</Button>
        </Notice>
      </Match>
      <Match when={material()} keyed>
        {(found) => <Workbench material={found} onRenamed={renamed} />}
      </Match>
    </Switch>
  );
}

/** All that the workbench starts from; `null` where there is no such version. */
async function gather(schemeId: string, name: string): Promise<WorkbenchMaterial | null> {
  const [{ schemes }, catalogue, governance, { datasets }] = await Promise.all([
    api.schemes(),
    api.catalogue(),
    api.institutions(),
    api.datasets(),
  ]);
  const scheme = schemes.find(({ id }) => id === schemeId);
  const summary = scheme?.versions.find(({ version }) => version === name);
  if (!scheme || !summary) return null;
  const base = scheme.versions.find(({ id }) => id === summary.basedOn);
  const [opened, basedOn]: [Tagged, Tagged | undefined] = await Promise.all([
    api.version(summary.id),
    base && api.version(base.id),
  ]);
  const institutions = governance.institutions.map(({ text }) => text);
  return { opened, basedOn: basedOn?.version, catalogue: catalogue.text, institutions, dataSets: datasets };
}
