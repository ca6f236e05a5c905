import type { Actor } from "../../access/actor.ts";
import { FILE_LIMITS } from "../../data/limits.ts";
import { errorFile } from "../../imports/error-file.ts";
import { BEGINS, type ImportState, type Import as StoredImport } from "../../imports/import.ts";
import { mappingFaults } from "../../imports/mapping-faults.ts";
import { receive, removeFile } from "../../imports/receive.ts";
import { targetOf } from "../../imports/target.ts";
import { unitsFor } from "../../imports/units.ts";
import { enqueue } from "../../jobs/enqueue.ts";
import { currentDefinitions } from "../../schemes/current-catalogue.ts";
import type { ImportChange } from "../../store/import-store.ts";
import type { Stores } from "../../store/store.ts";
import { etagOf } from "../precondition.ts";
import { problem } from "../problem.ts";
import { Download, type Reply, type Route, route } from "../route.ts";
import { ById, pageLimit } from "../schemas/common.ts";
import {
  ApplyImport,
  FindingList,
  FindingQuery,
  Import,
  ImportList,
  ImportMapping,
  ImportQuery,
  type ImportSummary,
  MetricUnits,
  NewImport,
  ReadingChoice,
} from "../schemas/imports.ts";
import type { Services } from "../services.ts";

/** All findings that are kept, for the error file. */
const ALL = 20_000;

type StepName = "import.read" | "import.check" | "import.apply";

export const importRoutes = ({ store }: Pick<Services, "store">): Route[] => [
  route("GET /api/imports", {
    summary: "The imports, the newest first",
    query: ImportQuery,
    status: 200,
    response: ImportList,
    problems: [],
    handle: async ({ query: { dataSet, limit: asked, after } }) => {
      const limit = pageLimit(asked);
      const imports = await store.stores.imports.list({ dataSet, limit, after });
      const last = imports.length === limit ? imports.at(-1) : undefined;
      return { body: { imports: imports.map(summaryJson), ...(last && { next: last.id }) } satisfies ImportList };
    },
  }),

  route("POST /api/imports", {
    summary: "Uploads a file to be imported, and has it read",
    query: NewImport,
    upload: { limit: FILE_LIMITS.bytes },
    status: 201,
    response: Import,
    etag: true,
    costly: true,
    problems: ["dataset-not-found", "import-data-set", "body-too-large"],
    handle: async ({ query: { kind, dataSet, fileName }, upload, actor, write }) => {
      if ((dataSet === undefined) !== (kind === "roster")) throw problem("import-data-set", {});
      if (dataSet !== undefined && !(await store.stores.dataSets.find(dataSet))) {
        throw problem("dataset-not-found", { id: dataSet });
      }
      const file = { kind, fileName, ...(dataSet !== undefined && { dataSet }) };
      const { id, size, hash } = await receive(store, actor, file, upload.bytes);
      return write(async (stores) => {
        await stores.imports.uploaded(id, size, hash, store.now());
        stores.audit.record({ action: "import.upload", subject: id, details: { kind, fileName, hash, size } });
        return begin(
          stores,
          await existing(stores, id),
          ["uploading"],
          "reading",
          {},
          "import.read",
          actor,
          store.now(),
        );
      });
    },
  }),

  route("GET /api/imports/{id}", {
    summary: "An import: what the file is, what is proposed and asked, what the check came to",
    params: ById,
    status: 200,
    response: Import,
    etag: true,
    problems: ["import-not-found"],
    handle: async ({ params: { id } }) => replyOf(await existing(store.stores, id)),
  }),

  route("GET /api/imports/{id}/units", {
    summary: "The units in which a file may give each metric",
    params: ById,
    status: 200,
    response: MetricUnits,
    problems: ["import-not-found"],
    handle: async ({ params: { id } }) => {
      await existing(store.stores, id);
      const { catalogue } = await currentDefinitions(store.stores);
      const imported = [...catalogue.metrics.values()].filter(({ rate }) => !rate);
      const units = imported.map((metric) => ({ name: metric.name, units: [...unitsFor(metric, catalogue).keys()] }));
      return {
        body: { units: Object.fromEntries(units.map(({ name, units: of }) => [name, of])) } satisfies MetricUnits,
      };
    },
  }),

  route("POST /api/imports/{id}/read", {
    summary: "Has the file read again: by another encoding, of another sheet, with another header",
    params: ById,
    body: ReadingChoice,
    ifMatch: true,
    status: 202,
    response: Import,
    etag: true,
    costly: true,
    problems: ["import-not-found", "import-wrong-state", "precondition-failed"],
    handle: ({ params: { id }, body: choice, matches, actor, write }) =>
      write(async (stores) => {
        const found = await unchanged(stores, id, matches);
        stores.audit.record({ action: "import.read", subject: id, details: choice });
        return begin(
          stores,
          found,
          BEGINS.read,
          "reading",
          { choice, reason: null },
          "import.read",
          actor,
          store.now(),
        );
      }),
  }),

  route("PUT /api/imports/{id}/mapping", {
    summary: "Says what each column is, and has the file checked by it; the proposal has to be confirmed too",
    params: ById,
    body: ImportMapping,
    ifMatch: true,
    status: 202,
    response: Import,
    etag: true,
    costly: true,
    problems: ["import-not-found", "import-wrong-state", "import-mapping-invalid", "precondition-failed"],
    handle: async ({ params: { id }, body: mapping, matches, actor, write }) => {
      const definitions = await currentDefinitions(store.stores);
      return write(async (stores) => {
        const found = await unchanged(stores, id, matches);
        expectState(found, BEGINS.check);
        const [fault] = mappingFaults(
          mapping,
          found.reading?.headers ?? [],
          targetOf(found.kind, definitions, mapping.log),
        );
        if (fault) throw problem("import-mapping-invalid", { zh: fault.zh, en: fault.en });
        stores.audit.record({ action: "import.check", subject: id });
        const change = { mapping, report: null, reason: null };
        return begin(stores, found, BEGINS.check, "checking", change, "import.check", actor, store.now());
      });
    },
  }),

  route("GET /api/imports/{id}/findings", {
    summary: "What the check found, by row, column and value",
    params: ById,
    query: FindingQuery,
    status: 200,
    response: FindingList,
    problems: ["import-not-found"],
    handle: async ({ params: { id }, query: { severity, limit: asked, after } }) => {
      const { report } = await existing(store.stores, id);
      const limit = pageLimit(asked);
      const from = after === undefined || !/^\d{1,9}$/.test(after) ? undefined : Number(after);
      const page = report
        ? await store.stores.imports.findings(id, report.checkId, { severity, after: from, limit })
        : [];
      const last = page.length === limit ? page.at(-1) : undefined;
      const findings = page.map(({ finding }) => finding);
      return { body: { findings, ...(last && { next: String(last.position) }) } satisfies FindingList };
    },
  }),

  route("GET /api/imports/{id}/error-file", {
    summary: "What the check found as CSV, to be worked through in a spreadsheet",
    params: ById,
    status: 200,
    contentType: "text/csv; charset=utf-8",
    problems: ["import-not-found"],
    handle: async ({ params: { id }, write }) => {
      const { report, fileName } = await existing(store.stores, id);
      const page = report ? await store.stores.imports.findings(id, report.checkId, { limit: ALL }) : [];
      const bytes = errorFile(page.map(({ finding }) => finding));
      return write(async ({ audit }) => {
        audit.record({ action: "import.export-findings", subject: id });
        return { body: new Download(new Uint8Array(bytes), "text/csv; charset=utf-8", `${fileName}.errors.csv`) };
      });
    },
  }),

  route("POST /api/imports/{id}/apply", {
    summary: "Puts the checked file into the store, all of it or nothing",
    params: ById,
    body: ApplyImport,
    idempotent: true,
    status: 202,
    response: Import,
    etag: true,
    costly: true,
    problems: ["import-not-found", "import-wrong-state", "import-has-errors", "import-has-warnings"],
    handle: ({ params: { id }, body: { accept }, actor, write }) =>
      write(async (stores) => {
        const found = await existing(stores, id);
        expectState(found, BEGINS.apply);
        const { errors = 0, warnings = 0 } = found.report ?? {};
        if (errors > 0) throw problem("import-has-errors", { count: String(errors) });
        if (warnings > 0 && !accept) throw problem("import-has-warnings", { count: String(warnings) });
        stores.audit.record({ action: "import.accept", subject: id, details: { warnings } });
        return begin(stores, found, BEGINS.apply, "applying", { reason: null }, "import.apply", actor, store.now());
      }),
  }),

  route("POST /api/imports/{id}/discard", {
    summary: "Gives an import up; the file is removed",
    params: ById,
    status: 200,
    response: Import,
    etag: true,
    problems: ["import-not-found", "import-wrong-state"],
    handle: async ({ params: { id }, write }) => {
      const reply = await write(async (stores) => {
        const found = await existing(stores, id);
        expectState(found, BEGINS.discard);
        await stores.imports.change(id, BEGINS.discard, "discarded", { reading: null, reason: null }, store.now());
        stores.audit.record({ action: "import.discard", subject: id, details: { fileName: found.fileName } });
        return replyOf(await existing(stores, id));
      });
      await removeFile(store, id);
      return reply;
    },
  }),
];

async function existing({ imports }: Stores, id: string): Promise<StoredImport> {
  const found = await imports.find(id);
  if (!found) throw problem("import-not-found", { id });
  return found;
}

async function unchanged(stores: Stores, id: string, matches: (revision: number) => boolean): Promise<StoredImport> {
  const found = await existing(stores, id);
  if (!matches(found.revision)) throw problem("precondition-failed", {}, { etag: etagOf(found.revision) });
  return found;
}

function expectState({ state }: StoredImport, expected: readonly ImportState[]): void {
  if (!expected.includes(state)) throw problem("import-wrong-state", { state, expected: expected.join(", ") });
}

/** Moves an import on and leaves the work to a job. */
async function begin(
  stores: Stores,
  found: StoredImport,
  from: readonly ImportState[],
  to: ImportState,
  change: ImportChange,
  kind: StepName,
  actor: Actor,
  at: string,
): Promise<Reply> {
  expectState(found, from);
  const { id } = found;
  await stores.imports.change(id, from, to, change, at);
  await enqueue(stores, { kind, subject: id, payload: { import: id }, actor }, at);
  return replyOf(await existing(stores, id));
}

const replyOf = (found: StoredImport): Reply => ({
  body: importJson(found),
  headers: { ETag: etagOf(found.revision) },
});

const summaryJson = ({ revision, choice, reading, mapping, report, ...summary }: StoredImport): ImportSummary =>
  summary;

const importJson = ({ revision, ...found }: StoredImport) => found as unknown as Import;
