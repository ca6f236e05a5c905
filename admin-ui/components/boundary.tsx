import { ErrorBoundary, type JSX } from "solid-js";
import { t } from "../i18n/i18n.ts";
import { Button } from "./button.tsx";
import { Notice } from "./notice.tsx";

/** Keeps a part that fails (a bug, or code that could not be loaded) from taking the page with it. */
export const Boundary = (props: { readonly children: JSX.Element }) => (
  <ErrorBoundary
    fallback={(error: unknown) => (
      <Notice role="alert" title={t().app.broken} hint={error instanceof Error ? error.message : String(error)}>
        <Button onClick={() => location.reload()}>{t().app.reload}</Button>
      </Notice>
    )}
  >
    {props.children}
  </ErrorBoundary>
);
