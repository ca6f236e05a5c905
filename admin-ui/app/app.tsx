import { A, Navigate, Route, Router } from "@solidjs/router";
import { lazy } from "solid-js";
import { Notice } from "../components/notice.tsx";
import { SchemeListPage } from "../features/schemes/scheme-list-page.tsx";
import { t } from "../i18n/i18n.ts";
import { Frame } from "./frame.tsx";

/** The workbench brings the engine: it loads when a scheme is opened. */
const WorkbenchPage = lazy(() => import("../features/workbench/workbench-page.tsx"));

const InstitutionPage = lazy(() => import("../features/institutions/institution-page.tsx"));

export const App = () => (
  <Router root={Frame}>
    <Route path="/" component={() => <Navigate href="/schemes" />} />
    <Route path="/schemes" component={SchemeListPage} />
    <Route path="/schemes/:scheme/:version" component={WorkbenchPage} />
    <Route path="/institutions/:id" component={InstitutionPage} />
    <Route path="*" component={NotFound} />
  </Router>
);

const NotFound = () => (
  <Notice title={t().app.notFound} hint={t().app.notFoundHint}>
    <A class="link" href="/schemes">
      {t().app.backToSchemes}
    </A>
  </Notice>
);
