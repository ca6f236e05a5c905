import { A, useParams } from "@solidjs/router";
import { createEffect, createResource, Match, Show, Switch } from "solid-js";
import type { Institution } from "../../../server/api-types.ts";
import { api } from "../../api/client.ts";
import { reason } from "../../api/reason.ts";
import { QuickSwitches } from "../../app/quick-switches.tsx";
import { TopBar } from "../../app/top-bar.tsx";
import { Boundary } from "../../components/boundary.tsx";
import { Button } from "../../components/button.tsx";
import { Loading, Notice } from "../../components/notice.tsx";
import { t } from "../../i18n/i18n.ts";
import { createWorkbench } from "../../kernel/workbench.ts";
import { DocumentView } from "../document/document-view.tsx";
import styles from "./institution-page.module.css";

interface Material {
  readonly institution: Institution;
  /** Text of the metric catalogue. */
  readonly catalogue: string;
}

/** An institution as the policy it is, to read. */
export default function InstitutionPage() {
  const params = useParams<{ id: string }>();
  const [material, { refetch }] = createResource(() => decodeURIComponent(params.id), gather);
  return (
    <Switch
      fallback={
        <Notice title={t().app.notFound} hint={t().app.notFoundHint}>
          <A class="link" href="/schemes">
            {t().app.backToSchemes}
          </A>
        </Notice>
      }
    >
      <Match when={material.loading}>
        <Loading title={t().schemes.loading} />
      </Match>
      <Match when={material.error}>
        <Notice role="alert" title={reason(material.error)} hint={t().app.serverUnreachableHint}>
          <Button onClick={() => refetch()}>{t().app.retry}</Button>
        </Notice>
      </Match>
      <Match when={material()} keyed>
        {(found) => <InstitutionView material={found} />}
      </Match>
    </Switch>
  );
}

/** `null` where there is no such institution. */
async function gather(id: string): Promise<Material | null> {
  const [{ institutions }, catalogue] = await Promise.all([api.institutions(), api.catalogue()]);
  const institution = institutions.find((each) => each.id === id);
  return institution ? { institution, catalogue: catalogue.text } : null;
}

function InstitutionView(props: { readonly material: Material }) {
  const { institution, catalogue } = props.material;
  const workbench = createWorkbench();
  workbench.client.set({ catalogue });
  workbench.client.update(institution.text);
  createEffect(() => {
    document.title = `${institution.title} · ${t().app.name}`;
  });
  return (
    <>
      <TopBar actions={<QuickSwitches />}>
        <h1 class={styles.title}>{institution.title}</h1>
        <Show when={institution.version}>{(version) => <span class={styles.version}>{version()}</span>}</Show>
      </TopBar>
      <div class={styles.page}>
        <Boundary>
          <DocumentView workbench={workbench} />
        </Boundary>
      </div>
    </>
  );
}
