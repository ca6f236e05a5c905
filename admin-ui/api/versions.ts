import type { NewDraft, VersionDiff } from "../../server/api-types.ts";
import { read, type Tagged, toTagged } from "./client.ts";
import { once } from "./once.ts";
import type { StepRequest } from "./step-request.ts";

const part = encodeURIComponent;

/** Versions side by side, and what happens to one once, however often it is sent. Failures are `ApiError`s. */
export const versionsApi = {
  /** What a version says differently from another one. */
  diff: (id: string, against: string) => read<VersionDiff>(`/versions/${part(id)}/diff?against=${part(against)}`),
  /** A draft of the same scheme: a copy of the version, or another text. */
  newDraft: async (id: string, body: NewDraft): Promise<Tagged> =>
    toTagged(await once(`/versions/${part(id)}/drafts`, { body })),
  /** @throws ApiError with what stands in the way */
  takeStep: async (id: string, etag: string, { step, body }: StepRequest): Promise<Tagged> =>
    toTagged(await once(`/versions/${part(id)}/${step}`, { body, ifMatch: etag })),
};
