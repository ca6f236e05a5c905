import type { RunExport } from "../../exports/export-run.ts";
import { gatherRun } from "../../exports/gather.ts";
import { problem } from "../problem.ts";
import { Download, type Route, route } from "../route.ts";
import { existingRun } from "../run-reply.ts";
import { ById } from "../schemas/common.ts";
import { RunExportQuery } from "../schemas/exports.ts";
import type { Services } from "../services.ts";

const CONTENT_TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
} as const;

export const exportRoutes = ({ store: { stores }, calculator }: Services): Route[] => [
  route("GET /api/runs/{id}/export", {
    summary: "A run as a workbook, or one of its tables as CSV: lines, adjustments, corrections, who has no result",
    params: ById,
    query: RunExportQuery,
    status: 200,
    contentType: "application/octet-stream",
    costly: true,
    problems: ["run-not-found", "run-not-computed"],
    handle: async ({ params: { id }, query: { format: kind, part = "lines", language = "zh" }, write }) => {
      const run = await existingRun(stores, id);
      const { month, revision } = run;
      if (!revision.computation) throw problem("run-not-computed", { month, revision: String(revision.number) });
      const format: RunExport["format"] = kind === "csv" ? { kind, part } : { kind };
      const file = await calculator.run("exportRun", await gatherRun(stores, run, { language, format }));
      return write(async ({ audit }) => {
        const details = { month, revision: revision.number, ...format, bytes: file.length };
        audit.record({ action: "run.export", subject: id, details });
        const name = ["run", month, `r${revision.number}`, ...(kind === "csv" ? [part] : [])].join("-");
        return { body: new Download(file, CONTENT_TYPES[kind], `${name}.${kind}`) };
      });
    },
  }),
];
