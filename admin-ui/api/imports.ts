import type { DataSet, FindingList, Import, ImportList, ImportMapping, MetricUnits } from "../../server/api-types.ts";
import { read, send } from "./client.ts";
import { once } from "./once.ts";

export type ImportKind = Import["kind"];

/** What is said before the file is read; what is absent is recognised. */
export type ReadingChoice = Import["choice"];

/** An import with the ETag that its next step must name. */
export interface TaggedImport {
  readonly found: Import;
  readonly etag: string;
}

export interface NewImport {
  readonly kind: ImportKind;
  /** Where it goes; absent for a roster. */
  readonly dataSet?: string;
}

const at = (id: string): string => `/imports/${encodeURIComponent(id)}`;

const tagged = async (response: Response): Promise<TaggedImport> => ({
  found: (await response.json()) as Import,
  etag: response.headers.get("ETag") ?? "",
});

export const importsApi = {
  /** The newest first. @param after `next` of the page before */
  list: (after?: string) =>
    read<ImportList>(`/imports${after === undefined ? "" : `?${new URLSearchParams({ after })}`}`),
  /** @throws ApiError also where the file is too large */
  upload: ({ kind, dataSet }: NewImport, file: File) => {
    const query = new URLSearchParams({ kind, fileName: file.name, ...(dataSet !== undefined && { dataSet }) });
    return read<Import>(`/imports?${query}`, { method: "POST", body: file });
  },
  find: async (id: string) => tagged(await send(at(id))),
  /** By metric; its own unit first. */
  units: async (id: string) => (await read<MetricUnits>(`${at(id)}/units`)).units,
  readAgain: async (id: string, etag: string, choice: ReadingChoice) =>
    tagged(await send(`${at(id)}/read`, { method: "POST", body: choice, ifMatch: etag })),
  /** Has the file checked by it. @throws ApiError `import-mapping-invalid` */
  map: async (id: string, etag: string, mapping: ImportMapping) =>
    tagged(await send(`${at(id)}/mapping`, { method: "PUT", body: mapping, ifMatch: etag })),
  findings: (id: string, after?: string) =>
    read<FindingList>(`${at(id)}/findings${after === undefined ? "" : `?${new URLSearchParams({ after })}`}`),
  /** Where the findings can be saved from. */
  errorFile: (id: string): string => `/api${at(id)}/error-file`,
  /** @param accept the warnings have been looked at */
  apply: async (id: string, accept: boolean) => tagged(await once(`${at(id)}/apply`, { body: { accept } })),
  discard: async (id: string) => tagged(await send(`${at(id)}/discard`, { method: "POST" })),
  newDataSet: async (name: string) => (await once("/datasets", { body: { name } })).json() as Promise<DataSet>,
};
