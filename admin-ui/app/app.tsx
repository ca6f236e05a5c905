import { A, Navigate, Route, Router } from "@solidjs/router";
import { lazy, Show } from "solid-js";
import { Notice } from "../components/notice.tsx";
import { SchemeListPage } from "../features/schemes/scheme-list-page.tsx";
import { t } from "../i18n/i18n.ts";
import { Frame } from "./frame.tsx";
import { entries } from "./navigation.ts";

/** The workbench brings the engine: it loads when a scheme is opened. */
const WorkbenchPage = lazy(() => import("../features/workbench/workbench-page.tsx"));

/** Brings the engine as well, with the worker that holds a population. */
const ComparePage = lazy(() => import("../features/compare/compare-page.tsx"));

const InstitutionPage = lazy(() => import("../features/institutions/institution-page.tsx"));

const RunListPage = lazy(() => import("../features/runs/run-list-page.tsx"));
const RunPage = lazy(() => import("../features/runs/run-page.tsx"));
const CorrectionsPage = lazy(() => import("../features/corrections/corrections-page.tsx"));
const CorrectionPage = lazy(() => import("../features/corrections/correction-page.tsx"));
const ReportListsPage = lazy(() => import("../features/report-lists/report-lists-page.tsx"));
const ReportListPage = lazy(() => import("../features/report-lists/report-list-page.tsx"));
const AssignmentsPage = lazy(() => import("../features/assignments/assignments-page.tsx"));
const WhatIfPage = lazy(() => import("../features/what-if/what-if-page.tsx"));
const AppealListPage = lazy(() => import("../features/appeals/appeal-list-page.tsx"));
const PayPage = lazy(() => import("../features/pay/pay-page.tsx"));
const ReportsPayPage = lazy(() => import("../features/pay/reports-pay-page.tsx"));
const StatementPage = lazy(() => import("../features/pay/statement-page.tsx"));
/** What a file's columns can be is read from the catalogue, with the engine. */
const ImportsPage = lazy(() => import("../features/imports/imports-page.tsx"));
const ImportPage = lazy(() => import("../features/imports/import-page.tsx"));

const RatingsPage = lazy(() => import("../features/ratings/ratings-page.tsx"));
const SelfAppraisalPage = lazy(() => import("../features/self-appraisal/self-appraisal-page.tsx"));

const UsersPage = lazy(() => import("../features/users/users-page.tsx"));
const AuditPage = lazy(() => import("../features/audit/audit-page.tsx"));

const SetUpPage = lazy(() => import("../features/sign-in/set-up-page.tsx"));
const LinkPage = lazy(() => import("../features/sign-in/link-page.tsx"));

export const App = () => (
  <Router root={Frame}>
    <Route path="/" component={Start} />
    <Route path="/schemes" component={SchemeListPage} />
    <Route path="/schemes/:scheme/:version" component={WorkbenchPage} />
    <Route path="/compare" component={ComparePage} />
    <Route path="/institutions/:id" component={InstitutionPage} />
    <Route path="/runs" component={RunListPage} />
    <Route path="/runs/:run" component={RunPage} />
    <Route path="/corrections" component={CorrectionsPage} />
    <Route path="/corrections/:id" component={CorrectionPage} />
    <Route path="/report-lists" component={ReportListsPage} />
    <Route path="/report-lists/:id" component={ReportListPage} />
    <Route path="/assignments" component={AssignmentsPage} />
    <Route path="/what-if" component={WhatIfPage} />
    <Route path="/appeals" component={AppealListPage} />
    <Route path="/pay" component={PayPage} />
    <Route path="/pay/:run" component={StatementPage} />
    <Route path="/reports-pay" component={ReportsPayPage} />
    <Route path="/imports" component={ImportsPage} />
    <Route path="/imports/:id" component={ImportPage} />
    <Route path="/ratings" component={RatingsPage} />
    <Route path="/self-appraisal" component={SelfAppraisalPage} />
    <Route path="/users" component={UsersPage} />
    <Route path="/audit" component={AuditPage} />
    <Route path="/setup" component={SetUpPage} />
    <Route path="/link" component={LinkPage} />
    <Route path="*" component={NotFound} />
  </Router>
);

/** Everybody begins with the first page that their roles have. */
const Start = () => (
  <Show when={entries()[0]} fallback={<Notice title={t().app.noEntries} />}>
    {(first) => <Navigate href={first().path} />}
  </Show>
);

const NotFound = () => (
  <Notice title={t().app.notFound} hint={t().app.notFoundHint}>
    <A class="link" href="/">
      {t().app.toStart}
    </A>
  </Notice>
);
