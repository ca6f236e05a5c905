import type { Submission, Version } from "../../server/api-types.ts";

export type Step = Version["steps"][number];

/** What a step is asked with; the server knows who asks. */
export type StepRequest =
  | { readonly step: "submit"; readonly body: Submission }
  | { readonly step: "review"; readonly body: { readonly comment?: string } }
  | { readonly step: "approve"; readonly body: { readonly effectiveFrom: string; readonly comment?: string } }
  | { readonly step: "return" | "withdraw"; readonly body: { readonly comment: string } };

/** A comment that was left blank is none. */
export const commented = (comment: string): { readonly comment?: string } =>
  comment.trim() === "" ? {} : { comment: comment.trim() };
