import { language } from "../app/preferences.ts";
import { t } from "../i18n/i18n.ts";
import { ApiError } from "./client.ts";

/** Why an operation failed, in the page's language: the server's own sentence where there is one. */
export function reason(failure: unknown): string {
  if (!(failure instanceof ApiError)) return failure instanceof Error ? failure.message : String(failure);
  return failure.problem?.message[language()] ?? t().app.serverUnreachable;
}
