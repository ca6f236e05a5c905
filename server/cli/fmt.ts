import { applyEdits, formatDocument } from "../../engine/index.ts";
import { UserError } from "../user-error.ts";
import type { Command } from "./command.ts";
import { writeAtomically } from "./files.ts";
import { readScheme } from "./read-scheme.ts";

export const fmt: Command = {
  synopsis: "FILE… [--check]",
  summary: { zh: "把规则排成统一格式，写回文件", en: "bring rules into canonical form, in place" },
  files: { least: 1, most: Number.POSITIVE_INFINITY },
  options: {
    check: {
      summary: { zh: "只列出会改动的文件；有则退出码为 1", en: "only list the files that would change; exit 1 if any" },
    },
  },
  run(args) {
    const onlyCheck = args.has("check");
    let failed = false;
    for (const path of args.files) {
      try {
        const text = readScheme(path);
        const formatted = applyEdits(text, formatDocument(text));
        if (formatted === text) continue;
        if (!onlyCheck) writeAtomically(path, formatted);
        failed ||= onlyCheck;
        process.stdout.write(`${path}\n`);
      } catch (error) {
        if (!(error instanceof UserError)) throw error;
        failed = true;
        process.stderr.write(`plumbline: ${error.in(args.language)}\n`);
      }
    }
    return failed ? 1 : 0;
  },
};
